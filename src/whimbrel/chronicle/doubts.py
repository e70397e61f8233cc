"""What a person might look at first, as plain columns: how sure each event is, and which reports came last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true

from whimbrel.chronicle.dialects import json_part
from whimbrel.chronicle.schema import claims, events, participants, reports

Fetch = Callable[[Select[Any]], list[Any]]

_BATCH = 400
_LOOKED_AT = 100
_ALL_AT_ONCE = 20_000  # of so many events and more, everything is read in one go


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure it is that an event happened (0 to 1), and what hangs on it."""

    event: str
    sure: float
    sources: int
    conflicts: int
    killed: int  # at least


def doubts(fetch: Fetch, ids: Sequence[str] | None = None) -> Iterator[Doubt]:
    """Of these events, of those that are there, or of all."""
    if ids is None or len(ids) >= _ALL_AT_ONCE:
        wanted = None if ids is None else set(ids)
        yield from (one for one in _doubts(fetch, true()) if wanted is None or one.event in wanted)
        return
    for at in range(0, len(ids), _BATCH):
        yield from _doubts(fetch, events.c.id.in_(ids[at : at + _BATCH]))


def latest_reports(fetch: Fetch, after: int, most: int) -> list[tuple[int, str]]:
    """Numbers and ids of at most so many reports that came after a number, the last first."""
    query = select(reports.c.seq, reports.c.id).where(reports.c.seq > after).order_by(reports.c.seq.desc()).limit(most)
    return [(row.seq, row.id) for row in fetch(query)]


def claims_of_actors(fetch: Fetch, ids: Sequence[str], most: int) -> list[str]:
    """Ids of some claims in which one of these actors takes part, each of another report, by the first so many of them:
    one who is in everything is not looked up everywhere."""
    who = participants.c
    query = select(who.claim, claims.c.report).join(claims, claims.c.id == who.claim).where(who.id.in_(ids[:_BATCH]))
    one_each: dict[str, str] = {}
    for row in fetch(query.order_by(who.id, who.claim).limit(_LOOKED_AT)):
        one_each.setdefault(row.report, row.claim)
    return list(one_each.values())[:most]


def _doubts(fetch: Fetch, wanted: ColumnElement[bool]) -> Iterator[Doubt]:
    sure, killed = (json_part(events.c.body, names) for names in ("confidence.value", "counts.killed.low"))
    for id, value, sources, conflicts, dead in fetch(
        select(events.c.id, sure, events.c.sources, events.c.conflicts, killed).where(wanted)
    ):
        yield Doubt(id, 0.5 if value is None else float(value), sources, conflicts, int(dead or 0))
