"""Rules over the tagger's names in a sentence: titles, acronyms in brackets, countries, kinds told by form or place.

Each rule takes and gives spans over the words of a sentence; `mended` applies them, and those of `name_bounds`, in one
fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from whimbrel.grammar.features import WordLists, read_table
from whimbrel.grammar.lone_words import area_starts, areas, left_over, ordinary, shouts
from whimbrel.grammar.name_bounds import (
    ARTICLES,
    BODY_HEADS,
    DASHES,
    PLACE_FIRST,
    articled_alone,
    bodies,
    capital,
    joined,
    of_places,
    widened,
    with_particles,
)
from whimbrel.grammar.sentence import NameSpan
from whimbrel.grammar.splitting import starters

_LISTS = read_table("name_rules.csv")
HONORIFICS = _LISTS["honorific"]
BEFORE_PERSON, LOCATIVE = _LISTS["before_person"], _LISTS["locative"]
ARTICLES_AND_HEADS = ARTICLES | BODY_HEADS
VAGUE_HEADS = frozenset({"state", "house", "church", "group"})  # of places and people too

Rule = Callable[[Sequence[str], Sequence[NameSpan], WordLists], Iterable[NameSpan]]


def mended(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> tuple[NameSpan, ...]:
    """The names after every rule, in order, none overlapping; a longer name wins over a shorter."""
    lowered = frozenset([word.lower() for word in words])
    loud = any(map(str.isupper, words)) and any(map(shouts, words))
    if not (names or loud) and ARTICLES_AND_HEADS.isdisjoint(lowered) and lists.areas.isdisjoint(lowered):
        return ()
    idle = _idle(words, lowered, lists, loud=loud)
    found: Sequence[NameSpan] = names
    for rule in RULES:
        if rule not in idle:
            found = _apart(rule(words, found, lists))
    return tuple(found)


def _idle(words: Sequence[str], lowered: frozenset[str], lists: WordLists, *, loud: bool) -> set[Rule]:
    """The rules that can change nothing in a sentence, since no word is in it that they look for."""
    idle: set[Rule] = set() if loud else {left_over}
    if BODY_HEADS.isdisjoint(lowered):
        idle |= {widened, BODIES}
    if DASHES.isdisjoint(words) or ARTICLES.isdisjoint(lowered):
        idle.add(articled_alone)
    if BEFORE_PERSON.isdisjoint([word.rstrip(".") for word in lowered]):
        idle.add(_titled)
    if area_starts(lists).isdisjoint(lowered):
        idle.add(areas)
    if lists.lists["country"].isdisjoint(lowered):
        idle.add(_countries)
    if "(" not in words:
        idle.add(ACRONYMS)
    if "of" not in words:
        idle.add(OF_PLACES)
    return idle


def _apart(names: Iterable[NameSpan]) -> list[NameSpan]:
    """In order and without overlaps, longer names first."""
    names, end = list(names), 0
    for name in names:
        if not end <= name.start < name.end:
            break
        end = name.end
    else:
        return names  # as nearly all are
    kept: list[NameSpan] = []
    for name in sorted(set(names), key=lambda n: (n.start - n.end, n.start, n.label)):
        if name.start < name.end and all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _untitled(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """Titles and nationalities before a person are no part of the name; a name that was only a title is none."""
    titles, demonyms = lists.lists["title"], lists.lists["demonym"]
    before_person = lists.any_of("title", "demonym", "country")
    for name in names:
        start, end = name.start, name.end
        if name.label == "PER":
            start = _after_titles(words, start, end, before_person)
        while start < end and words[start].lower() in ("the", '"', "“", "'", "‘", "(", "-"):
            start += 1
        while end > start and words[end - 1] in ("'s", "’s", "'", "’", '"', "”", ",", ")", "-"):
            end -= 1
        while end - start > 1 and words[end - 1].endswith("day") and words[end - 1].lower() in lists.lists["calendar"]:
            end -= 1  # "attacks on the Gaza Strip Sunday"
        word = words[start].lower() if start < end else ""
        if start < end and not (
            end - start == 1 and (word in demonyms or word in titles or word in lists.lists["calendar"])
        ):
            yield NameSpan(start, end, name.label)


def _after_titles(words: Sequence[str], start: int, end: int, titles: frozenset[str]) -> int:
    """Where the name proper begins in `US Secretary of State Antony Blinken`."""
    while start < end - 1:
        if words[start].lower() in titles:
            start += 1
        elif words[start] == "of" and start + 2 < end:
            start += 2
        else:
            break
    return start


def _titled(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """A capitalised run after `President`, `spokesman` or `leader` that the tagger passed over is a person."""
    yield from names
    taken = {i for name in names for i in range(name.start, name.end)}
    common = lists.any_of("org", "title", "demonym", "country", "calendar", "loc")
    for i in range(1, len(words)):
        if i in taken or words[i - 1].lower().rstrip(".") not in BEFORE_PERSON or not words[i][1:].islower():
            continue
        end = i
        while end < len(words) and end not in taken and capital(words[end]) and words[end].lower() not in common:
            end += 1
        if i < end <= i + 4 and (end == len(words) or not capital(words[end])):
            yield NameSpan(i, end, "PER")


def _opening(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """A lone first word has its capital from its place: a person only if some list of names knows it."""
    for name in names:
        unknown = not any(words[name.start].lower() in lists.lists[kind] for kind in ("given", "family", "arab"))
        if not (name.start == 0 and name.end == 1 and name.label == "PER" and unknown):
            yield name


def _no_names(words: Sequence[str], names: Sequence[NameSpan], lists: WordLists) -> Iterable[NameSpan]:
    """Pronouns and other words that begin sentences, signs, peoples and bare common parts of names are no names."""
    demonyms, parts = lists.lists["demonym"], lists.any_of("org", "loc")
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
        if i not in taken and capital(word) and word.lower() in countries and (len(word) > 2 or word.isupper()):
            alone = not (i and capital(words[i - 1]) and i > 1) and not (i + 1 < len(words) and capital(words[i + 1]))
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
        yield NameSpan(name.start, name.end, _told_kind(words, name, lists) or name.label)


def _told_kind(words: Sequence[str], name: NameSpan, lists: WordLists) -> str:
    """The kind that form or neighbours tell for sure, else nothing."""
    first, last, long = words[name.start].lower(), words[name.end - 1].lower(), name.end - name.start > 1
    before = words[name.start - 1] if name.start else ""
    if (" ".join(words[name.start : name.end]).lower() in lists.phrases) if long else first in lists.lists["country"]:
        return "LOC"
    if long and last in BODY_HEADS - VAGUE_HEADS:
        return "ORG"
    if before.lower().rstrip(".") in HONORIFICS and capital(before) and last not in lists.lists["country"]:
        return "PER"
    if name.label == "PER" and (first in PLACE_FIRST or _within(words, name)):
        return "LOC"
    return ""


def _within(words: Sequence[str], name: NameSpan) -> bool:
    """Whether a name stands as a place does: after `in` or `near`, and no possessor."""
    before = words[name.start - 1] if name.start else ""
    return before in LOCATIVE and (name.end == len(words) or words[name.end] not in ("'s", "’s", "'", "’"))


def _plain(rule: Callable[[Sequence[str], Sequence[NameSpan]], Iterable[NameSpan]]) -> Rule:
    """A rule that needs no word lists, among those that do."""
    return lambda words, names, _lists: rule(words, names)


BODIES, ACRONYMS, OF_PLACES = _plain(bodies), _plain(_acronyms), _plain(of_places)
RULES: tuple[Rule, ...] = (
    _untitled,
    _titled,
    _opening,
    articled_alone,
    with_particles,
    _plain(joined),
    widened,
    BODIES,
    _untitled,
    ACRONYMS,
    OF_PLACES,
    _no_names,
    ordinary,
    areas,
    left_over,
    _countries,
    _relabelled,
)
