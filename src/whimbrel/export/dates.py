"""Times in words, as exactly as they are known: "29 October 2022", "on or before 30 October 2022", "August 2022"."""

from __future__ import annotations

import re
from datetime import date

from whimbrel.model import When

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
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = "date not known"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)[~?%]?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?[~?%]?")
_YEAR = re.compile(r"(\d{4})[~?%]?")
_DECADE = re.compile(r"(\d{3})X")


def when_words(when: When | None) -> str:
    """What is known of a time, in words a person reads."""
    if when is None:
        return UNKNOWN
    said = edtf_words(when.edtf) if when.edtf else None
    if said:
        return said
    if when.earliest or when.latest:
        return bounds_words(when.earliest, when.latest)
    return when.relative or (f"“{when.text}”, undated" if when.text else UNKNOWN)


def bounds_words(earliest: date | None, latest: date | None) -> str:
    """An interval of days in words; either end may be open."""
    if earliest is None and latest is None:
        return UNKNOWN
    if earliest is None:
        return f"on or before {day_words(latest)}" if latest else UNKNOWN
    if latest is None:
        return f"on or after {day_words(earliest)}"
    if earliest == latest:
        return day_words(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{latest.day} {MONTHS[latest.month - 1]} {latest.year}"
    if earliest.year == latest.year:
        return f"{earliest.day} {MONTHS[earliest.month - 1]} – {day_words(latest)}"
    return f"{day_words(earliest)} – {day_words(latest)}"


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def edtf_words(edtf: str) -> str | None:
    """Words for the EDTF forms that news gives rise to; None for a rarer form."""
    if edtf.startswith("[") and edtf.endswith("]") and ".." not in edtf:
        return _one_of(edtf[1:-1].split(","))
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        if start in ("", ".."):
            said = _single(end)
            return f"on or before {said}" if said else None
        if end in ("", ".."):
            said = _single(start)
            return f"on or after {said}" if said else None
        return _between(start, end)
    return _single(edtf)


def _between(start: str, end: str) -> str | None:
    first, last = _day(start), _day(end)
    if first and last:
        return bounds_words(first, last)
    one, two = _single(start), _single(end)
    return f"{one} – {two}" if one and two else None


def _single(edtf: str) -> str | None:
    about = "about " if edtf.endswith(("~", "?", "%")) else ""
    day = _day(edtf)
    if day:
        return about + day_words(day)
    if match := _MONTH.fullmatch(edtf):
        number = int(match[2])
        return f"{about}{MONTHS[number - 1]} {match[1]}" if 1 <= number <= 12 else None
    if match := _YEAR.fullmatch(edtf):
        return about + match[1]
    if match := _DECADE.fullmatch(edtf):
        return f"the {match[1]}0s"
    return None


def _day(edtf: str) -> date | None:
    match = _DAY.fullmatch(edtf)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _one_of(members: list[str]) -> str | None:
    """ "12, 19 or 26 August 2022" when the days share a month, else each in full."""
    days = [_day(member.strip()) for member in members]
    known = [day for day in days if day]
    if not known or len(known) != len(members):
        said = [words for member in members if (words := _single(member.strip()))]
        return joined(said, "or") if said and len(said) == len(members) else None
    if len({(day.year, day.month) for day in known}) == 1:
        *others, last = known
        return joined([*(str(day.day) for day in others), day_words(last)], "or")
    return joined([day_words(day) for day in known], "or")


def joined(parts: list[str], word: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
