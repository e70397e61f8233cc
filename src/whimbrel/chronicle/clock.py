"""What time it is, and which moment "yesterday" is.

The time is the computer's, or what `WHIMBREL_NOW` says, so that an archive can be read as if on its own days.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, time, timedelta

from whimbrel.errors import UsageError

VARIABLE = "WHIMBREL_NOW"
_AGO = re.compile(r"(\d{1,4})\s*(minute|min|hour|h|day|d|week|w)s?(?:\s+ago)?")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def now() -> datetime:
    """This moment in UTC, or the one that the environment gives, as UTC where it names no zone. Raises UsageError."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{VARIABLE} is {given!r}, which is no time", remedy="write 2022-10-30T18:00Z") from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def utc_now() -> str:
    """This moment, ISO 8601, to the second."""
    return stamp(now())


def stamp(moment: datetime) -> str:
    """A moment as it is stored: such texts are in order when the moments are."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(words: str, at: datetime, *, end: bool = False) -> datetime:
    """The moment that words name, seen from `at` and in its zone: now, today, yesterday, a date or time, "2 days ago".

    A day means its beginning, or its end where `end` is wanted; the end of now is that of its second. Raises UsageError
    for other words.
    """
    try:
        found = _moment(words.strip().lower(), at, end)
        stamp(found)  # which the first and last day of the calendar may not have
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{words!r} is no time", remedy="write today, yesterday, 2022-10-30, 2022-10-30T18:00, 7d or 2 days ago"
        ) from error
    return found


def _moment(said: str, at: datetime, end: bool) -> datetime:
    if said == "now":
        return at.replace(microsecond=0) + timedelta(seconds=1) if end else at
    if ago := _AGO.fullmatch(said):
        return at - timedelta(**{_UNITS[ago[2][0]]: int(ago[1])})
    days = {"today": 0, "yesterday": 1}.get(said)
    if days is not None:
        found = datetime.combine(at.date() - timedelta(days=days), time())
    else:
        found = datetime.fromisoformat(said)
    found = found.replace(tzinfo=at.tzinfo) if found.tzinfo is None else found
    whole_day = days is not None or len(said) <= len("2022-10-30")
    return found + timedelta(days=1) if end and whole_day else found
