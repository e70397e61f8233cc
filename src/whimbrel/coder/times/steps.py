"""Units counted from a day: "last week", "this month", "the weekend", "earlier this year", "overnight"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whimbrel.coder.times import reading as made
from whimbrel.coder.times.expression import Clock, Step
from whimbrel.coder.times.reading import MONTHS_IN, Reading, of_day, of_span, shift, shift_months


def step(form: Step, clock: Clock | None, day: date, tense: str, reference: Reading | None) -> Reading | None:
    """ "last week", "yesterday", "the following month"."""
    if form.free and not form.edge:
        if reference is None or reference.first is None:
            return None
        day = reference.first if form.offset <= 0 else reference.last or reference.first
    edge, _, compared = form.edge.partition("-")
    if form.unit == "D":
        return overnight(day) if clock and clock.part == "ON" else of_day(shift(day, form.offset))
    if form.unit == "WE":
        return weekend(form.offset, day, tense)
    found = whole(form.unit, form.offset, day, "" if compared or form.unit in ("W", "Q") else edge)
    if found is None or not edge or not found.first or not found.last:
        return found
    if compared and form.offset == 0:
        return since_or_until(found, edge, day)
    return week_part(found, edge) if form.unit in ("W", "Q") and not compared else found


def overnight(day: date) -> Reading | None:
    before = shift(day, -1)
    return replace(of_span(before, day), timex=day.isoformat()) if before else None


def since_or_until(found: Reading, edge: str, day: date) -> Reading:
    """ "earlier this month" ends with the day of publication, "later this month" begins there."""
    if found.first is None or found.last is None or not found.first <= day <= found.last:
        return found
    cut = of_span(found.first, day) if edge == "START" else of_span(day, found.last)
    return replace(cut, timex=found.timex)


def week_part(found: Reading, edge: str) -> Reading:
    """ "early this week", "late last week": about its first, middle or last three sevenths."""
    if found.first is None or found.last is None:
        return found
    size = (found.last - found.first).days + 1
    a, b = {"START": (0, size * 3 // 7), "MID": (size * 2 // 7, size * 5 // 7 - 1), "END": (size * 3 // 7, size - 1)}[
        edge
    ]
    first, last = shift(found.first, a), shift(found.first, b)
    return of_span(first, last, found.timex, approx=True) if first and last else found


def weekend(offset: int, day: date, tense: str) -> Reading | None:
    """Saturday and Sunday: "the weekend" is the one begun last or, in the future, the one to come."""
    back = (day.weekday() - 5) % 7
    begun = -back
    if offset == -1:
        begun = -back if back > 1 else -back - 7
    elif offset == 1 or (tense == "future" and back > 1):
        begun = 7 - back
    saturday = shift(day, begun)
    return made.of_weekend(saturday) if saturday else None


def whole(unit: str, offset: int, day: date, edge: str) -> Reading | None:
    """The week, month, quarter, year, decade or century that is `offset` from the one of `day`."""
    if unit in ("W", "2W"):
        monday = shift(day, -day.weekday() + 7 * offset)
        return sunday_week(day, monday, offset) if monday else None
    if unit in ("M", "Q"):
        moved = shift_months(day.replace(day=1), offset * MONTHS_IN[unit])
        if moved is None:
            return None
        return (
            made.of_month(moved.year, moved.month, edge)
            if unit == "M"
            else made.of_quarter(moved.year, (moved.month + 2) // 3)
        )
    if unit == "Y":
        return made.of_year(day.year + offset, edge)
    if unit == "DE":
        return made.of_decade((day.year // 10 + offset) * 10, edge)
    if unit == "CE":
        return made.of_century((day.year // 100 + offset) * 100, edge)
    return None


def sunday_week(day: date, monday: date, offset: int) -> Reading | None:
    """A week from Monday; a report of a Sunday may also count its weeks from that Sunday, so both are spanned."""
    found = made.of_week(monday)
    later = shift(monday, 12)
    if found is None or day.weekday() != 6 or later is None or offset == 0:
        return found
    return replace(of_span(monday, later), timex=found.timex)
