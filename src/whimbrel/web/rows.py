"""One line of a listing of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from whimbrel.export.countries import country_name
from whimbrel.export.dates import UNKNOWN, day_words, when_words
from whimbrel.export.dossier import field_label
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.model import Event, Status

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class EventRow:
    """Plain words, nothing left to reckon in a template. `when` is "" where the heading above says it all."""

    id: str
    title: str
    label: str  # of type and mode
    type: str
    when: str
    place: str
    status: str  # "" where it simply happened
    counted: str  # "3 reports, 2 origins"
    differs: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Day:
    """Rows under one heading. `iso` is "" where it is no day."""

    heading: str
    weekday: str
    iso: str
    rows: tuple[EventRow, ...]


def by_day(events: Iterable[Event]) -> Iterator[Day]:
    """Events that come in the order of listings, under their latest day."""
    for iso, together in groupby(events, key=_day):
        members = list(together)
        if not iso:
            yield Day("Date not known", "", "", tuple(event_row(event) for event in members))
            continue
        latest = next(when.latest or when.earliest for event in members if (when := event.when))
        assert latest is not None
        heading = day_words(latest)
        yield Day(heading, _WEEKDAYS[latest.weekday()], iso, tuple(event_row(event, heading) for event in members))


def event_row(event: Event, heading: str = "") -> EventRow:
    place = event.place
    parts = dict.fromkeys(part for part in ((place.name, country_name(place.country)) if place else ()) if part)
    when = when_words(event.when)
    return EventRow(
        id=event.id,
        title=event_title(event),
        label=type_label(event.type, event.mode),
        type=event.type,
        when="" if when in (heading, UNKNOWN) else when,
        place=", ".join(parts),
        status="" if event.status is Status.HAPPENED else str(event.status).replace("-", " "),
        counted=_counted(len(event.reports), len(event.origins)),
        differs=tuple(field_label(conflict.field).lower() for conflict in event.conflicts),
        checked=event.checked,
    )


def _counted(reports: int, origins: int) -> str:
    told = f"{reports} report{'' if reports == 1 else 's'}"
    return f"{told}, {origins} origin{'' if origins == 1 else 's'}" if reports > 1 else told


def _day(event: Event) -> str:
    when = event.when
    day = (when.latest or when.earliest) if when else None
    return day.isoformat() if day else ""
