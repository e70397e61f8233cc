"""What became of an event since it was first made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from whimbrel.chronicle.schema import event_changes, redirects

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class PastChange:
    """`change` is made, changed, merged, split or gone; `other` the event that it is in now, or was split from."""

    seq: int
    at: str  # UTC, ISO 8601
    event: str
    change: str
    other: str


def history(fetch: Fetch, event: str, most: int) -> list[PastChange]:
    """The latest changes of the event of exactly this id, and of those that are in it now."""
    row = event_changes.c
    within = select(redirects.c.old).where(redirects.c.new == event)
    query = select(row.seq, row.at, row.event, row.change, row.other).where(
        or_(row.event == event, row.event.in_(within))
    )
    return [PastChange(*found) for found in fetch(query.order_by(row.seq.desc()).limit(most))]
