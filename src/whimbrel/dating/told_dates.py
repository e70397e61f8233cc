"""Dates of the text itself: a report is not from before what it tells as past, nor from after what it awaits."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.stamps import absolute
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import FIRST, LAST, days, not_after, not_before
from whimbrel.dating.sheet import Sheet

FRESH_DAYS = 140  # a day or month named without its year is seldom further back
NAMED_DAYS = frozenset({(9, 11), (10, 7), (1, 6)})  # days that have become names of what happened on them
OLD_YEAR = 1995
AHEAD = re.compile(
    r"\b(?:will|would|by|until|through|plans?|planned|scheduled|due|expected|next|could|should|(?-i:may)|might|to be"
    r"|deadline|upcoming|before|if|expires?|slated|set)\b",
    re.IGNORECASE,
)
AWAITED = re.compile(r"\b(?:will|scheduled|slated|due|expires?|set to|set for|planned for|expected)\b", re.IGNORECASE)
PAST = re.compile(
    r"\b\w+ed\b|\b(?:was|were|had|began|since|took|came|fell|won|broke|went|left|held|told|shot)\b", re.IGNORECASE
)
WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def told_constraints(sheet: Sheet, times: Sequence[TimeExpression]) -> Iterator[Constraint]:
    """Full and partial dates of the sentences."""
    for expression in times:
        form = expression.form
        line = sheet.line_at(expression.span.start)
        if not isinstance(form, Stamp) or line is None or form.bc or form.century or form.decade:
            continue
        sentence = sheet.text[line.span.start : line.span.end]
        ahead = bool(AHEAD.search(sentence)) or expression.bound in {"by", "until", "before"}
        near = sheet.text[max(line.span.start, expression.span.start - 80) : expression.span.start]
        past = bool(PAST.search(near)) and expression.lean != "future"
        if form.year is not None:
            yield from _with_year(expression, form, ahead, past, bool(AWAITED.search(near)))
        elif form.month and form.which is None and form.year_which is None and not form.feast:
            yield from _without_year(expression, form, ahead, past and form.day is not None)


def _with_year(expression: TimeExpression, form: Stamp, ahead: bool, past: bool, awaited: bool) -> Iterator[Constraint]:
    found = absolute(form)
    if found is None or found.first is None or found.last is None or found.first.year < OLD_YEAR:
        return
    if expression.lean == "future" and awaited and not past and not form.fiscal:
        words = f"“{expression.text}” is told as to come"
        yield Constraint(
            "awaited date", expression.span, expression.text, "", not_after(found.last), Strength.STRONG, words
        )
    if ahead or not past or form.fiscal:
        return
    words = f"“{expression.text}” is told as past"
    allowed = not_before(found.first)
    yield Constraint("told date", expression.span, expression.text, "", allowed, Strength.STRONG, words)


def _without_year(expression: TimeExpression, form: Stamp, ahead: bool, past: bool) -> Iterator[Constraint]:
    """ "on 12 May": within some months after a 12 May, of a year in which the weekday fits when one is named."""
    if ahead or not past or form.month is None or (form.month, form.day) in NAMED_DAYS:
        return
    weekday = _weekday(expression)
    runs: list[tuple[date | None, date | None]] = []
    for year in range(FIRST.year, LAST.year + 1):
        day = min(form.day or 1, monthrange(year, form.month)[1])
        first = date(year, form.month, day)
        if weekday is None or not form.day or first.weekday() == weekday:
            runs.append((first - timedelta(days=1), first + timedelta(days=21 if weekday is not None else FRESH_DAYS)))
    words = f"“{expression.text}” is told without its year, as of late"
    yield Constraint("date without year", expression.span, expression.text, "", days(runs), Strength.WEAK, words)


def _weekday(expression: TimeExpression) -> int | None:
    found = WEEKDAY.search(expression.text)
    return _NAMES.index(found[1].lower()[:3]) if found else None
