"""Rules over the tagger's names in a sentence: particles, "X of Y" bodies, titles, acronyms in brackets.

Each rule takes and gives spans over the words of a sentence; `mended` applies them in one fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from whimbrel.grammar.features import WordLists, read_table
from whimbrel.grammar.sentence import NameSpan
from whimbrel.grammar.splitting import starters

DASHES = frozenset("-‐‑–")
_LISTS = read_table("name_rules.csv")
ARTICLES, KIN = _LISTS["article"], _LISTS["kin"]  # al-, ad-; bin, van
BODY_HEADS = _LISTS["body"]  # front, ministry, brigades
HONORIFICS = _LISTS["honorific"]
PLACE_FIRST, TOWARDS_PLACE = _LISTS["place_before"], _LISTS["towards_place"]

Rule = Callable[[Sequence[str], Sequence[NameSpan], WordLists], Iterable[NameSpan]]


def mended(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> tuple[NameSpan, ...]:
    """The names after every rule, in order, none overlapping; a longer name wins over a shorter."""
    if not names and not any(word.lower() in ARTICLES | BODY_HEADS for word in words):
        return ()
    found: Sequence[NameSpan] = names
    for rule in RULES:
        found = _apart(rule(words, found, lists))
    return tuple(found)


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


def _with_particles(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """`Ain` + `al-Hilweh`, `Abdul Rahman` + `bin Faisal`: names grow over particles to the capitals beyond."""
    for name in names:
        start, end, label = name.start, name.end, name.label
        while end < len(words):
            reach = _reach(words, end, label)
            if not reach:
                break
            end += reach
        while start >= 2 and words[start - 1] in DASHES and words[start - 2].lower() in ARTICLES:
            start -= 2
            before = words[start - 1] if start else ""
            if _capital(before) and before.lower() not in lists.lists["title"] and words[start].islower():
                start -= 1
        yield NameSpan(start, end, label)


def _reach(words: Sequence[str], end: int, label: str) -> int:
    """How many words after a name that ends at `end` belong to it by a particle."""
    if _hyphenated_article(words, end):
        return 3
    beyond = end + 1 < len(words) and _capital(words[end + 1])
    dashed = words[end] in DASHES and words[end - 1].lower() in ARTICLES
    return 2 if beyond and (dashed or (label == "PER" and words[end] in KIN)) else 0


def _articled_alone(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """`Ain al-Hilweh`, `Izz ad-Din al-Qassam` that the tagger missed altogether: an article, a dash, a capital."""
    yield from names
    taken = {i for name in names for i in range(name.start, name.end)}
    i = 0
    while i < len(words) - 2:
        if _hyphenated_article(words, i) and i not in taken and i + 2 not in taken:
            start = i
            while start and start - 1 not in taken and _capital(words[start - 1]):
                if words[start - 1] in starters():
                    break
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
    if start and words[start - 1].lower() in TOWARDS_PLACE:
        return "LOC"
    if first in PLACE_FIRST:
        return "LOC"
    return "PER"


def _joined(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
    """Two names that touch, or that a body's word follows, are one: `Izz ad-Din al-Qassam` + `Brigades`."""
    merged: list[NameSpan] = []
    for name in names:
        before = merged[-1] if merged else None
        touching = before is not None and before.end == name.start
        if before and touching and (before.label == name.label or words[name.end - 1].lower() in BODY_HEADS):
            merged[-1] = NameSpan(before.start, name.end, name.label)
        else:
            merged.append(name)
    for name in merged:
        end = name.end
        if (
            end < len(words)
            and _capital(words[end])
            and words[end].lower() in BODY_HEADS
            and not words[end - 1].endswith("s'")
        ):
            yield NameSpan(name.start, end + 1, "ORG")
        else:
            yield name


def _bodies(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
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
    if (
        here + 1 < len(words)
        and here > first
        and words[here] == "and"
        and _capital(words[here + 1])
        and words[here + 1].lower().endswith("s")
    ):
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
        if start < end and not (
            end - start == 1 and (word in demonyms or word in titles or word in lists.lists["calendar"])
        ):
            yield NameSpan(start, end, name.label)


def _no_names(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """Pronouns and other words that begin sentences, signs, peoples and bare common parts of names are no names."""
    demonyms, parts = lists.lists["demonym"], lists.lists["org"] | lists.lists["loc"]
    for name in names:
        word = words[name.start]
        low = word.lower()
        common = word in starters() or low in demonyms or low.removesuffix("s") in demonyms
        sign = not any(map(str.isalpha, word))
        if name.end - name.start > 1 or not (common or sign or (name.label == "PER" and low in parts)):
            yield name


def _countries(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """A country's name that the tagger passed over, standing alone."""
    yield from names
    taken = {i for name in names for i in range(name.start - 1, name.end + 1)}
    countries = lists.lists["country"]
    for i, word in enumerate(words):
        if i not in taken and _capital(word) and word.lower() in countries and (len(word) > 2 or word.isupper()):
            alone = not (i and _capital(words[i - 1]) and i > 1) and not (i + 1 < len(words) and _capital(words[i + 1]))
            if alone:
                yield NameSpan(i, i + 1, "LOC")


def _acronyms(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
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
        elif (
            label != "ORG" and last in BODY_HEADS - {"state", "house", "church", "group"} and name.end - name.start > 1
        ):
            label = "ORG"
        elif (
            before in HONORIFICS
            and label != "PER"
            and last not in lists.lists["country"]
            and _capital(words[name.start - 1])
        ):
            label = "PER"
        elif name.end - name.start > 1 and " ".join(words[name.start : name.end]).lower() in lists.phrases:
            label = "LOC"
        yield NameSpan(name.start, name.end, label)


def _plain(rule: Callable[[Sequence[str], Sequence[NameSpan]], Iterable[NameSpan]]) -> Rule:
    """A rule that needs no word lists, among those that do."""
    return lambda words, names, _lists: rule(words, names)


RULES: tuple[Rule, ...] = (
    _untitled,
    _articled_alone,
    _with_particles,
    _plain(_joined),
    _plain(_bodies),
    _untitled,
    _plain(_acronyms),
    _no_names,
    _countries,
    _relabelled,
)
