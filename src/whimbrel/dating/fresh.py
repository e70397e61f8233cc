"""What is told as news is new: a report that opens on named events and names weekdays is from soon after the latest.

The weakest evidence of all, and the only one that rests on the habits of news instead of on what the words say. It
comes after everything else and is kept out of the times of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from whimbrel.almanac.dated_facts import FactMention
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import within
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

OPENING = 900  # characters
NEWS = frozenset("attack capture disaster death accord coup crisis statement trial".split())
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\btoday\b", re.IGNORECASE)
LOOKING_BACK = re.compile(
    r"\banniversary\b|\byears? (?:ago|after|later|since)\b|\b(?:19|20)\d\d\b|\bdecade", re.IGNORECASE
)
WINDOW = timedelta(days=120)
REACH = {1: timedelta(days=40), 2: timedelta(days=40), 3: timedelta(days=30)}  # by how many events of one season


def fresh_constraints(sheet: Sheet, named: Sequence[tuple[Line, Sequence[FactMention]]]) -> Iterator[Constraint]:
    """At most one constraint: the days after the latest event named."""
    opening = sheet.text[: sheet.lines[0].span.start + OPENING] if sheet.lines else ""
    news = bool(WEEKDAY.search(opening))
    found = [m for line, mentions in named if mentions and not _looks_back(sheet, line.span) for m in mentions]
    dated = {m.fact.id: m for m in reversed(found) if m.fact.kind in NEWS and m.fact.precise}
    if not dated:
        return
    latest = max(dated.values(), key=lambda m: (m.fact.start, m.fact.id))
    season = [m for m in dated.values() if latest.fact.start - m.fact.start <= WINDOW]
    size = min(len(season), 3)
    if size < 3 and not (news and any(m.start < len(opening) for m in season)):
        return
    yield _constraint(sheet, latest, size)


def _constraint(sheet: Sheet, latest: FactMention, size: int) -> Constraint:
    fact = latest.fact
    last = fact.end + REACH[size]
    words = f"told as news; the latest event named is {fact.name} ({fact.start})"
    text = sheet.text[latest.start : latest.end]
    span = Span(latest.start, latest.end)
    return Constraint("news", span, text, fact.id, within(fact.start - timedelta(days=1), last), Strength.WEAK, words)


def _looks_back(sheet: Sheet, span: Span) -> bool:
    return LOOKING_BACK.search(sheet.text, span.start, span.end) is not None
