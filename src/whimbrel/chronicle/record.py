"""Keeping the events: the whole set is replaced in one transaction, and only what differs is written.

An event id that vanishes redirects to the event that now holds most of its claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from whimbrel.chronicle.codec import clean_text, dumps
from whimbrel.chronicle.filters import fold
from whimbrel.chronicle.schema import (
    EVENTS_DUE,
    claims,
    event_claims,
    event_participants,
    events,
    notes,
    redirects,
    reports,
)
from whimbrel.model import Event

_BATCH = 500
_NEWS_DAYS = 7  # something told without a time is looked for in the week before its report
_SEARCHED = 4000  # characters of quoted words kept for --text


@dataclass(frozen=True, slots=True)
class _Changed:
    """An event that is not yet stored like this."""

    event: Event
    body: str
    digest: str


def replace_all(connection: Connection, wanted: Iterable[Event]) -> int:
    """Makes the stored events equal to these; returns how many were written or removed."""
    stored: dict[str, str] = {row.id: row.digest for row in connection.execute(select(events.c.id, events.c.digest))}
    outlets = _outlets(connection)
    written: list[_Changed] = []
    seen: set[str] = set()
    total = 0
    for event in wanted:
        seen.add(event.id)
        body = dumps(event)
        digest = _digest(body, event, outlets)
        if stored.get(event.id) != digest:
            written.append(_Changed(event, body, digest))
        if len(written) >= _BATCH:
            total += _write(connection, written, stored, outlets)
            written = []
    total += _write(connection, written, stored, outlets)
    gone = sorted(stored.keys() - seen)
    for id in gone:
        _redirect(connection, id, seen)
    if gone:
        connection.execute(delete(events).where(events.c.id == bindparam("gone")), [{"gone": id} for id in gone])
    _drop_redirects_from(connection, seen - stored.keys())
    connection.execute(delete(notes).where(notes.c.name == EVENTS_DUE))
    return total + len(gone)


def _outlets(connection: Connection) -> dict[str, str]:
    """Each report's outlet, as counted for independence: a report of no known outlet counts for itself."""
    return {
        row.id: row.outlet or f"report {row.id}" for row in connection.execute(select(reports.c.id, reports.c.outlet))
    }


def _digest(body: str, event: Event, outlets: dict[str, str]) -> str:
    return blake2b(f"{_sources(event, outlets)} {body}".encode(), digest_size=12).hexdigest()


def _sources(event: Event, outlets: dict[str, str]) -> int:
    return len({outlets.get(report, report) for report in event.reports})


def _write(connection: Connection, changed: list[_Changed], stored: dict[str, str], outlets: dict[str, str]) -> int:
    if not changed:
        return 0
    batch = [item.event for item in changed]
    known = [{"old": event.id} for event in batch if event.id in stored]
    if known:
        connection.execute(delete(events).where(events.c.id == bindparam("old")), known)
    words = _words(connection, batch)
    connection.execute(insert(events), [_event_row(item, words, outlets) for item in changed])
    members = [{"event": event.id, "claim": claim} for event in batch for claim in dict.fromkeys(event.claims)]
    people = [row for event in batch for row in _participant_rows(event)]
    if members:
        connection.execute(insert(event_claims), members)
    if people:
        connection.execute(insert(event_participants), people)
    return len(batch)


def _words(connection: Connection, batch: list[Event]) -> dict[str, str]:
    """The quoted words of the batch's claims, by claim."""
    ids = [claim for event in batch for claim in event.claims]
    found: dict[str, str] = {}
    quoted = func.json_extract(claims.c.body, "$.text")
    for at in range(0, len(ids), _BATCH):
        rows = connection.execute(select(claims.c.id, quoted).where(claims.c.id.in_(ids[at : at + _BATCH])))
        found.update({row[0]: row[1] or "" for row in rows})
    return found


def _event_row(item: _Changed, words: dict[str, str], outlets: dict[str, str]) -> dict[str, Any]:
    event, when = item.event, item.event.when
    latest = when.latest.isoformat() if when and when.latest else None
    earliest = when.earliest.isoformat() if when and when.earliest else None
    if when and when.how == "publication" and when.latest and not when.earliest:
        earliest = (when.latest - timedelta(days=_NEWS_DAYS)).isoformat()  # so that a filter by day can tell news apart
    return {
        "id": event.id,
        "day": latest or earliest or "",
        "earliest": earliest,
        "latest": latest,
        "type": event.type,
        "mode": event.mode,
        "status": str(event.status),
        "sources": _sources(event, outlets),
        "conflicts": len(event.conflicts),
        "folded": _folded(event, words),
        "digest": item.digest,
        "body": item.body,
    }


def _folded(event: Event, words: dict[str, str]) -> str:
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


def _redirect(connection: Connection, old: str, living: set[str]) -> None:
    """Points a vanishing id, and every id that already led to it, at the event that took most of its claims."""
    mine = select(event_claims.c.claim).where(event_claims.c.event == old)
    heirs = connection.execute(
        select(event_claims.c.event, func.count())
        .where(event_claims.c.claim.in_(mine), event_claims.c.event != old)
        .group_by(event_claims.c.event)
        .order_by(func.count().desc(), event_claims.c.event)
    )
    new = next((row[0] for row in heirs if row[0] in living), None)
    if new is None:
        connection.execute(delete(redirects).where(redirects.c.new == old))
        return
    connection.execute(update(redirects).where(redirects.c.new == old).values(new=new))
    connection.execute(insert(redirects), {"old": old, "new": new})


def _drop_redirects_from(connection: Connection, fresh: set[str]) -> None:
    """An id that is an event again no longer redirects."""
    known = {row[0] for row in connection.execute(select(redirects.c.old))} & fresh
    for id in sorted(known):
        connection.execute(delete(redirects).where(redirects.c.old == id))
