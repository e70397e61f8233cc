"""What is told as news is new: a report that opens on named events and names weekdays is from soon after the latest.

The same habit places a report that opens on a battle, a siege or a truce inside the time it lasted. This is weak
evidence: it rests on the habits of news instead of on what the words say. It comes after what the words say, and is
kept out of the times of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from whimbrel.almanac.dated_facts import AWAITED, DatedFact, FactMention
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, days, within
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

OPENING = 900  # characters
NEWS = frozenset("attack capture disaster death accord coup crisis statement trial".split())
LASTING = frozenset("offensive operation siege ceasefire crisis war summit".split())
LONGEST = timedelta(days=400)  # what goes on for longer is the background of all news of its country
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\btoday\b", re.IGNORECASE)
LOOKING_BACK = re.compile(
    r"\banniversary\b|\byears? (?:ago|after|later|since)\b|\b(?:19|20)\d\d\b|\bdecade|\blast year\b", re.IGNORECASE
)
WINDOW = timedelta(days=120)
REACH = {1: timedelta(days=40), 2: timedelta(days=40), 3: timedelta(days=30)}  # by how many events of one season
BEFORE, AFTER = timedelta(days=2), timedelta(days=30)  # about what lasts
EXPECTED = timedelta(days=45)  # a summit is news before it begins

Named = Sequence[tuple[Line, Sequence[FactMention]]]


def fresh_constraints(sheet: Sheet, named: Named) -> Iterator[Constraint]:
    """The days after the latest event named, and those of each thing that lasted on which the report opens."""
    opening = sheet.text[: sheet.lines[0].span.start + OPENING] if sheet.lines else ""
    news = bool(WEEKDAY.search(opening))
    found = [m for line, mentions in named if mentions and not _looks_back(sheet, line.span) for m in mentions]
    yield from _latest(sheet, found, len(opening) if news else 0)
    if news:
        yield from _open(sheet, [m for m in found if m.start < len(opening)])


def _latest(sheet: Sheet, found: Sequence[FactMention], opening: int) -> Iterator[Constraint]:
    """At most one: the days after the latest event that is named for sure."""
    dated = {m.fact.id: m for m in reversed(found) if m.sure and not m.loose and m.fact.kind in NEWS and m.fact.precise}
    if not dated:
        return
    latest = max(dated.values(), key=lambda m: (m.fact.start, m.fact.id))
    season = [m for m in dated.values() if latest.fact.start - m.fact.start <= WINDOW]
    size = min(len(season), 3)
    if size < 3 and not any(m.start < opening for m in season):
        return
    fact = latest.fact
    allowed = within(fact.start - timedelta(days=1), fact.end + REACH[size])
    words = f"told as news; the latest event named is {fact.name} ({fact.start})"
    yield _constraint(sheet, latest, allowed, words)


def _open(sheet: Sheet, found: Sequence[FactMention]) -> Iterator[Constraint]:
    """What lasted, and what the words may mean several of, each with the days on which it was news."""
    for mention in {m.fact.id: m for m in reversed(found)}.values():
        single = mention.sure and not mention.loose and not _lasts(mention.fact)
        if not single and all(_lasts(fact) or (fact.kind in NEWS and fact.precise) for fact in mention.facts):
            allowed = days(_news_days(fact) for fact in mention.facts)
            told = " or ".join(f"{fact.name} ({fact.start} to {fact.end})" for fact in mention.facts)
            yield _constraint(sheet, mention, allowed, f"told as news of {told}")


def _lasts(fact: DatedFact) -> bool:
    return fact.kind in LASTING and timedelta(0) < fact.end - fact.start <= LONGEST


def _news_days(fact: DatedFact) -> tuple[date, date]:
    return (
        fact.start - (EXPECTED if fact.kind in AWAITED else BEFORE),
        fact.end + (AFTER if _lasts(fact) else REACH[1]),
    )


def _constraint(sheet: Sheet, mention: FactMention, allowed: Days, words: str) -> Constraint:
    text = sheet.text[mention.start : mention.end]
    return Constraint("news", Span(mention.start, mention.end), text, mention.fact.id, allowed, Strength.WEAK, words)


def _looks_back(sheet: Sheet, span: Span) -> bool:
    return LOOKING_BACK.search(sheet.text, span.start, span.end) is not None
