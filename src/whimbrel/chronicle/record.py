"""Keeping the events: what some claims tell is made equal to the events wanted, and only what differs is written.

An event id that vanishes redirects to the event that now holds most of its claims. What became of each event is added
to `event_changes`, which is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, select

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.dialects import insert_rows
from whimbrel.chronicle.event_rows import Written, outlets_of, write, written
from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import event_changes, event_claims, events, redirects
from whimbrel.chronicle.shown import was
from whimbrel.model import Event

_HOMES = (
    select(event_claims.c.claim, event_claims.c.event, events.c.digest)
    .join(events, events.c.id == event_claims.c.event)
    .where(event_claims.c.claim.in_(GIVEN))
)
_BODIES = select(events.c.id, events.c.body).where(events.c.id.in_(GIVEN))


@dataclass(frozen=True, slots=True)
class _Before:
    """The events that held some claims: their digests, and whose each claim was."""

    digests: dict[str, str] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)  # claim → event


def replace_some(connection: Connection, told: Sequence[str], wanted: Sequence[Event], at: str) -> int:
    """Makes what these claims tell equal to the events wanted; returns how many were written or removed.

    No event holds one of these claims together with one that is not among them. `at` is the time noted.
    """
    return _replace(connection, _before(connection, told), wanted, at)


def replace_all(connection: Connection, wanted: Iterable[Event], at: str) -> int:
    """Makes the stored events equal to these; returns how many were written or removed."""
    before = _Before(
        {row.id: row.digest for row in connection.execute(select(events.c.id, events.c.digest))},
        {row.claim: row.event for row in connection.execute(select(event_claims.c.claim, event_claims.c.event))},
    )
    return _replace(connection, before, tuple(wanted), at)


def _replace(connection: Connection, before: _Before, wanted: Sequence[Event], at: str) -> int:
    outlets = outlets_of(connection, (report for event in wanted for report in event.reports))
    now = [written(event, outlets) for event in wanted]
    living = {item.event.id for item in now}
    changed = [item for item in now if before.digests.get(item.event.id) != item.digest]
    gone = sorted(before.digests.keys() - living)
    old = _bodies(connection, [*gone, *(item.event.id for item in changed if item.event.id in before.digests)])
    write(connection, changed, sorted({item.event.id for item in changed} & before.digests.keys() | set(gone)))
    heirs = _heirs(before, wanted)
    _redirect(connection, {id: heirs.get(id) for id in gone})
    fresh = sorted(living - before.digests.keys())
    _drop_redirects_from(connection, fresh)
    kept = {item.event.id: was(old[item.event.id], item.event) for item in changed if item.event.id in old}
    kept |= {id: was(old[id], None) for id in gone}
    _note(connection, before, changed, {id: heirs.get(id) or "" for id in gone}, at, kept)
    return len(changed) + len(gone)


def _bodies(connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    """The events of these ids as they were stored."""
    rows = connection.execute(_BODIES, given(ids)) if ids else ()
    return {row.id: loads(Event, row.body) for row in rows}


def _before(connection: Connection, told: Sequence[str]) -> _Before:
    found = _Before()
    for row in connection.execute(_HOMES, given(told)):
        found.digests[row.event] = row.digest
        found.home[row.claim] = row.event
    return found


def _heirs(before: _Before, wanted: Sequence[Event]) -> dict[str, str]:
    """For each event that was, the one that now holds most of its claims (ties: the smaller id)."""
    shared: dict[str, Counter[str]] = {}
    for event in wanted:
        for claim in dict.fromkeys(event.claims):
            if claim in before.home:
                shared.setdefault(before.home[claim], Counter())[event.id] += 1
    return {old: min(found, key=lambda id: (-found[id], id)) for old, found in shared.items()}


def _redirect(connection: Connection, moved: Mapping[str, str | None]) -> None:
    """Points each vanishing id at its heir, where there is one.

    An id that led to it stays as it is: when the vanished event comes back, as after an undoing, it leads there again.
    """
    rows = [{"old": old, "new": new} for old, new in moved.items() if new is not None]
    insert_rows(connection, redirects, rows)


def _drop_redirects_from(connection: Connection, fresh: Sequence[str]) -> None:
    """An id that is an event again no longer redirects."""
    if fresh:
        gone = delete(redirects).where(redirects.c.old == bindparam("fresh"))
        connection.execute(gone, [{"fresh": id} for id in fresh])


def _note(
    connection: Connection,
    before: _Before,
    changed: Sequence[Written],
    moved: Mapping[str, str],
    at: str,
    kept: Mapping[str, str],
) -> None:
    """Adds what became of each event, with what is kept of how it was."""
    rows: list[dict[str, str]] = []
    for item in changed:
        id = item.event.id
        was = {home for claim in item.event.claims if (home := before.home.get(claim)) is not None}
        left = sorted(was - moved.keys() - {id})
        if id in before.digests:
            rows.append({"at": at, "event": id, "change": "changed", "other": ""})
        elif left:
            rows.append({"at": at, "event": id, "change": "split", "other": left[0]})
        else:
            rows.append({"at": at, "event": id, "change": "made", "other": ""})
    for old, heir in moved.items():
        rows.append({"at": at, "event": old, "change": "merged" if heir else "gone", "other": heir})
    insert_rows(connection, event_changes, [{**row, "was": kept.get(row["event"], "")} for row in rows])
