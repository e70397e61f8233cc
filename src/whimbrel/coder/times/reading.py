"""A form tied to the calendar: EDTF, the days it spans, and its TIMEX3 value."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
SEASONS = {
    "SP": (21, 3, 5),
    "SU": (22, 6, 8),
    "FA": (23, 9, 11),
    "WI": (24, 12, 2),
}  # EDTF number, first and last month
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
MARGIN = timedelta(days=22)  # a season may be meant by the solstice rather than by whole months


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form means: `first` and `last` are inclusive days (None when open or unknown), `timex` a TIMEX3 value.

    `note` tells of a conflict in the words themselves.
    """

    edtf: str | None
    first: date | None
    last: date | None
    timex: str = ""
    note: str = ""


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift(day: date, days: int) -> date | None:
    """`day` moved by `days`, or None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of a shorter month; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def of_day(day: date | None, note: str = "") -> Reading | None:
    return None if day is None else Reading(day.isoformat(), day, day, day.isoformat(), note)


def of_span(first: date, last: date, timex: str = "", approx: bool = False, note: str = "") -> Reading:
    """From a day to a day; one day when they are the same."""
    mark = "~" if approx else ""
    if first == last:
        return Reading(first.isoformat() + mark, first, last, timex or first.isoformat(), note)
    return Reading(f"{first.isoformat()}{mark}/{last.isoformat()}{mark}", first, last, timex, note)


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def of_week(monday: date) -> Reading | None:
    sunday = shift(monday, 6)
    return of_span(monday, sunday, iso_week(monday)) if sunday else None


def of_weekend(saturday: date) -> Reading | None:
    sunday = shift(saturday, 1)
    return of_span(saturday, sunday, iso_week(saturday) + "-WE") if sunday else None


def of_month(year: int, month: int, edge: str = "") -> Reading | None:
    """A month, or its early (1 to 10), middle (10 to 20) or late (21 on) part."""
    if not 1 <= year <= 9999:
        return None
    last = monthrange(year, month)[1]
    name = f"{year:04}-{month:02}"
    if not edge:
        return Reading(name, date(year, month, 1), date(year, month, last), name)
    a, b = {"START": (1, 10), "MID": (10, 20), "END": (21, last)}[edge]
    first = f"{name}-{a:02}" + ("" if edge == "START" else "~")
    final = f"{name}-{b:02}" + ("" if edge == "END" else "~")
    return Reading(f"{first}/{final}", date(year, month, a), date(year, month, b), name)


def of_year(year: int, edge: str = "") -> Reading | None:
    """A year, or its early (to April), middle (May to August) or late (September on) part."""
    if not 1 <= year <= 9999:
        return None
    if not edge:
        return Reading(f"{year:04}", date(year, 1, 1), date(year, 12, 31), f"{year:04}")
    a, b = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[edge]
    first = f"{year:04}-{a:02}" + ("" if edge == "START" else "~")
    final = f"{year:04}-{b:02}" + ("" if edge == "END" else "~")
    return Reading(f"{first}/{final}", date(year, a, 1), date(year, b, monthrange(year, b)[1]), f"{year:04}")


def of_quarter(year: int, quarter: int) -> Reading | None:
    """A quarter of a calendar year (EDTF level 2: 33 to 36)."""
    if not 1 <= year <= 9999:
        return None
    last = quarter * 3
    return Reading(
        f"{year:04}-{32 + quarter}",
        date(year, last - 2, 1),
        date(year, last, monthrange(year, last)[1]),
        f"{year:04}-Q{quarter}",
    )


def of_half(year: int, half: int) -> Reading | None:
    if not 1 <= year <= 9999:
        return None
    first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Reading(f"{year:04}-{39 + half}", first, last, f"{year:04}-H{half}")


def of_season(year: int, season: str, edge: str = "") -> Reading | None:
    """A season by the northern hemisphere's months, with a margin; "winter 2013" may begin in 2012 or in 2013."""
    if not 2 <= year <= 9998:
        return None
    if season == "WI":
        first, last = date(year - 1, 12, 1), date(year + 1, 3, 1) + MARGIN
    else:
        _, a, b = SEASONS[season]
        first, last = date(year, a, 1), date(year, b, monthrange(year, b)[1]) + MARGIN
    return Reading(f"{year:04}-{SEASONS[season][0]}{'~' if edge else ''}", first, last, f"{year:04}-{season}")


def of_winter(year: int, edge: str = "") -> Reading | None:
    """The winter that begins in December of `year`."""
    found = of_season(year, "WI", edge)
    return replace(found, first=date(year, 12, 1)) if found else None


def of_decade(decade: int, edge: str = "") -> Reading | None:
    """ "199X", or its early (0 to 3), middle (4 to 6) or late (7 to 9) years."""
    if not 10 <= decade <= 9990:
        return None
    value = f"{decade // 10:03}"
    if not edge:
        return Reading(f"{value}X", date(decade, 1, 1), date(decade + 9, 12, 31), value)
    a, b = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[edge]
    first = f"{decade + a:04}" + ("" if edge == "START" else "~")
    final = f"{decade + b:04}" + ("" if edge == "END" else "~")
    return Reading(f"{first}/{final}", date(decade + a, 1, 1), date(decade + b, 12, 31), value)


def of_century(century: int, edge: str = "") -> Reading | None:
    """ "19XX" for the 20th century; its early, middle or late third when said."""
    value = f"{century // 100:02}"
    start = max(century, 1)
    if not edge:
        return Reading(f"{value}XX", date(start, 1, 1), date(century + 99, 12, 31), value)
    a, b = {"START": (start, century + 33), "MID": (century + 33, century + 66), "END": (century + 66, century + 99)}[
        edge
    ]
    return Reading(f"{a:04}~/{b:04}~", date(a, 1, 1), date(b, 12, 31), value)


def noted(reading: Reading, note: str) -> Reading:
    """The reading with a note, added to any it has."""
    return replace(reading, note=f"{reading.note}; {note}" if reading.note else note) if note else reading
