"""Whether two times may be the same day, as far as each is known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whimbrel.model import When

WEEKEND, WEEKEND_DAYS = re.compile(r"\bweekend\b", re.IGNORECASE), 2
OPEN_ENDED = ("since ", "until ", "by ", "before ", "after ", "from ")


def compatible(a: When | None, b: When | None) -> bool | None:
    """True when both are certainly the same day, False when they cannot be, None when nothing is certain.

    False for intervals that do not meet, for sets of days without a common one, for different weekdays where each
    names a single day, and for days without a year that differ. A date that contradicts its own weekday counts as
    either of its readings.
    """
    if a is None or b is None:
        return None
    if is_plain_day(a) and is_plain_day(b):
        return a.latest == b.latest
    days_a, days_b = possible_days(a), possible_days(b)
    if days_a and days_b:
        if not days_a & days_b:
            return False
        return True if len(days_a) == len(days_b) == 1 else None
    return False if disjoint(a, b) or other_weekday(a, b) or other_month_or_day(a, b) else None


def days_apart(a: When | None, b: When | None) -> int | None:
    """The fewest days that can lie between two times, 0 when they may meet; None when either is not known."""
    if a is None or b is None or unbounded(a) or unbounded(b):
        return None
    if a.latest and b.earliest and a.latest < b.earliest:
        return (b.earliest - a.latest).days
    if b.latest and a.earliest and b.latest < a.earliest:
        return (a.earliest - b.latest).days
    return 0


def width_days(when: When | None) -> int | None:
    """How many days a time spans, 1 for a single day; None when it is open or not known."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def unbounded(when: When) -> bool:
    return when.earliest is None and when.latest is None


def disjoint(a: When, b: When) -> bool:
    apart = days_apart(a, b)
    if apart == 1 and (_on_its_eve(a, b) or _on_its_eve(b, a)):
        return False
    return apart is not None and apart > 0 and not (conflicted(a) or conflicted(b))


def _on_its_eve(weekend: When, other: When) -> bool:
    """Whether one is told of as "the weekend" and the other ends on the day before it: a Friday is often told so, and
    begins the weekend where people rest on it."""
    named = WEEKEND.search(weekend.text) is not None and width_days(weekend) == WEEKEND_DAYS
    return named and other.latest is not None and other.latest == (weekend.earliest or other.latest) - timedelta(days=1)


def conflicted(when: When) -> bool:
    """Whether the words contradict the calendar or themselves."""
    return "conflict:" in when.relative


def is_plain_day(when: When) -> bool:
    """Whether a time is a single day that nothing speaks against."""
    return when.earliest is not None and when.earliest == when.latest and not conflicted(when)


def possible_days(when: When | None) -> frozenset[date]:
    """The few days a time may be, when they can be listed: a day, an EDTF set, both readings of a conflict."""
    if when is None:
        return frozenset()
    if when.earliest and when.earliest == when.latest:
        days = {when.earliest}
        if conflicted(when) and when.weekday is not None:
            days.add(nearest(when.earliest, when.weekday))
        return frozenset(days)
    if when.edtf and when.edtf.startswith("[") and ".." not in when.edtf:
        try:
            return frozenset(date.fromisoformat(day) for day in when.edtf.strip("[]").split(","))
        except ValueError:
            return frozenset()
    return frozenset()


def nearest(day: date, weekday: int) -> date:
    """The nearest such weekday to a day."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def single_weekdays(when: When) -> frozenset[int]:
    """The weekdays a single day may be; empty when the time is longer than a day or no weekday is known."""
    days = possible_days(when)
    if days:
        return frozenset(day.weekday() for day in days)
    if when.weekday is not None and unbounded(when) and not when.relative.startswith(OPEN_ENDED):
        return frozenset({when.weekday})
    return frozenset()


def other_weekday(a: When, b: When) -> bool:
    """Whether both are single days of different weekdays."""
    known = single_weekdays(a)
    return bool(known and (other := single_weekdays(b)) and not known & other)


def other_month_or_day(a: When, b: When) -> bool:
    """Whether a day (or month) without its year differs from the other's day or month."""
    if not ((a.edtf and a.edtf.startswith("XXXX-")) or (b.edtf and b.edtf.startswith("XXXX-"))):
        return False
    known = [month_and_day(w) for w in (a, b)]
    if None in known:
        return False
    return any(x != y for x, y in zip(*(parts for parts in known if parts), strict=False))


def month_and_day(when: When) -> tuple[str, ...] | None:
    """Month, and day if known, of an EDTF date; None for anything else, and for seasons."""
    parts = tuple((when.edtf or "").split("-"))[1:]
    if not parts or not all(part.isdecimal() for part in parts) or int(parts[0]) > 12:
        return None
    return parts
