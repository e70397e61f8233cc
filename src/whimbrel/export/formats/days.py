"""A day for an event, for formats and tables that want one.

Most news is told without a time: it happened on or before the day of its first report, and that is what the record
says. Data sets with one column for the day write that of the report there. So does an export where that is the custom
of its format (`reported`), and elsewhere only when asked; `known` takes no day that no source gives.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whimbrel.model import Event, When

KNOWN, REPORTED = "known", "reported"
WAYS = (KNOWN, REPORTED)
_UNTOLD = "publication"  # how a time was found that nobody told


def span_of(event: Event, way: str) -> tuple[date, date] | None:
    """The first and the last day on which it may have been; None when either is open."""
    when = event.when
    if when is None:
        return None
    if way == REPORTED and when.how == _UNTOLD and when.latest and not when.earliest:
        return when.latest, when.latest
    return (when.earliest, when.latest) if when.earliest and when.latest else None


def within(event: Event, way: str, most: int = 1) -> Event | None:
    """The event with both ends of its time, when at most so many days are in question; None otherwise."""
    span = span_of(event, way)
    if span is None or (span[1] - span[0]).days >= most:
        return None
    first, last = span
    if event.when and event.when.earliest == first and event.when.latest == last:
        return event
    return replace(event, when=When(first.isoformat(), first, last, _UNTOLD))
