"""The time of day beside a stated day, as ISO 8601, with the zone that is told and no other."""

from __future__ import annotations

import re
from typing import Final

from whimbrel.clean.dates import read_date

_ISO: Final = re.compile(
    r"\d{4}-?\d\d-?\d\d[T ]{1,2}(?P<h>\d\d):?(?P<m>\d\d)(?::?(?P<s>\d\d))?(?:[.,]\d{1,9})?"
    r"\s?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?"
)
_TIME: Final = re.compile(
    r"(?<![\d:./-])(?P<h>\d{1,2})(?:[:h](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?)?\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?\(?(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?\b|[A-Z]{3,4}\b))?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"([+-])(\d{1,2}):?(\d\d)?")
_ZONES: Final = {  # names that stand for one offset wherever they are used
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "EDT": -4, "EST": -5,
    "PDT": -7, "PST": -8, "JST": 9, "KST": 9, "PKT": 5, "WIB": 7, "NZST": 12, "NZDT": 13, "AEST": 10, "AEDT": 11,
}  # fmt: skip
_LOOKED_AT: Final = 100


def with_clock(value: str) -> str:
    """A stated day with its time of day: `2021-05-11T10:05:00+02:00`, without the zone where none is told.

    "" where no time is told, or where the day itself is open.
    """
    value = value.strip()[:_LOOKED_AT]
    days = read_date(value)
    if len(days) != 1:
        return ""
    found = _ISO.match(value) or _loose(value)
    if not found:
        return ""
    parts = found.groupdict()
    hour = int(parts["h"])
    if half := (parts.get("half") or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0) if 1 <= hour <= 12 else 99
    minute, second = int(parts["m"] or 0), min(int(parts["s"] or 0), 59)
    if hour > 23 or minute > 59:
        return ""
    zone = _zone(parts["zone"] or "")
    if (hour, minute, second) == (0, 0, 0) and zone in ("", "+00:00"):
        return ""  # a day in the dress of a time
    return f"{days[0]}T{hour:02d}:{minute:02d}:{second:02d}{zone}"


def day_or_clock(value: str) -> str:
    """A stated day with its time of day if it has one, else the day alone; "" where the day is open or none."""
    days = read_date(value.strip()[:_LOOKED_AT])
    return with_clock(value) or (days[0].isoformat() if len(days) == 1 else "")


def _loose(value: str) -> re.Match[str] | None:
    """A time of day anywhere in a value: what has minutes or a half of the day."""
    return next((found for found in _TIME.finditer(value) if found["m"] or found["half"]), None)


def _zone(told: str) -> str:
    told = told.upper().replace(" ", "")
    if told in _ZONES:
        return _offset(_ZONES[told], 0)
    found = _OFFSET.search(told)
    if not found or int(found[2]) > 14:
        return ""
    sign = -1 if found[1] == "-" else 1
    return _offset(sign * int(found[2]), sign * int(found[3] or 0))


def _offset(hours: int, minutes: int) -> str:
    whole = hours * 60 + minutes
    sign = "-" if whole < 0 else "+"
    return f"{sign}{abs(whole) // 60:02d}:{abs(whole) % 60:02d}"
