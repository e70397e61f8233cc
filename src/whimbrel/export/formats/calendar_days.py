"""What a calendar may be told of a time without claiming more than is known."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from whimbrel.model import When

_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")  # months above 12 are EDTF's seasons
_VAGUE = re.compile(r"[~?%\[\]{}X]")  # about, perhaps, one of several, some day of
MONTH = timedelta(days=31)


def exact_day(when: When | None) -> str:
    """The one day that it was, in ISO 8601; "" where more than one may be."""
    bounds = day_range(when)
    return bounds[0].isoformat() if bounds and bounds[0] == bounds[1] else ""


def day_range(when: When | None) -> tuple[date, date] | None:
    """First and last day, both known and neither "about"; None for what is open, about, or one of several days."""
    if when is None or when.earliest is None or when.latest is None or when.earliest > when.latest:
        return None
    return None if _VAGUE.search(when.edtf or "") else (when.earliest, when.latest)


def reduced(when: When | None) -> str:
    """A day, month or year in ISO 8601 ("2023-05-11", "2023-05", "2023"); "" for every other time."""
    edtf = (when.edtf or "") if when else ""
    return edtf if _ISO.fullmatch(edtf) and day_range(when) else ""


def within_a_month(when: When | None) -> tuple[date, date] | None:
    """As `day_range`, but None for more than a month, which would fill a calendar without saying when."""
    bounds = day_range(when)
    return bounds if bounds and bounds[1] - bounds[0] < MONTH else None


def stamp(made: datetime) -> str:
    """A moment in UTC as RFC 3339 has it, to the millisecond."""
    return made.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def midnight(day: date) -> str:
    """The first moment of a day, for formats that know no days."""
    return f"{day.isoformat()}T00:00:00.000Z"
