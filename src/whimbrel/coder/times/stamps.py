"""Dates of the calendar resolved: as they stand, or with the parts they lack taken from the report's day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.feasts import feast_days
from whimbrel.coder.times.numbers import full_year
from whimbrel.coder.times.reading import (
    Reading,
    make_day,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_span,
    of_winter,
    of_year,
    shift,
)

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


FULL_YEAR = 100  # before it stand years that are mistyped


def absolute(stamp: Stamp) -> Reading | None:
    """A stamp that says its year (or decade, or century), or None when it lacks one."""
    if stamp.century is not None:
        return of_century(stamp.century, stamp.edge)
    if stamp.decade is not None:
        return of_decade(stamp.decade, stamp.edge)
    if stamp.year is None:
        return None
    if stamp.bc:
        return Reading(f"-{stamp.year - 1:04}", None, None, f"BC{stamp.year:04}")
    if stamp.month and stamp.day:
        return whole_day(stamp, stamp.year)
    return in_year(stamp, stamp.year)


def in_year(stamp: Stamp, year: int) -> Reading | None:
    """A stamp without a day, in a year."""
    if stamp.feast:
        return first_of([feast(stamp, year)])
    if stamp.month:
        return of_month(year, stamp.month, stamp.edge)
    if stamp.season:
        return of_season(year, stamp.season, stamp.edge)
    if stamp.quarter:
        return of_quarter(year, stamp.quarter)
    if stamp.half:
        return of_half(year, stamp.half)
    return of_year(year, stamp.edge)


def first_of(found: Sequence[Sequence[Reading]]) -> Reading | None:
    return next((reading for group in found for reading in group), None)


def whole_day(stamp: Stamp, year: int) -> Reading | None:
    """Day, month and year: checked against the calendar and against the weekday, conflicts told and not repaired."""
    if stamp.month is None or stamp.day is None:
        return None
    if year < FULL_YEAR:
        return mistyped(stamp.month, stamp.day, year)
    day = make_day(year, stamp.month, stamp.day)
    if day is None:
        return no_such_day(year, stamp.month, stamp.day)
    if stamp.ambiguous:
        other = make_day(year, stamp.day, stamp.month)
        if other and (stamp.weekday is None or {day.weekday(), other.weekday()} & {stamp.weekday}):
            fits = [d for d in (day, other) if stamp.weekday in (None, d.weekday())]
            return either(fits) if len(fits) > 1 else of_day(fits[0])
    return of_day(day, weekday_conflict(day, stamp.weekday))


def mistyped(month: int, day: int, year: int) -> Reading:
    """ "3 March 0025": both readings are told, and neither is taken."""
    meant = make_day(full_year(year % 100), month, day)
    other = f" or {meant.isoformat()}" if meant else ""
    note = f"conflict: says the year {year:04}; {year:04}-{month:02}-{day:02}{other}"
    return Reading(None, None, None, "", note)


def weekday_conflict(day: date, weekday: int | None) -> str:
    """Says that a day was another weekday than the words have it; "" when they agree."""
    if weekday is None or day.weekday() == weekday:
        return ""
    ahead = (weekday - day.weekday()) % 7
    nearest = shift(day, ahead if ahead <= 3 else ahead - 7)
    also = f"; the nearest {NAMES[weekday]} is {nearest.isoformat()}" if nearest else ""
    return f"conflict: says {NAMES[weekday]}, but {day.isoformat()} is a {NAMES[day.weekday()]}{also}"


def no_such_day(year: int, month: int, day: int) -> Reading | None:
    """31 February: either the month's last day or so many days from its first."""
    first = make_day(year, month, 1)
    if first is None:
        return None
    size = monthrange(year, month)[1]
    last, over = date(year, month, size), shift(first, day - 1)
    if over is None:
        return None
    says = f"says {day} {MONTHS[month - 1]} {year}, but that month has {size} days"
    note = f"conflict: {says}; {last.isoformat()} or {over.isoformat()}"
    return Reading(f"[{last.isoformat()},{over.isoformat()}]", last, over, f"{year:04}-{month:02}", note)


def either(days: Sequence[date]) -> Reading:
    """One of several days."""
    ordered = sorted(set(days))
    if len(ordered) == 1:
        return Reading(ordered[0].isoformat(), ordered[0], ordered[0], ordered[0].isoformat())
    text = ",".join(day.isoformat() for day in ordered)
    return Reading(f"[{text}]", ordered[0], ordered[-1], days[0].isoformat())


def feast(stamp: Stamp, year: int) -> list[Reading]:
    return [
        of_span(first, last, "" if first != last else first.isoformat(), approx)
        for first, last, approx in feast_days(stamp.feast, year)
    ]


def near(stamp: Stamp, day: date, tense: str) -> Reading | None:
    """A stamp resolved against the report's day; past and future look that way, present both ways."""
    if stamp.year_which is not None and 1 <= day.year + stamp.year_which <= 9999:
        return absolute(replace(stamp, year=day.year + stamp.year_which, year_which=None))
    if stamp.year is not None or stamp.decade is not None or stamp.century is not None:
        return absolute(stamp)
    if stamp.month is None and stamp.day is None and stamp.weekday is not None:
        found = weekday(stamp.weekday, stamp.which, day, tense)
        return of_day(found.first) if found and stamp.coming else found
    return chosen(stamp, candidates(stamp, day), day, tense)


def weekday(wanted: int, which: int | None, day: date, tense: str) -> Reading | None:
    """ "Saturday", "last Saturday", "next Saturday": the day of publication itself counts unless "last" or "next"."""
    back, ahead = (day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7
    if which == -1:
        return of_day(shift(day, -(back or 7)))
    if which == 1:
        first, second = shift(day, ahead or 7), shift(day, (ahead or 7) + 7)
        if first is None:
            return None
        within_week = ahead > 0 and wanted > day.weekday()
        return either([first, second]) if within_week and second else of_day(first)
    if tense == "future":
        return of_day(shift(day, ahead))
    if tense == "present" and back:
        ends = [d for d in (shift(day, -back), shift(day, ahead)) if d]
        return either(ends)
    return of_day(shift(day, -back))


def candidates(stamp: Stamp, day: date) -> list[Reading]:
    """The readings of a stamp in the years (or months) around a day, in order."""
    found: list[Reading | None] = []
    years = range(max(2, day.year - 1), min(9998, day.year + 1) + 1)
    if stamp.feast:
        return [reading for year in years for reading in feast(stamp, year)]
    if stamp.day and stamp.month is None:
        index = day.year * 12 + day.month - 1
        months = [divmod(index + k, 12) for k in (-2, -1, 0, 1, 2)]
        found = [
            of_day(made, weekday_conflict(made, stamp.weekday))
            for y, m in months
            if 1 <= y <= 9999 and (made := make_day(y, m + 1, stamp.day))
        ]
    elif stamp.day and stamp.month:
        if stamp.month == 2 and stamp.day == 29:
            years = range(max(2, day.year - 8), min(9998, day.year + 8) + 1)
        made_days = [made for year in years if (made := make_day(year, stamp.month, stamp.day))]
        found = [of_day(made, weekday_conflict(made, stamp.weekday)) for made in made_days] or [
            no_such_day(year, stamp.month, stamp.day) for year in years
        ]
    else:
        found = [of_winter(year, stamp.edge) if stamp.season == "WI" else in_year(stamp, year) for year in years]
    return [reading for reading in found if reading]


def chosen(stamp: Stamp, found: Sequence[Reading], day: date, tense: str) -> Reading | None:
    """The reading the tense points to; a weekday that fits only the other way tells it better than the tense."""
    if stamp.which is not None and (stamp.month or stamp.season or stamp.feast):
        return counted(stamp, found, day)
    past = [r for r in found if r.first and r.first <= day]
    future = [r for r in found if r.last and r.last >= day]
    first, second = (future[:1], past[-1:]) if tense == "future" else (past[-1:], future[:1])
    if tense == "present":
        both = sorted([*first, *second], key=lambda r: distance(r, day))
        first, second = both[:1], both[1:]
    if stamp.weekday is not None and stamp.month and first and second and first[0].note and not second[0].note:
        return second[0]
    return next(iter([*first, *second]), None)


def distance(reading: Reading, day: date) -> timedelta:
    ends = [end for end in (reading.first, reading.last) if end]
    if reading.first and reading.last and reading.first <= day <= reading.last:
        return timedelta(0)
    return min(abs(end - day) for end in ends) if ends else timedelta.max


def counted(stamp: Stamp, found: Sequence[Reading], day: date) -> Reading | None:
    """ "last May", "this summer", "next Christmas"."""
    if stamp.which == -1:
        over = [
            r
            for r in found
            if r.last and (r.last < day or (stamp.season and r.first and r.first < day and not holds(stamp, r, day)))
        ]
        if (
            over
            and len(over) > 1
            and stamp.month
            and not stamp.day
            and over[-1].last
            and (day - over[-1].last).days < 31
        ):
            return either_month(over[-2], over[-1])
        return over[-1] if over else None
    if stamp.which == 1:
        ahead = [r for r in found if r.first and r.first > day]
        return ahead[0] if ahead else None
    same = [r for r in found if r.timex[:4] == f"{day.year:04}" or (r.first and r.first.year == day.year)]
    return min(same or found, key=lambda r: distance(r, day), default=None)


def either_month(earlier: Reading, later: Reading) -> Reading:
    """ "last April" said in May: this year's would be "last month", so either is possible."""
    return Reading(f"[{earlier.edtf},{later.edtf}]", earlier.first, later.last, earlier.timex)


def holds(stamp: Stamp, reading: Reading, day: date) -> bool:
    """Whether a season is under way on a day, without its margin."""
    months = {"SP": (3, 4, 5), "SU": (6, 7, 8), "FA": (9, 10, 11), "WI": (12, 1, 2)}[stamp.season]
    return day.month in months and bool(reading.first and reading.first <= day)
