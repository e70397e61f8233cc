"""Single actors, looked up without counting all: what they are, who is public, how they are written, whom they meet.

`actors` counts everyone and is for listings that are waited for; these questions are asked for a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, not_, select

from whimbrel.chronicle.schema import claims, event_participants, events, participants
from whimbrel.model import ActorKind
from whimbrel.ontology import SUFFERED

Fetch = Callable[[Select[Any]], list[Any]]

_BATCH = 400
_LOCAL = "local:"


@dataclass(frozen=True, slots=True)
class Face:
    """What an actor is, as claims tell it."""

    kind: ActorKind
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """How an actor is written: spellings and titles with their claims, commonest first. Of very many mentions, some:
    `looked` are those that were looked at, `claims` and `reports` what these come from."""

    spellings: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    claims: int
    reports: int
    looked: int


@dataclass(frozen=True, slots=True)
class Met:
    """In how many events of a type another takes part beside an actor, on the same side or on the other."""

    id: str
    name: str
    beside: bool
    type: str
    events: int


def faces(fetch: Fetch, ids: Sequence[str]) -> dict[str, Face]:
    """What each of these actors is."""
    found: dict[str, Face] = {}
    who = participants.c
    values = (func.min(who.kind), func.max(who.country), func.max(who.sector))
    for at in range(0, len(ids), _BATCH):
        for id, kind, country, sector in fetch(
            select(who.id, *values).where(who.id.in_(ids[at : at + _BATCH])).group_by(who.id)
        ):
            found[id] = Face(ActorKind(kind), country or "", sector or "")
    return found


def public(fetch: Fetch, ids: Sequence[str]) -> set[str]:
    """Which of these are no private persons: those whom the almanac does not know, who never acted and to whom only
    harm, arrest or help was done, are left out, as in `actors`."""
    doubtful = [id for id in ids if id.startswith(_LOCAL)]
    private: set[str] = set()
    who = participants.c
    suffered = and_(who.side == "recipient", claims.c.type.in_(SUFFERED))
    for at in range(0, len(doubtful), _BATCH):
        query = (
            select(who.id)
            .join(claims, claims.c.id == who.claim)
            .where(who.id.in_(doubtful[at : at + _BATCH]))
            .group_by(who.id)
            .having(func.min(who.kind) == str(ActorKind.PERSON), func.sum(case((not_(suffered), 1), else_=0)) == 0)
        )
        private.update(row.id for row in fetch(query))
    return set(ids) - private


def portrait(fetch: Fetch, id: str, most: int) -> Portrait:
    """How the actor of exactly this id is written, by at most so many of its mentions."""
    who = participants.c
    query = select(who.claim, who.text, who.title, claims.c.report).join(claims, claims.c.id == who.claim)
    rows = fetch(query.where(who.id == id).order_by(who.claim).limit(most))
    spellings, titles = (Counter(value for _, value in {(row[0], row[at]) for row in rows} if value) for at in (1, 2))
    return Portrait(
        _tally(spellings), _tally(titles), len({row[0] for row in rows}), len({row[3] for row in rows}), len(rows)
    )


def mentions_of(fetch: Fetch, id: str) -> int:
    """How often the actor of exactly this id is mentioned in claims."""
    return int(fetch(select(func.count()).where(participants.c.id == id))[0][0])


def company(fetch: Fetch, id: str, of: Sequence[str]) -> list[Met]:
    """Who takes part in these events of the actor of exactly this id, by type of event and side."""
    who, rows = event_participants.c, list[Any]()
    for at in range(0, len(of), _BATCH):
        query = select(who.event, who.side, who.id, who.name, events.c.type).join(events, events.c.id == who.event)
        rows += fetch(query.where(who.event.in_(of[at : at + _BATCH])))
    sides = {(row.event, row.side) for row in rows if row.id == id}
    names: dict[str, str] = {}
    met: dict[tuple[str, bool, str], set[str]] = defaultdict(set)
    for event, side, other, name, type in rows:
        if other != id:
            names[other] = max(names.get(other, ""), name)
            met[other, (event, side) in sides, type].add(event)
    return [Met(other, names[other], beside, type, len(found)) for (other, beside, type), found in sorted(met.items())]


def _tally(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
