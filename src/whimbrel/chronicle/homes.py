"""Where ids of events lead that may have gone since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, select

from whimbrel.chronicle.schema import events, redirects

Fetch = Callable[[Select[Any]], list[Any]]

_BATCH = 400


def homes_now(fetch: Fetch, ids: Sequence[str]) -> dict[str, str]:
    """Where these exact ids of events lead today, over whatever went since; those that lead nowhere are left out."""
    found: dict[str, str] = {}
    way = {id: id for id in ids}  # how far each has been followed
    passed = {id: {id} for id in way}
    while way:
        there = _there(fetch, sorted(set(way.values())))
        found |= {id: at for id, at in way.items() if at in there}
        moved = _moved(fetch, sorted({at for at in way.values() if at not in there}))
        way = {id: moved[at] for id, at in way.items() if at in moved and moved[at] not in passed[id]}
        for id, at in way.items():
            passed[id].add(at)
    return found


def _there(fetch: Fetch, ids: Sequence[str]) -> set[str]:
    batches = (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
    return {row.id for some in batches for row in fetch(select(events.c.id).where(events.c.id.in_(some)))}


def _moved(fetch: Fetch, ids: Sequence[str]) -> dict[str, str]:
    batches = (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
    return {row.old: row.new for some in batches for row in fetch(select(redirects).where(redirects.c.old.in_(some)))}
