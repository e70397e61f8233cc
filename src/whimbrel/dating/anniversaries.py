"""Anniversaries: "the 35th anniversary of …" tells the year; "last week, on the anniversary of …" the week."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from whimbrel.almanac.dated_facts import DatedFact, DatedFacts, FactMention
from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.expression import Stamp
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import FIRST, LAST, days
from whimbrel.dating.elapsed import ORDINAL, ordinal
from whimbrel.dating.facts import points_at_now, seen_from
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

ANNIVERSARY = re.compile(rf"\b(?:{ORDINAL}[\s-])?(?:anniversary|birthday)\b", re.IGNORECASE)
OCCASION = re.compile(
    r"\b(?:on|for|mark\w*|commemorat\w+|celebrat\w+|observ\w+|during|coincid\w+|at)\b[^.;]{0,40}$", re.IGNORECASE
)
MARKING = re.compile(r"\b(?:for|mark\w*|commemorat\w+|celebrat\w+|observ\w+)\b", re.IGNORECASE)
MARKED_WITHIN = timedelta(days=7)  # a rally "on Sunday" that marks an anniversary is held about its day
AROUND_DAYS = 21  # an anniversary is told of in the weeks about it
AFTER, BEFORE = 60, 40  # characters in which the thing remembered stands
REACH = 150  # characters within which words of time belong to the occasion
Run = tuple[date, date]


def anniversary_constraints(sheet: Sheet, facts: DatedFacts, times: Sequence[TimeExpression]) -> Iterator[Constraint]:
    """What the anniversaries that a report names say of its day."""
    for line in sheet.lines:
        for found in ANNIVERSARY.finditer(sheet.text, line.span.start, line.span.end):
            mention = _remembered(sheet, line, facts, found.start(), found.end())
            if mention is None or not mention.fact.precise:
                continue
            if found["o"]:
                yield _told(sheet, found, mention)
            occasion = OCCASION.search(sheet.text, max(line.span.start, found.start() - AFTER), found.start())
            if occasion:
                near = MARKED_WITHIN if MARKING.search(occasion[0]) else timedelta(0)
                yield from _with_time(sheet, line, found, mention.fact, times, near)


def _remembered(sheet: Sheet, line: Line, facts: DatedFacts, start: int, end: int) -> FactMention | None:
    """The one thing that is remembered: "anniversary of the founding of X", or "the X anniversary"."""
    after = [word for word in line.words if start <= word.start < end + AFTER]
    before = [word for word in line.words if start - BEFORE < word.start < end]
    for words in (after, before):
        found = facts.mentions(words, sheet.text)
        if len(found) == 1 and found[0].sure and not found[0].loose:
            return found[0]
    return None


def _told(sheet: Sheet, found: re.Match[str], mention: FactMention) -> Constraint:
    fact = mention.fact
    day = anniversary(fact, fact.start.year + ordinal(found["o"]))
    around = timedelta(days=AROUND_DAYS)
    span = Span(min(found.start(), mention.start), max(found.end(), mention.end))
    words = f"{fact.name}: {fact.start}"
    text = sheet.text[span.start : span.end]
    return Constraint("anniversary", span, text, fact.id, days([(day - around, day + around)]), Strength.STRONG, words)


def _with_time(
    sheet: Sheet,
    line: Line,
    found: re.Match[str],
    fact: DatedFact,
    times: Sequence[TimeExpression],
    near_day: timedelta,
) -> Iterator[Constraint]:
    """ "last week, at a rally marking the anniversary of X": the weeks, of any year, from which that is last week. A
    weekday may be as many days from the anniversary as `near_day` tells."""
    near = [
        e for e in times
        if line.span.start <= e.span.start < line.span.end and abs(e.span.start - found.start()) <= REACH
        and e.bound not in {"since", "until", "by", "before", "after"} and points_at_now(e.form)
    ]  # fmt: skip
    if len(near) != 1:
        return
    expression = near[0]
    by_weekday = isinstance(expression.form, Stamp) and expression.form.weekday is not None
    slack = near_day if by_weekday else timedelta(0)
    runs: list[tuple[date | None, date | None]] = []
    for year in range(max(FIRST.year, fact.start.year + 1), LAST.year + 1):
        day = anniversary(fact, year)
        ordinals = seen_from(expression.form, day - slack, day + slack, awaited=False)
        runs += [(date.fromordinal(first), date.fromordinal(last)) for first, last in ordinals]
    if runs:
        low, high = min(found.start(), expression.span.start), max(found.end(), expression.span.end)
        day_of = "about the day" if slack else "the day"
        words = f"{day_of} of {fact.name} ({fact.start:%d %B}) is “{expression.text}”"
        text = sheet.text[low:high]
        yield Constraint("anniversary", Span(low, high), text, fact.id, days(runs), Strength.STRONG, words)


def anniversary(fact: DatedFact, year: int) -> date:
    """The day of that year on which a fact is remembered; of a leap day, the day before it."""
    leap = (fact.start.month, fact.start.day) == (2, 29) and not isleap(year)
    return date(year, 2, 28) if leap else fact.start.replace(year=min(max(year, 1), 9999))
