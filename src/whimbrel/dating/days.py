"""Sets of calendar days as runs: the values that constraints allow and the solver intersects.

A `Days` is a tuple of (first, last) ordinals, inclusive, in order, none touching another. The calendar is cut to the
years that news of the web is from, so that "not before" has an end and nothing depends on today.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

Days = tuple[tuple[int, int], ...]

FIRST = date(1990, 1, 1)
LAST = date(2039, 12, 31)
EVER: Days = ((FIRST.toordinal(), LAST.toordinal()),)
NEVER: Days = ()
MOST_LISTED = 8
WEEK = 7


def days(runs: Iterable[tuple[date | None, date | None]]) -> Days:
    """Runs of days, None for an open end, as one set within the calendar."""
    low, high = EVER[0]
    numbered = (
        (max(low, first.toordinal() if first else low), min(high, last.toordinal() if last else high))
        for first, last in runs
    )
    merged: list[tuple[int, int]] = []
    for first, last in sorted(run for run in numbered if run[0] <= run[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def join(runs: Iterable[tuple[int, int]]) -> Days:
    """Runs that are in order and do not overlap as one set: those that touch become one."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def union(sets: Iterable[Days]) -> Days:
    """The days in any of the sets."""
    runs = [(date.fromordinal(first), date.fromordinal(last)) for found in sets for first, last in found]
    return days(runs)


def not_before(day: date) -> Days:
    return days([(day, None)])


def not_after(day: date) -> Days:
    return days([(None, day)])


def within(first: date, last: date) -> Days:
    return days([(first, last)])


def meet(a: Days, b: Days) -> Days:
    """The days in both."""
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        first, last = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if first <= last:
            found.append((first, last))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def span_of(found: Days) -> int:
    """How many days lie from the first to the last, those left out between them as well."""
    return found[-1][1] - found[0][0] + 1 if found else 0


def count(found: Days) -> int:
    return sum(last - first + 1 for first, last in found)


def holds(found: Days, day: date) -> bool:
    number = day.toordinal()
    return any(first <= number <= last for first, last in found)


def bounds(found: Days) -> tuple[date | None, date | None]:
    """The first and last day, None where the set reaches the end of the calendar or is empty.

    A set that comes within a week of it reaches it: only what recurs, like a weekday, ends there.
    """
    if not found:
        return None, None
    first, last = found[0][0], found[-1][1]
    return (
        date.fromordinal(first) if first >= EVER[0][0] + WEEK else None,
        date.fromordinal(last) if last <= EVER[0][1] - WEEK else None,
    )


def edtf(found: Days) -> str | None:
    """EDTF: a day, an interval (open ends as `..`), or a one-of set of days and runs; None for nothing and for all."""
    if not found or found == EVER:
        return None
    first, last = bounds(found)
    if len(found) == 1:
        if first == last and first is not None:
            return first.isoformat()
        return f"{first or '..'}/{last or '..'}"
    parts = []
    for low, high in found:
        one, other = bounds(((low, high),))
        if one == other:
            parts.append(str(one))
        elif high - low < 3 and count(found) <= MOST_LISTED:
            parts += [date.fromordinal(number).isoformat() for number in range(low, high + 1)]
        else:
            parts.append(f"{one or ''}..{other or ''}")
    return f"[{','.join(parts)}]"
