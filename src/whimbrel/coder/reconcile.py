"""Two readers of names, the almanac's aliases and the grammar's tagger, brought to one list of names.

The longest name wins; of equals, the almanac's. But a person's name is not cut short by an alias inside it: Hunter
Biden is not Biden, Donald Trump Jr. is not Donald Trump, Chad Mercer is not Chad.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.records import Mention
from whimbrel.model import ActorKind

Tagged = tuple[int, int, str]  # start, end, the tagger's label
MOST_OF = 0.6  # share of a tagged name from which an alias inside it is taken for the whole
GENERATION = re.compile(r",?\s(?:[JS]r\b\.?|I{2,3}\b)")
BEFORE_PLACE = re.compile(
    r"\b(?:in|near|outside|(?:cit(?:y|ies)|towns?|villages?|province|district|mayor|governor) of)\s+"
)
PLACE_ENDS = re.compile(r"\b(?!['’]s)")
HEADS = frozenset("and as both but even for if like only since so then though when while with yet".split())
FIRST_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]+(?:[-'’][^\W\d_]+)*\Z")


def reconcile(
    mentions: list[Mention],
    tagged: Sequence[Tagged],
    almanac: Almanac,
    text: str,
    gazetteer: Gazetteer | None = None,
) -> tuple[list[Mention], list[Tagged]]:
    """The aliases and the tags that stand, of those found in `text`."""
    tagged = [(start, _whole_end(text, end) if label == "PER" else end, label) for start, end, label in tagged]
    dropped = {id(m) for m in mentions if _is_person(m, almanac) and _whole_end(text, m.end) > m.end}
    starts = [mention.start for mention in mentions]
    kept: list[Tagged] = [
        (m.start, _whole_end(text, m.end), "PER")
        for m in mentions
        if id(m) in dropped and not any(s <= m.start and m.end < e for s, e, _ in tagged)
    ]
    places = _places(text, tagged, gazetteer)
    for start, end, tag in tagged:
        first = max(0, bisect_left(starts, start) - 2)
        inside = [m for m in mentions[first : first + 12] if m.start < end and start < m.end and id(m) not in dropped]
        label = "LOC" if tag == "PER" and not inside and text[start:end] in places else tag
        begin = _standing(inside, start, end, label, almanac, text)
        if begin is not None:
            if begin == start:
                dropped.update(id(m) for m in inside)
            kept.append((begin, end, label))
    return [m for m in mentions if id(m) not in dropped], kept


def _standing(inside: Sequence[Mention], start: int, end: int, label: str, almanac: Almanac, text: str) -> int | None:
    """Where a tagged name begins if it stands against the aliases inside it; None where they stand."""
    if not inside or (label == "PER" and len(inside) == 1 and _longer_person(inside[0], start, end, almanac, text)):
        return start
    covered = sum(min(end, m.end) - max(start, m.start) for m in inside)
    whole = any(m.start <= start and m.end >= end for m in inside)
    persons = any(_is_person(m, almanac) for m in inside)
    longer = label == "ORG" and not whole and _more_name(inside, start, end, text)
    if whole or label == "LOC" or persons or (covered >= MOST_OF * (end - start) and not longer):
        return None
    if label == "PER" and any(m.kind in {"people", "body"} for m in inside):
        return None
    if len(inside) == 1 and inside[0].start == start and label == "PER":
        return inside[0].end + 1  # a body glued to a person's name
    return start


def _more_name(inside: Sequence[Mention], start: int, end: int, text: str) -> bool:
    """Whether a tagged body has a capitalised word beyond the alias in it: the National Security Council is not the
    Security Council."""
    first, last = min(m.start for m in inside), max(m.end for m in inside)
    rest = (text[start : max(start, first)] + " " + text[min(last, end) : end]).split()
    return any(word[:1].isupper() and word.lower() != "the" for word in rest)


def _longer_person(mention: Mention, start: int, end: int, almanac: Almanac, text: str) -> bool:
    """Whether a tagged person has a first name, or a surname, beyond an alias of one word in it that means another."""
    kinds = {actor.kind for i in mention.ids if (actor := almanac.actor(i)) is not None}
    if " " in mention.text or mention.kind in {"people", "body", "acronym"}:
        return False
    if mention.start > start and mention.end >= end and kinds <= {ActorKind.PERSON, ActorKind.STATE}:
        return _first_names(text[start : mention.start], mention, almanac)
    if mention.start == start and mention.end < end and kinds == {ActorKind.STATE}:
        rest = text[mention.end : end].split()
        again = len(re.findall(rf"\b{re.escape(mention.text)}\b", text)) > 1  # a state that the report tells of
        return len(rest) == 1 and FIRST_NAME.match(rest[0]) is not None and not again
    return False


def _first_names(words: str, mention: Mention, almanac: Almanac) -> bool:
    """Whether the words before an alias are first names of somebody else: no titles, peoples or initials of its own."""
    names = words.split()
    if not 0 < len(names) <= 2 or not all(name[:1].isupper() and FIRST_NAME.match(name) for name in names):
        return False
    if almanac.strip_titles(f"{words.strip()} {mention.text}")[1].strip() == mention.text:
        return False
    return not any(
        name.isupper()
        or name.lower() in HEADS
        or almanac.title(name)
        or almanac.nation(name)
        or almanac.country(name)
        or almanac.role_noun(name)
        for name in names
    )


def _whole_end(text: str, end: int) -> int:
    """Where a person's name ends with the "Jr." or "II" behind it."""
    found = GENERATION.match(text, end)
    return found.end() if found else end


def _places(text: str, tagged: Sequence[Tagged], gazetteer: Gazetteer | None) -> frozenset[str]:
    """Words taken for persons that are places, for the whole report: "the mayor of Tarnow". A surname stays one."""
    names = {text[start:end] for start, end, label in tagged if label == "PER"}
    surnames = {name.rpartition(" ")[2] for name in names if " " in name}
    alone = [name for name in names if " " not in name and name not in surnames]
    if gazetteer is None or not alone:
        return frozenset()
    at = [found.end() for found in BEFORE_PLACE.finditer(text)]
    return frozenset(name for name in alone if _stands_at(name, at, text) and gazetteer.find(name))


def _stands_at(name: str, offsets: Sequence[int], text: str) -> bool:
    """Whether a name, and no more of a word, stands at one of the offsets, and owns nothing there."""
    return any(text.startswith(name, at) and PLACE_ENDS.match(text, at + len(name)) for at in offsets)


def _is_person(mention: Mention, almanac: Almanac) -> bool:
    return any(actor.kind is ActorKind.PERSON for i in mention.ids if (actor := almanac.actor(i)))
