"""The outline of an event: what it is listed, counted and narrowed by, without its record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from whimbrel.chronicle.schema import (
    claims,
    decisions,
    event_changes,
    event_claims,
    event_numbers,
    event_participants,
    events,
    reports,
)

Fetch = Callable[[Select[Any]], list[Any]]

_BATCH = 400
_ALL_AT_ONCE = 20_000  # of so many events and more, everything is read in one go


@dataclass(frozen=True, slots=True)
class Outline:
    """`day` is ISO 8601 or ""; `earliest` and `latest` too, or None where open. `actors` and `recipients` are (id,
    name), `outlets` names, `differs` the fields on which sources differ. `number` is that of the word index."""

    id: str
    number: int
    day: str
    earliest: str | None
    latest: str | None
    type: str
    mode: str
    status: str
    checked: str
    place: tuple[str, str]  # id and name, or two empty ones
    country: str
    sources: int
    origins: int
    differs: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """How far a chronicle has come: nothing that a page shows has changed while this is the same."""

    change: int
    decision: int
    report: int


_EDGE = select(  # built once: it is asked for with every page
    *(
        select(func.coalesce(func.max(table.c.seq), 0)).scalar_subquery()
        for table in (event_changes, decisions, reports)
    )
)


def edge(fetch: Fetch) -> Edge:
    return Edge(*map(int, fetch(_EDGE)[0]))


def changed_since(fetch: Fetch, before: Edge) -> list[str]:
    """Ids of the events that were written or went after an edge."""
    query = select(event_changes.c.event).where(event_changes.c.seq > before.change).distinct()
    return sorted(row.event for row in fetch(query))


def outlines(fetch: Fetch, ids: Sequence[str] | None = None) -> Iterator[Outline]:
    """Outlines of these events, of those that are there, or of all."""
    if ids is None or len(ids) >= _ALL_AT_ONCE:
        wanted = None if ids is None else set(ids)
        found = _outlines(fetch, true(), true(), true())
        yield from (one for one in found if wanted is None or one.id in wanted)
        return
    for at in range(0, len(ids), _BATCH):
        some = ids[at : at + _BATCH]
        yield from _outlines(
            fetch, events.c.id.in_(some), event_participants.c.event.in_(some), event_claims.c.event.in_(some)
        )


def _outlines(
    fetch: Fetch, of_event: ColumnElement[bool], of_party: ColumnElement[bool], of_claim: ColumnElement[bool]
) -> Iterator[Outline]:
    parties: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    who = event_participants.c
    for event, side, id, name in fetch(
        select(who.event, who.side, who.id, who.name).where(of_party).order_by(who.event, who.side, who.position)
    ):
        parties[event, side].append((id, name))
    outlets: dict[str, list[str]] = defaultdict(list)
    told = (
        select(event_claims.c.event, reports.c.outlet, reports.c.file)
        .join(claims, claims.c.id == event_claims.c.claim)
        .join(reports, reports.c.id == claims.c.report)
    )
    for event, outlet, file in fetch(told.where(of_claim).distinct()):
        outlets[event].append(outlet or file)
    own = events.c
    columns = (
        own.id, event_numbers.c.seq, own.day, own.earliest, own.latest, own.type, own.mode, own.status, own.checked,
        own.place, own.place_name, own.country, own.sources, own.origins, own.differs,
    )  # fmt: skip
    for row in fetch(select(*columns).join(event_numbers, event_numbers.c.event == own.id).where(of_event)):
        id, number, day, earliest, latest, type, mode, status, checked, place, name, country, *counts, differs = row
        yield Outline(
            id, number, day, earliest, latest, type, mode, status, checked,
            place=(place, name),
            country=country,
            sources=counts[0],
            origins=counts[1],
            differs=tuple(differs.split()),
            actors=tuple(parties.get((id, "actor"), ())),
            recipients=tuple(parties.get((id, "recipient"), ())),
            outlets=tuple(sorted(set(outlets.get(id, ())))),
        )  # fmt: skip
