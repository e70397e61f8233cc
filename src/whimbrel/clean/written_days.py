"""Days as pages write them, in the languages of dating.toml: "3. März 2021", "Feb 3, 2021", "03.02.2021", ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_YEAR: Final = 1995  # no page of the web is older; what says so tells of something else
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_LONGEST: Final = 45  # characters of a day and a month in words
_ISO: Final = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\d{4,6}Z?\b|T|\b)")
_NUMBERS: Final = re.compile(
    r"(?<![\d.,])(?P<a>\d{1,2})(?P<s>[./-])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text, with where it stands."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of months, lower case, with their numbers, and the patterns made of them."""

    months: Mapping[str, int]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


def calendar(months: Mapping[str, int]) -> Calendar:
    """Patterns for these names of months."""
    names = "|".join(re.escape(name) for name in sorted(months, key=lambda name: (-len(name), name)))
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    name = rf"(?P<m>{names})"
    return Calendar(
        months,
        re.compile(
            rf"(?<![\d.:]){day}[\s-]{{0,2}}(?:of\s|de\s)?{name}\.?,?[\s-]{{1,2}}(?:de[l]?\s)?{year}", re.IGNORECASE
        ),
        re.compile(rf"(?<!\w){name}\.?\s{{0,2}}{day},?\s{{1,2}}{year}", re.IGNORECASE),
    )


def days_in(text: str, months: Calendar, *, month_first: bool = False) -> list[Day]:
    """The days that a text states in full, in order. `month_first` reads 03/04/2021 as in the United States."""
    found = [*_spelled(text, months), *_numbered(text, month_first)]
    return sorted(found, key=lambda day: (day.start, -day.end))


def plausible(year: int, month: int, day: int) -> date | None:
    """The day, unless there is none or no page can be of it."""
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None


def _spelled(text: str, months: Calendar) -> Iterator[Day]:
    """Days with the month's name: all end in the year, so that what stands before one is looked at."""
    for year in _YEAR.finditer(text):
        before, behind = max(0, year.start() - _LONGEST), year.end() + 1
        for pattern in (months.day_first, months.month_first):
            for found in pattern.finditer(text, before, behind):
                day = plausible(int(found["y"]), months.months[found["m"].lower()], int(found["d"]))
                if day and found.end() == year.end():
                    yield Day(day, found.start(), found.end())


def _numbered(text: str, month_first: bool) -> Iterator[Day]:
    for pattern in (_ISO, _COMPACT):
        for found in pattern.finditer(text):
            if day := plausible(int(found["y"]), int(found["m"]), int(found["d"])):
                yield Day(day, found.start(), found.end())
    for found in _NUMBERS.finditer(text):
        first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
        year += 2000 if year < 100 else 0
        american = found["s"] == "/" and (month_first or second > 12)
        day = plausible(year, first, second) if american else plausible(year, second, first)
        if day:
            yield Day(day, found.start(), found.end())
