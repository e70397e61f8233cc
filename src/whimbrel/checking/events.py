"""Events: their bodies, the claims that they hold, where ids that are gone lead, and whether any are due."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, exists, func, select

from whimbrel.checking.finding import REMAKE, RESTORE, Finding
from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.event_rows import day_of
from whimbrel.chronicle.schema import (
    EVENTS_DUE,
    claims,
    event_changes,
    event_claims,
    events,
    lineages,
    notes,
    redirects,
    reports,
    tellings,
)
from whimbrel.errors import ChronicleError
from whimbrel.model import Event

_PAGE = 200


def check_events(connection: Connection) -> Iterator[Finding]:
    """Every event: its body, its digest, its columns, its claims."""
    after = ""
    query = select(events).order_by(events.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(events.c.id > after)).all():
        ids = [row.id for row in rows]
        members: dict[str, list[str]] = {}
        for row in connection.execute(select(event_claims).where(event_claims.c.event.in_(ids))):
            members.setdefault(row.event, []).append(row.claim)
        for row in rows:
            yield from _event(row, members.get(row.id, []))
        after = ids[-1]


def _event(row: Any, members: list[str]) -> Iterator[Finding]:
    where = f"event {row.id}"
    if blake2b(f"{row.sources} {row.body}".encode(), digest_size=12).hexdigest() != row.digest:
        yield Finding("digest", where, "its body was changed by another program", REMAKE)
    try:
        event = loads(Event, row.body)
    except ChronicleError as error:
        yield Finding("body", where, error.message, REMAKE)
        return
    columns = (row.id, row.type, row.mode, row.status, row.day, row.checked)
    if (event.id, event.type, event.mode, str(event.status), day_of(event), event.checked) != columns:
        yield Finding("body", where, "its columns differ from its body", REMAKE)
    if not event.claims:
        yield Finding("orphan", where, "no claim tells of it", REMAKE)
    if sorted(set(event.claims)) != sorted(members):
        yield Finding("orphan", where, "the claims that it is filed with are not those that it names", REMAKE)


def check_remembered(connection: Connection) -> Iterator[Finding]:
    """What merging remembers: that all it was made with is there, and whether reports or decisions wait."""
    due = connection.scalar(select(exists().where(notes.c.name == EVENTS_DUE)))
    taken = exists().where(lineages.c.report == reports.c.id)
    waiting = connection.scalar(select(func.count()).select_from(reports).where(~taken)) or 0
    stale = connection.scalar(select(func.count()).select_from(lineages).where(lineages.c.stale)) or 0
    if due:
        told = f"events are due: {waiting} reports and decisions about {stale} wait to be taken in"
        yield Finding("due", "", told, "the next `whimbrel read` or decision does it", note=True)
    elif waiting or stale:
        yield Finding("due", "", f"{waiting + stale} reports wait to be taken in and nothing says so", REMAKE)
    for row, known in _with_claims(connection):
        if not known.issuperset(row.claims.split()):
            yield Finding("orphan", f"telling {row.key}", "it holds claims that are not there", REMAKE)


def _with_claims(connection: Connection) -> Iterator[tuple[Any, set[str]]]:
    """Every telling, with the claims of its batch that are there."""
    after = ""
    query = select(tellings.c.key, tellings.c.claims).order_by(tellings.c.key).limit(_PAGE)
    while rows := connection.execute(query.where(tellings.c.key > after)).all():
        ids = {id for row in rows for id in row.claims.split()}
        known = set(connection.scalars(select(claims.c.id).where(claims.c.id.in_(ids))))
        yield from ((row, known) for row in rows)
        after = rows[-1].key


def check_gone(connection: Connection) -> Iterator[Finding]:
    """Ids of events that are no more, and the log of what became of events."""
    leads = {row.old: row.new for row in connection.execute(select(redirects))}
    living = set(connection.scalars(select(events.c.id)))
    for old in sorted(leads):
        passed, id = {old}, leads[old]
        while id in leads and id not in passed and id not in living:
            passed.add(id)
            id = leads[id]
        if id in passed and id not in living:
            yield Finding("redirect", f"event {old}", "its id leads in a ring", RESTORE)
    logged = set(connection.scalars(select(event_changes.c.event).distinct()))
    for id in sorted(living - logged):
        told = "the log of changes does not know it: it was made before there was one"
        yield Finding("changes", f"event {id}", told, note=True)
    last = ""
    for row in connection.execute(select(event_changes.c.seq, event_changes.c.at).order_by(event_changes.c.seq)):
        if row.at < last:
            told = f"is noted at {row.at}, the one before it at {last}: the clock was set back"
            yield Finding("clock", f"change {row.seq}", told, note=True)
        last = max(last, row.at)
