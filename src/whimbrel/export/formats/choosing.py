"""Which events go into an export, and what is told of those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whimbrel.errors import UsageError
from whimbrel.export.formats.days import WAYS, within
from whimbrel.export.formats.format import Format
from whimbrel.model import Event, Status

WRONG = "checked and found wrong"
DAYLESS = "without a known day"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asks of a format: rows of which noun, events of which statuses, days found in which way.

    Nothing given means the format's own.
    """

    level: str = ""
    statuses: frozenset[Status] = frozenset()
    days: str = ""


@dataclass(slots=True)
class Tally:
    """How many events went in, and how many were left out, by reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def words(self) -> str:
        """ "3 left out: 2 planned, 1 without a known day", or ""."""
        told = ", ".join(
            f"{number} {why}" for why, number in sorted(self.left_out.items(), key=lambda x: (-x[1], x[0]))
        )
        return f"{self.left_out.total()} left out: {told}" if told else ""


def read_statuses(words: Iterable[str]) -> frozenset[Status]:
    """Statuses by name. Raises UsageError."""
    try:
        return frozenset(Status(word) for word in words)
    except ValueError as error:
        raise UsageError(str(error), remedy=f"one of {', '.join(Status)}") from None


def check(format: Format, choice: Choice) -> None:
    """Raises UsageError for what this format does not have."""
    if choice.level and choice.level != "event" and choice.level not in format.levels:
        has = ", ".join(dict.fromkeys(("event", *format.levels)))
        raise UsageError(f"{format.name} has no level {choice.level!r}", remedy=f"it has {has}")
    if choice.days and choice.days not in WAYS:
        raise UsageError(f"days cannot be {choice.days!r}", remedy=f"one of {', '.join(WAYS)}")


def choose(events: Iterable[Event], format: Format, choice: Choice, tally: Tally) -> Iterator[Event]:
    """The events that the format can tell, each with the days that it is told with; counts the others by reason."""
    for event in events:
        dated = within(event, choice.days or format.days, format.within) if format.days else event
        why = _why_not(event, format, choice.statuses)
        if not why and dated is not None:
            tally.written += 1
            yield dated
        else:
            tally.left_out[why or DAYLESS] += 1


def _why_not(event: Event, format: Format, asked: frozenset[Status]) -> str:
    statuses = asked or format.statuses
    if statuses is not None and event.status not in statuses:
        return str(event.status)
    if event.checked == "wrong" and format.statuses is not None:
        return WRONG
    return format.unfit(event) if format.unfit else ""
