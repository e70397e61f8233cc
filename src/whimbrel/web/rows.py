"""One line of a listing of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from whimbrel.export.countries import place_words
from whimbrel.export.dates import UNKNOWN, WEEKDAYS, day_words, when_words
from whimbrel.export.dossier import field_label
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.model import Event, Status


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


def by_day(dated: Iterable[tuple[str, EventRow]]) -> Iterator[Day]:
    """Rows that come in the order of listings, each with its event's day (ISO 8601 or ""), under these days."""
    for iso, together in groupby(dated, key=lambda one: one[0]):
        rows = [row for _, row in together]
        if not iso:
            yield Day("Date not known", "", "", tuple(rows))
            continue
        day = date.fromisoformat(iso)
        heading = day_words(day)
        said = tuple(replace(row, when="") if row.when == heading else row for row in rows)
        yield Day(heading, WEEKDAYS[day.weekday()], iso, said)


def event_row(event: Event) -> EventRow:
    when = when_words(event.when)
    return EventRow(
        id=event.id,
        title=event_title(event),
        label=type_label(event.type, event.mode),
        type=event.type,
        when="" if when == UNKNOWN else when,
        place=place_words(event.place),
        status="" if event.status is Status.HAPPENED else str(event.status).replace("-", " "),
        counted=_counted(len(event.reports), len(event.origins)),
        differs=tuple(field_label(conflict.field).lower() for conflict in event.conflicts),
        checked=event.checked,
    )


def event_day(event: Event) -> str:
    """The latest day that an event may be of, ISO 8601; "" for none."""
    when = event.when
    day = (when.latest or when.earliest) if when else None
    return day.isoformat() if day else ""


def _counted(reports: int, origins: int) -> str:
    told = f"{reports} report{'' if reports == 1 else 's'}"
    return f"{told}, {origins} origin{'' if origins == 1 else 's'}" if reports > 1 else told
