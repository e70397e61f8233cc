"""Rules that say where a name begins and ends: particles, `al-`, bodies with their of-phrases, names that touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whimbrel.grammar.features import WordLists, read_table
from whimbrel.grammar.sentence import NameSpan
from whimbrel.grammar.splitting import starters

_LISTS = read_table("name_rules.csv")
ARTICLES, KIN = _LISTS["article"], _LISTS["kin"]  # al-, ad-; bin, van
BODY_HEADS = _LISTS["body"]  # front, ministry, brigades
PLACE_FIRST, TOWARDS_PLACE = _LISTS["place_before"], _LISTS["towards_place"]
DASHES = frozenset("-‐‑–")
SYLLABLE = 5  # letters of the longest syllable of a given name behind a dash


def capital(word: str) -> bool:
    return word[:1].isupper()


def _hyphenated_article(words: Sequence[str], i: int) -> bool:
    """Whether words i to i+2 are an Arabic article, its dash and a name: `al - Hilweh`."""
    return i + 2 < len(words) and words[i].lower() in ARTICLES and words[i + 1] in DASHES and capital(words[i + 2])


def with_particles(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """`Ain` + `al-Hilweh`, `Abdul Rahman` + `bin Faisal`: names grow over particles to the capitals beyond."""
    for name in names:
        start, end, label = name.start, name.end, name.label
        while end < len(words):
            reach = _reach(words, end, label)
            if not reach:
                break
            end += reach
        if label == "PER" and _hyphenated_given(words, start, end):
            end += 2
        while start >= 2 and words[start - 1] in DASHES and words[start - 2].lower() in ARTICLES:
            start -= 2
            before = words[start - 1] if start else ""
            if capital(before) and before.lower() not in lists.lists["title"] and words[start].islower():
                start -= 1
        yield NameSpan(start, end, label)


def _hyphenated_given(words: Sequence[str], start: int, end: int) -> bool:
    """`Lee Jong` + `-suk`: the second syllable of a given name is small."""
    if end - start < 2 or end + 1 >= len(words) or words[end] not in DASHES:
        return False
    return words[end + 1].isalpha() and words[end + 1].islower() and len(words[end + 1]) <= SYLLABLE


def _reach(words: Sequence[str], end: int, label: str) -> int:
    """How many words after a name that ends at `end` belong to it by a particle."""
    if _hyphenated_article(words, end):
        return 3
    beyond = end + 1 < len(words) and capital(words[end + 1])
    dashed = words[end] in DASHES and words[end - 1].lower() in ARTICLES
    return 2 if beyond and (dashed or (label == "PER" and words[end] in KIN)) else 0


def of_places(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
    """`Ann Low of Honduras` is a person and a place."""
    for name in names:
        at = next((i for i in range(name.start + 2, name.end - 1) if words[i] == "of"), None)
        if name.label == "PER" and at is not None:
            yield NameSpan(name.start, at, "PER")
            yield NameSpan(at + 1, name.end, "LOC")
        else:
            yield name


def articled_alone(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """`Ain al-Hilweh`, `Izz ad-Din al-Qassam` that the tagger missed altogether: an article, a dash, a capital."""
    yield from names
    taken = {i for name in names for i in range(name.start, name.end)}
    i = 0
    while i < len(words) - 2:
        if _hyphenated_article(words, i) and i not in taken and i + 2 not in taken:
            start = i
            while start and start - 1 not in taken and capital(words[start - 1]):
                if words[start - 1] in starters():
                    break
                start -= 1
            end = i + 3
            while _hyphenated_article(words, end) or (end < len(words) and capital(words[end]) and end not in taken):
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


def joined(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
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
            and capital(words[end])
            and words[end].lower() in BODY_HEADS
            and not words[end - 1].endswith("s'")
        ):
            yield NameSpan(name.start, end + 1, "ORG")
        else:
            yield name


def widened(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """`Free Syrian Army`: a body's name begins where its capitals begin."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for name in names:
        start = name.start
        if name.label == "ORG" and words[name.end - 1].lower() in BODY_HEADS:
            while start and start - 1 not in taken and capital(words[start - 1]) and words[start - 1].isalpha():
                if words[start - 1] in starters() or words[start - 1].lower() in lists.lists["title"]:
                    break
                start -= 1
        yield NameSpan(start, name.end, name.label)


def bodies(words: Sequence[str], names: Sequence[NameSpan]) -> Iterable[NameSpan]:
    """`Popular Front for the Liberation of Palestine`: a body's capitalised head takes in its of- and for-phrases."""
    yield from names
    starts = {name.end: name for name in names}
    i = 0
    while i < len(words):
        if not (capital(words[i]) and words[i].lower() in BODY_HEADS):
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
    while here < len(words) and capital(words[here]):
        here += 1
    if (
        here + 1 < len(words)
        and here > first
        and words[here] == "and"
        and capital(words[here + 1])
        and words[here + 1].lower().endswith("s")
    ):
        here += 2
    return here if here > first else None


def _first_capital(words: Sequence[str], i: int) -> int:
    while i and capital(words[i - 1]) and words[i - 1].lower() != "the":
        i -= 1
    return i
