"""The weekday that news is told by: "a monitor said on Thursday" is written on that day or in the two after it.

With the day before, which it may still be elsewhere, that leaves four days of each week. It dates nothing alone; beside
a year or a season it leaves the days of some weeks. It rests on a habit of news, and so is weak; that the day before is
rare is fainter still.
"""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterator, Sequence

from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.expression import Stamp
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import EVER, Days, join
from whimbrel.dating.sheet import Sheet
from whimbrel.dating.told_dates import AHEAD, PAST

OPENING = 1200  # characters
NEAR = 50  # characters before the weekday in which "will", "next" or "until" make it a day to come
EARLIER, LATER = 1, 2  # days; it may be Friday there while the page is filed on a Thursday
WEEK = 7
_OTHER = frozenset({"by", "until", "before", "since", "after"})  # the telling is not of that day itself


def weekday_constraints(sheet: Sheet, times: Sequence[TimeExpression]) -> Iterator[Constraint]:
    """Of one weekday at most: the first of the opening on which something is told to have happened or been said."""
    opening = sheet.lines[0].span.start + OPENING if sheet.lines else 0
    for expression in times:
        form = expression.form
        if expression.span.start >= opening:
            return
        if not isinstance(form, Stamp) or form.weekday is None or form != Stamp(weekday=form.weekday):
            continue
        if expression.lean != "future" and expression.bound not in _OTHER and _told(sheet, expression):
            words = f"news told of a {day_name[form.weekday]} is written then or in the {LATER} days after it"
            near = ((Strength.WEAK, EARLIER), (Strength.FAINT, 0))
            for strength, early in near[:1] if expression.clock else near:  # "early on Friday" may be Thursday still
                allowed = about_each(form.weekday, early)
                yield Constraint("weekday", expression.span, expression.text, "", allowed, strength, words)
            return


def _told(sheet: Sheet, expression: TimeExpression) -> bool:
    """Whether the sentence tells of the past, and nothing right before the day makes it one to come."""
    line = sheet.line_at(expression.span.start)
    if line is None:
        return False
    near = sheet.text[max(line.span.start, expression.span.start - NEAR) : expression.span.start]
    return not AHEAD.search(near) and PAST.search(sheet.text, line.span.start, line.span.end) is not None


def about_each(weekday: int, early: int) -> Days:
    """Every such weekday of the calendar and the days about it, so many before it; Monday is 0."""
    low, high = EVER[0]
    first = low + (weekday - (low - 1)) % WEEK - WEEK  # ordinal 1 is a Monday
    days = range(first, high + 1, WEEK)
    return join((max(low, day - early), min(high, day + LATER)) for day in days if day + LATER >= low)
