"""Rules over the tagger's names: particles, "X of Y" bodies, titles, acronyms in brackets, and agreement in one text.

Each rule takes and gives spans over the words of a sentence; `mended` applies them in one fixed order and drops overlaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from whimbrel.grammar.features import WordLists
from whimbrel.grammar.sentence import NameSpan
from whimbrel.grammar.splitting import starters

DASHES = frozenset("-‐‑–")
ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ul", "ud", "ed", "es", "ez", "er"})
KIN = frozenset({"bin", "ibn", "ben", "bint", "abu", "abd", "umm", "van", "von", "der", "den", "de", "del", "da", "di", "dos", "la", "le", "du", "al", "el"})
LINKS = frozenset({"of", "for", "and", "in"})
BODY_HEADS = frozenset(
    {
        "front", "party", "movement", "organisation", "organization", "union", "league", "council", "ministry", "army", "army's", "forces",
        "brigades", "brigade", "battalion", "committee", "commission", "association", "coalition", "alliance", "federation", "bank", "court",
        "university", "assembly", "congress", "department", "office", "agency", "authority", "house", "parliament", "society", "institute", "board",
        "bureau", "confederation", "chamber", "conference", "corps", "guard", "guards", "centre", "center", "group", "fund", "state", "bloc", "church",
    }
)  # fmt: skip
PLACE_HEADS = frozenset({"strait", "gulf", "sea", "bay", "city", "province", "republic", "island", "isle", "cape", "governorate", "horn", "state"})
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sheikh", "sheik", "sir", "lord", "lady", "prince", "princess", "king", "queen", "pope", "imam"})

Rule = Callable[[Sequence[str], Sequence[NameSpan], WordLists], Iterable[NameSpan]]


def mended(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> tuple[NameSpan, ...]:
    """The names after every rule, in order, none overlapping; a longer name wins over a shorter."""
    if not names and not any(word.lower() in ARTICLES | BODY_HEADS for word in words):
        return ()
    found: Sequence[NameSpan] = names
    for rule in RULES:
        found = _apart(rule(words, found, lists))
    return tuple(found)


def agree(sentences: Sequence[Sequence[str]], found: Sequence[tuple[NameSpan, ...]]) -> list[tuple[NameSpan, ...]]:
    """The names of one text made to agree: a surname follows its full name, other short forms the text's majority."""
    whole: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    for words, names in zip(sentences, found, strict=True):
        for name in names:
            whole.setdefault(_key(words, name), Counter())[name.label] += 1
            if name.label == "PER" and name.end - name.start > 1:
                surnames.add(words[name.end - 1].lower())
    settled = []
    for words, names in zip(sentences, found, strict=True):
        settled.append(tuple(NameSpan(n.start, n.end, _settled(_key(words, n), n.label, whole, surnames)) for n in names))
    return settled


def _key(words: Sequence[str], name: NameSpan) -> str:
    return " ".join(words[name.start : name.end]).lower()


def _settled(key: str, label: str, whole: dict[str, Counter[str]], surnames: set[str]) -> str:
    votes = whole[key]
    if key in surnames and votes["LOC"] + votes["ORG"] <= 3:
        return "PER"
    best, count = votes.most_common(1)[0]
    return best if count > votes[label] else label


def _apart(names: Iterable[NameSpan]) -> list[NameSpan]:
    """In order and without overlaps, longer names first."""
    kept: list[NameSpan] = []
    for name in sorted(set(names), key=lambda n: (n.start - n.end, n.start, n.label)):
        if name.start < name.end and all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _hyphenated_article(words: Sequence[str], i: int) -> bool:
    """Whether words i to i+2 are an Arabic article, its dash and a name: `al - Hilweh`."""
    return i + 2 < len(words) and words[i].lower() in ARTICLES and words[i + 1] in DASHES and _capital(words[i + 2])


def _with_particles(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:  # noqa: ARG001
    """`Ain` + `al-Hilweh`, `Abdul Rahman` + `bin Faisal`: names grow over particles to the capitals beyond."""
    for name in names:
        start, end, label = name.start, name.end, name.label
        while end < len(words):
            if _hyphenated_article(words, end):
                end += 3
            elif words[end] in DASHES and end + 1 < len(words) and _capital(words[end + 1]) and words[end - 1].lower() in ARTICLES:
                end += 2
            elif label == "PER" and words[end] in KIN and end + 1 < len(words) and _capital(words[end + 1]):
                end += 2
            else:
                break
        while start >= 2 and (words[start - 1] in DASHES and words[start - 2].lower() in ARTICLES):
            start -= 2
            if start and _capital(words[start - 1]) and words[start - 1].lower() not in lists.lists["title"] and words[start].islower():
                start -= 1
        yield NameSpan(start, end, label)


def _articled_alone(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:  # noqa: ARG001
    """`Ain al-Hilweh`, `Izz ad-Din al-Qassam` that the tagger missed altogether: a capital, an article, a dash, a capital."""
    yield from names
    taken = {i for name in names for i in range(name.start, name.end)}
    i = 0
    while i < len(words) - 2:
        if _hyphenated_article(words, i) and i not in taken and i + 2 not in taken:
            start = i
            while start and start - 1 not in taken and _capital(words[start - 1]) and words[start - 1] not in starters():
                start -= 1
            end = i + 3
            while _hyphenated_article(words, end) or (end < len(words) and _capital(words[end]) and end not in taken):
                end += 3 if _hyphenated_article(words, end) else 1
            yield NameSpan(start, end, _kind_of_articled(words, start, end, lists))
            i = end
        else:
            i += 1


def _kind_of_articled(words: Sequence[str], start: int, end: int, lists: WordLists) -> str:
    last, first = words[end - 1].lower(), words[start].lower()
    if last in BODY_HEADS or last in lists.lists["org"]:
        return "ORG"
    if start and words[start - 1].lower() in ("in", "at", "near", "from", "of", "to", "outside", "around") or first in ("ain", "deir", "tel", "tell", "khan", "jabal", "wadi", "ras", "umm"):
        return "LOC"
    return "PER"


def _joined(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:  # noqa: ARG001
    """Two names that touch, or that a body's word follows, are one: `Izz ad-Din al-Qassam` + `Brigades`."""
    merged: list[NameSpan] = []
    for name in names:
        before = merged[-1] if merged else None
        if before and before.end == name.start and (before.label == name.label or words[name.end - 1].lower() in BODY_HEADS):
            merged[-1] = NameSpan(before.start, name.end, name.label)
        else:
            merged.append(name)
    for name in merged:
        end = name.end
        if end < len(words) and _capital(words[end]) and words[end].lower() in BODY_HEADS and not words[end - 1].endswith("s'"):
            yield NameSpan(name.start, end + 1, "ORG")
        else:
            yield name


def _bodies(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:  # noqa: ARG001
    """`Popular Front for the Liberation of Palestine`: a body's capitalised head takes in its of- and for-phrases."""
    yield from names
    starts = {name.end: name for name in names}
    i = 0
    while i < len(words):
        if not (_capital(words[i]) and words[i].lower() in BODY_HEADS):
            i += 1
            continue
        end, links = i + 1, 0
        while end < len(words) and links < 4:
            beyond = _beyond_link(words, end)
            if beyond is None:
                break
            end, links = beyond, links + 1
        if links:
            start = starts[i + 1].start if i + 1 in starts else _first_capital(words, i)
            yield NameSpan(start, end, "ORG")
        i = end


def _beyond_link(words: Sequence[str], at: int) -> int | None:
    """Where the capitalised run after a link (`of the …`, `for …`) ends, or None when there is no such run."""
    if words[at] not in ("of", "for"):
        return None
    here = at + 1
    if here < len(words) and words[here] in ("the", "all"):
        here += 1
    first = here
    while here < len(words) and _capital(words[here]):
        here += 1
    if here + 1 < len(words) and here > first and words[here] == "and" and _capital(words[here + 1]) and words[here + 1].lower().endswith("s"):
        here += 2
    return here if here > first else None


def _first_capital(words: Sequence[str], i: int) -> int:
    while i and _capital(words[i - 1]) and words[i - 1].lower() != "the":
        i -= 1
    return i


def _untitled(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """Titles and nationalities before a person are no part of the name; a name that was only a title is none."""
    titles, demonyms = lists.lists["title"], lists.lists["demonym"]
    for name in names:
        start, end = name.start, name.end
        if name.label == "PER":
            while start < end - 1 and (words[start].lower() in titles or words[start].lower() in demonyms):
                start += 1
        while start < end and words[start].lower() in ("the", '"', "“", "'", "‘", "(", "-"):
            start += 1
        while end > start and words[end - 1] in ("'s", "’s", "'", "’", '"', "”", ",", ")", "-"):
            end -= 1
        word = words[start].lower() if start < end else ""
        if start < end and not (end - start == 1 and (word in demonyms or word in titles or word in lists.lists["calendar"])):
            yield NameSpan(start, end, name.label)


def _acronyms(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:  # noqa: ARG001
    """`… Liberation of Palestine (PFLP)`: capitals in brackets after an organisation are the same organisation."""
    yield from names
    taken = {name.start for name in names}
    for name in names:
        at = name.end + 1
        if name.label == "ORG" and at + 1 < len(words) and words[name.end] == "(" and words[at + 1] == ")":
            word = words[at]
            if 2 <= len(word) <= 10 and sum(letter.isupper() for letter in word) >= 2 and at not in taken:
                yield NameSpan(at, at + 1, "ORG")


def _relabelled(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """The form of a name or the word before it tells its kind where the tagger was mistaken."""
    for name in names:
        first, last = words[name.start].lower(), words[name.end - 1].lower()
        before = words[name.start - 1].lower().rstrip(".") if name.start else ""
        label = name.label
        if name.end - name.start == 1 and first in lists.lists["country"]:
            label = "LOC"
        elif label != "ORG" and last in BODY_HEADS - {"state", "house", "church", "group"} and name.end - name.start > 1:
            label = "ORG"
        elif before in HONORIFICS and label != "PER" and last not in lists.lists["country"] and _capital(words[name.start - 1]):
            label = "PER"
        elif label == "PER" and " ".join(words[name.start : name.end]).lower() in lists.phrases:
            label = "LOC"
        yield NameSpan(name.start, name.end, label)


RULES: tuple[Rule, ...] = (_untitled, _articled_alone, _with_particles, _joined, _bodies, _untitled, _acronyms, _relabelled)
