"""Dates that a page or its container states about itself: reading one, and finding the stamp in a text.

This is about the publication date only; the times inside sentences are the coder's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from whimbrel.model import Span, When

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b\.?,?\s?)?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_ZONE: Final = (
    r"(?:Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?|(?:GMT|UTC|KSA|E[SD]?T|C[ES]?S?T|P[SD]?T|BST|IST|EET|MSK|local)\b)"
)
_CLOCK: Final = (
    rf"(?:(?:,?\s{{1,2}}|\s?T|\s?[-–|@•]\s?|\s?at\s)\(?(?:[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\.\d{{1,6}})?"
    rf"|[0-2]\d[0-5]\d(?=\s?{_ZONE})|(?<=at\s)[0-2]\d[0-5]\d\b)(?:\s?[ap]\.?m\.?\b)?(?:\s?{_ZONE})?\)?)?"
)
_FORMS: Final = (
    rf"(?P<iso>{_YEAR}-(?P<mm>\d\d)-(?P<dd>\d\d))(?!\d)",
    rf"{_WEEKDAY}{_MONTH}\s{{0,2}}{_DAY},?\s{{0,2}}{_YEAR}(?!\d)",
    rf"{_WEEKDAY}{_DAY}[\s-]{{1,2}}(?:of\s)?{_MONTH},?[\s-]{{1,2}}{_YEAR}(?!\d)",
    rf"{_WEEKDAY}(?P<n1>\d{{1,2}})(?P<sep>[-./])(?P<n2>\d{{1,2}})(?P=sep){_YEAR}(?!\d)",
    rf"{_YEAR}[/.](?P<mm>\d{{1,2}})[/.](?P<dd>\d{{1,2}})(?!\d)",
)
_PATTERNS: Final = tuple(re.compile(form + _CLOCK, re.IGNORECASE) for form in _FORMS)
_COMPACT: Final = re.compile(rf"{_YEAR}(?P<mm>\d\d)(?P<dd>\d\d)(?!\d)")
_LABEL: Final = re.compile(
    r"(?:(?P<updated>(?:last\s)?(?:updated?|modified|edited)(?:\sat|\son)?)"
    r"|(?:date\sof\s)?(?:first\s)?(?:publish(?:ed|ing)?|posted|publication(?:\sdate)?|created|issued|released?|date|dated|time|filed)"
    r"(?:\s(?:at|on|date|time))?)\s?[:\-–|]{0,2}\s{0,2}",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?!FILE\b|PHOTO|PICTURE|VIDEO|WATCH)(?P<town>[A-Z][A-Z.'’\-]{2,}(?:[ /][A-Z][A-Z.'’\-]+){0,3}"
    r"(?:,\s[A-Z][A-Za-z.]{1,20}(?:\s[A-Z][a-z]{2,15})?)?)"
    rf"(?:,?\s{_MONTH}\s(?P<day>\d{{1,2}})(?:,\s{_YEAR})?)?"
    r"(?:\s?\((?P<agency>[A-Z][A-Za-z/ .-]{1,24})\))?\s{0,2}(?:[-–—]{1,2}|:)\s?(?=\S)"
)
_INNER_DATELINE: Final = re.compile(
    r"(?<=[.!?\"”’)] )[A-Z][A-Z.'’\-]{2,}(?:[ /][A-Z][A-Z.'’\-]+){0,3}(?:,\s[A-Z][A-Za-z.]{1,20})?"
    r"(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s?\([A-Z][A-Za-z/ .-]{1,24}\)\s?[-–—]{1,2}\s?"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stated date: one day, or two when the order of day and month is open. `updated`: it dates a later change."""

    days: tuple[date, ...]
    span: Span
    text: str
    updated: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "GAZA, May 11 (Reuters) —": its extent, and month and day when given (year 0 when not)."""

    span: Span
    town: str
    year: int = 0
    month: int = 0
    day: int = 0


def read_date(value: str) -> tuple[date, ...]:
    """The day (or two possible days) that a metadata value states at its start; empty when it states none."""
    value = value.strip()[:100]
    for pattern in (*_PATTERNS, _COMPACT):
        found = pattern.match(value)
        if found and (days := _days(found)):
            return days
    return ()


def stamp_at(text: str, position: int) -> Stamp | None:
    """The stamp that starts exactly at `position`, with its label if it has one."""
    label = _LABEL.match(text, position)
    start = label.end() if label else position
    window = min(len(text), start + 90)
    for pattern in _PATTERNS:
        found = pattern.match(text, start, window)
        if found and (days := _days(found)):
            span = Span(position, found.end())
            updated = bool(label and label.group("updated"))
            return Stamp(days, span, text[position : found.end()], updated, bool(label))
    return None


def find_stamp(text: str, start: int, end: int, labelled: bool = False) -> Stamp | None:
    """The first full date between two offsets, or with `labelled` the first that has a label before it."""
    if labelled:
        for label in _LABEL.finditer(text, start, end):
            if (label.start() == start or not text[label.start() - 1].isalnum()) and (
                stamp := stamp_at(text, label.start())
            ):
                return stamp
        return None
    best: Stamp | None = None
    for pattern in _PATTERNS:
        found = pattern.search(text, start, end)
        if found and (days := _days(found)) and (best is None or found.start() < best.span.start):
            best = Stamp(days, Span(found.start(), found.end()), found.group())
    return best


def dateline_at(text: str, position: int) -> Dateline | None:
    """The dateline that starts at `position`: a town in capitals, a date or an agency, and a dash or colon."""
    found = _DATELINE.match(text, position, min(len(text), position + 120))
    if not found:
        return None
    month = _month(found.group("month")) if found.group("month") else 0
    day = int(found.group("day") or 0)
    if not 1 <= day <= 31:
        month = day = 0
    return Dateline(Span(position, found.end()), found.group("town"), int(found.group("year") or 0), month, day)


def inner_dateline(text: str, start: int, end: int) -> Span | None:
    """A dateline with an agency behind a sentence: "… reports say. CAIRO, May 3 (AFP) - The …"."""
    found = _INNER_DATELINE.search(text, start, end) if "(" in text[start:end] else None
    return Span(found.start(), found.end()) if found else None


def as_when(days: tuple[date, ...], how: str, text: str, span: Span | None = None) -> When:
    """A When of one day, or EDTF's one-of set where day and month may be swapped."""
    first, last = min(days), max(days)
    edtf = first.isoformat() if first == last else f"[{first.isoformat()},{last.isoformat()}]"
    weekday = first.weekday() if first == last else None
    return When(edtf, first, last, how, text, weekday=weekday, span=span)


def _days(found: re.Match[str]) -> tuple[date, ...]:
    parts = found.groupdict()
    year = int(parts["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ()
    if parts.get("n1"):
        return _swappable(year, int(parts["n1"]), int(parts["n2"]), parts["sep"], parts.get("weekday"))
    month = int(parts["mm"]) if parts.get("mm") else _month(parts["month"])
    day = _date(year, month, int(parts.get("dd") or parts.get("day") or 0))
    return (day,) if day else ()


def _swappable(year: int, first: int, second: int, separator: str, weekday: str | None) -> tuple[date, ...]:
    """13-08-2013 and 13.08.2013 put the day first; with a slash either may come first, unless one of them cannot."""
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first and (separator != "/" or not month_first or day_first == month_first):
        return (day_first,)
    if not month_first or not day_first:
        return (month_first,) if month_first else ()
    fitting = [day for day in (day_first, month_first) if weekday and _WEEKDAYS[day.weekday()] == weekday.lower()[:3]]
    return tuple(sorted(fitting if len(fitting) == 1 else (day_first, month_first)))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    prefix = name.lower()[:3]
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(prefix))
