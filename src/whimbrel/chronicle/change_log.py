"""What became of events, as `event_changes` keeps it: what came after a point, and which events changed last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from whimbrel.chronicle.filters import EventFilter, conditions
from whimbrel.chronicle.schema import event_changes, events

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change of one event. `change` is made, changed, merged, split or gone; `other` the event that a merged one is
    in now, or that a split one was in. `at` is UTC, ISO 8601."""

    seq: int
    at: str
    event: str
    change: str
    other: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An event and the moments (UTC, ISO 8601) in which it first and last changed."""

    event: str
    first: str
    last: str


def some_changes(fetch: Fetch, *, after: int, upto: int, since: str, event: str, most: int) -> list[LoggedChange]:
    """At most so many changes in their order, those numbered after `after` and no higher than `upto` (0: no bound).

    `since` leaves out what was before a moment, `event` what is of other events.
    """
    query = select(event_changes).where(event_changes.c.seq > after).order_by(event_changes.c.seq).limit(most)
    if upto:
        query = query.where(event_changes.c.seq <= upto)
    if since:
        query = query.where(event_changes.c.at >= since)
    if event:
        query = query.where(event_changes.c.event == event)
    return [LoggedChange(row.seq, row.at, row.event, row.change, row.other) for row in fetch(query)]


def not_before(connection: Connection, at: str) -> str:
    """A moment as it is noted for the next change: that of the last one where the clock was set back since.

    What was at a moment is told by where it falls among the changes, so their times must not run backwards.
    """
    last = connection.scalar(select(event_changes.c.at).order_by(event_changes.c.seq.desc()).limit(1))
    return max(at, last or "")


def last_change(fetch: Fetch) -> int:
    """The number of the last change, 0 where there was none."""
    return int(fetch(select(func.coalesce(func.max(event_changes.c.seq), 0)))[0][0])


def lately_changed(fetch: Fetch, wanted: EventFilter, most: int) -> list[Moved]:
    """At most so many events that meet the filter, the last changed first."""
    at = event_changes.c.at
    query = (
        select(events.c.id, func.min(at).label("first"), func.max(at).label("last"))
        .join(event_changes, event_changes.c.event == events.c.id)
        .where(conditions(wanted))
        .group_by(events.c.id)
        .order_by(func.max(event_changes.c.seq).desc())
        .limit(most)
    )
    return [Moved(row.id, row.first, row.last) for row in fetch(query)]
