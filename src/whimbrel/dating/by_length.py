"""Wars that a report names by nothing but their length: "the 11-day war", "a five-day border conflict".

Such words mean one of the almanac's wars of that length, where the sentence tells of one of its sides and the report
of two: that war is then a fact that the report names, like any other. Several that fit are all that it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.dated_facts import FactMention
from whimbrel.almanac.wars_by_length import FEWEST_SIDES, WarByLength, load_wars_by_length
from whimbrel.coder.times.numbers import number
from whimbrel.coder.times.tokens import tokenise
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

_NUMBER = r"(?P<n>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)"
_WAR = (
    r"(?:war|conflict|confrontation|operation|offensive|campaign|assault|onslaught|fighting|bombardment|hostilities"
    r"|escalation|flare-up|battle|clashes|round)\b"
)
BY_LENGTH = re.compile(
    rf"\b{_NUMBER}[-\s]days?(?:-long|\slong)?\s(?:[a-z-]+\s){{0,2}}{_WAR}"
    rf"|\b(?P<m>\d{{1,3}}|[A-Za-z]+)\sdays\sof\s(?:[a-z-]+\s){{0,2}}{_WAR}"
)
Named = tuple[Line, Sequence[FactMention]]


def with_wars_by_length(sheet: Sheet, named: Sequence[Named], almanac: Almanac) -> list[Named]:
    """The facts that a report names, sentence by sentence, with the wars that it names by their length."""
    by_name = frozenset(fact.id for _, mentions in named for m in mentions if not m.loose for fact in m.facts)
    return [
        (line, [*mentions, *_not_here(_mentions(sheet, line, almanac, by_name), mentions)]) for line, mentions in named
    ]


def _not_here(found: Iterable[FactMention], named: Sequence[FactMention]) -> Iterator[FactMention]:
    """The wars that their own sentence does not name as well."""
    ids = {fact.id for mention in named for fact in mention.facts}
    return (mention for mention in found if not any(fact.id in ids for fact in mention.facts))


def _mentions(sheet: Sheet, line: Line, almanac: Almanac, by_name: frozenset[str]) -> Iterator[FactMention]:
    for found in BY_LENGTH.finditer(sheet.text, line.span.start, line.span.end):
        days = _number(found["n"] or found["m"])
        wars = [war for war in load_wars_by_length() if days in war.lengths]
        if not wars:
            continue
        if meant := tuple(war.fact for war in wars if war.fact.id in by_name):  # "Operation X", and then its length
            yield FactMention(meant, found.start(), found.end(), found.span())
            continue
        here, anywhere = told_of(sheet, line.span, almanac), told_of(sheet, Span(0, len(sheet.text)), almanac)
        fitting = [war for war in wars if _sides(war, here) and _sides(war, anywhere) >= FEWEST_SIDES]
        most = max((_sides(war, here) for war in fitting), default=0)
        facts = tuple(war.fact for war in fitting if _sides(war, here) == most)
        if facts:
            yield FactMention(facts, found.start(), found.end(), found.span())


def _number(words: str) -> int | None:
    read = number(tokenise(words, 0, len(words)), 0)
    return int(read[0]) if read is not None else None


def _sides(war: WarByLength, told: frozenset[str]) -> int:
    """How many of its sides are told of; what tells of two tells of one."""
    left, sides = set(told), 0
    for side in war.sides:
        if hit := sorted(side & left):
            left.discard(hit[0])
            sides += 1
    return sides


def told_of(sheet: Sheet, span: Span, almanac: Almanac) -> frozenset[str]:
    """The states that some text tells of, by name, by people or by an actor of theirs; those actors; its capitalised
    words."""
    text = sheet.text[span.start : span.end]
    actors = {id for mention in almanac.mentions(text) for id in mention.ids}
    states = {actor.country for id in actors if (actor := almanac.actor(id)) is not None}
    words = set(re.findall(r"\b[A-Z][\w-]+", text))
    states |= {almanac.country(word) or almanac.demonym(word) for word in words}
    return frozenset(actors | words | {state for state in states if state})
