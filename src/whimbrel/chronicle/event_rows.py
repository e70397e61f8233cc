"""An event as the rows that listings and filters look through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from whimbrel.chronicle.codec import clean_text, dumps
from whimbrel.chronicle.dialects import insert_rows, json_part
from whimbrel.chronicle.filters import fold
from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import claims, event_claims, event_participants, events, reports
from whimbrel.chronicle.searching import index_words
from whimbrel.model import Event

_OUTLETS = select(reports.c.id, reports.c.outlet).where(reports.c.id.in_(GIVEN))
_QUOTED = select(claims.c.id, json_part(claims.c.body, "text")).where(claims.c.id.in_(GIVEN))
_NEWS_DAYS = 7  # something told without a time is looked for in the week before its report
_SEARCHED = 4000  # characters of quoted words kept for --text


@dataclass(frozen=True, slots=True)
class Written:
    """An event with its stored form, and a digest by which two forms are told apart."""

    event: Event
    body: str
    digest: str
    sources: int


def written(event: Event, outlets: Mapping[str, str]) -> Written:
    """The stored form of an event; `outlets` names the outlet of each report."""
    body = dumps(replace(event, about=(), part_of=""))  # which are found when the event is asked for
    sources = len({outlets.get(report, report) for report in event.reports})
    return Written(event, body, blake2b(f"{sources} {body}".encode(), digest_size=12).hexdigest(), sources)


def outlets_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Each report's outlet, as counted for independence: a report of no known outlet counts for itself."""
    rows = connection.execute(_OUTLETS, given(sorted(set(ids))))
    return {row.id: row.outlet or f"report {row.id}" for row in rows}


def write(connection: Connection, changed: Sequence[Written], known: Sequence[str]) -> None:
    """Writes events with all their rows, in the place of those that are `known` by the same id."""
    if known:
        connection.execute(delete(events).where(events.c.id == bindparam("old")), [{"old": id} for id in known])
    if not changed:
        return
    batch = [item.event for item in changed]
    words = _words(connection, batch)
    rows = [_event_row(item, words) for item in changed]
    insert_rows(connection, events, rows)
    index_words(connection, rows)
    members = [{"event": event.id, "claim": claim} for event in batch for claim in dict.fromkeys(event.claims)]
    people = [row for event in batch for row in _participant_rows(event)]
    insert_rows(connection, event_claims, members)
    insert_rows(connection, event_participants, people)


def _words(connection: Connection, batch: Sequence[Event]) -> dict[str, str]:
    """The quoted words of the batch's claims, by claim."""
    ids = [claim for event in batch for claim in event.claims]
    return {row[0]: row[1] or "" for row in connection.execute(_QUOTED, given(ids))}


def _event_row(item: Written, words: Mapping[str, str]) -> dict[str, Any]:
    event, when = item.event, item.event.when
    latest = when.latest.isoformat() if when and when.latest else None
    earliest = when.earliest.isoformat() if when and when.earliest else None
    if when and when.how == "publication" and when.latest and not when.earliest:
        earliest = (when.latest - timedelta(days=_NEWS_DAYS)).isoformat()  # so that a filter by day can tell news apart
    return {
        "id": event.id,
        "day": day_of(event),
        "earliest": earliest,
        "latest": latest,
        "type": event.type,
        "mode": event.mode,
        "status": str(event.status),
        "sources": item.sources,
        "conflicts": len(event.conflicts),
        "checked": event.checked,
        "place": clean_text(event.place.id) if event.place else "",
        "place_name": clean_text(event.place.name) if event.place else "",
        "country": (event.place.country or "") if event.place else "",
        "origins": len(event.origins),
        "differs": " ".join(conflict.field for conflict in event.conflicts),
        "folded": _folded(event, words),
        "digest": item.digest,
        "body": item.body,
    }


def day_of(event: Event) -> str:
    """The day by which listings are ordered: the latest that is known, "" for none."""
    when = event.when
    day = (when.latest or when.earliest) if when else None
    return day.isoformat() if day else ""


def _folded(event: Event, words: Mapping[str, str]) -> str:
    names = [who.name for who in (*event.actors, *event.recipients)]
    place = [event.place.name] if event.place else []
    quoted = list(dict.fromkeys(words.get(claim, "") for claim in event.claims))
    return fold(clean_text(" | ".join((*names, *place, event.type, event.mode, *quoted))))[:_SEARCHED]


def _participant_rows(event: Event) -> list[dict[str, Any]]:
    sides = (("actor", event.actors), ("recipient", event.recipients))
    return [
        {
            "event": event.id,
            "side": side,
            "position": at,
            "id": clean_text(who.id),
            "name": clean_text(who.name),
            "folded": fold(clean_text(who.name)),
        }
        for side, found in sides
        for at, who in enumerate(found)
    ]
