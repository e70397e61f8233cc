"""Which events are about which, and which are parts of which: what claims say of claims, for the events of today.

Nothing of this is stored with events, so that an event that takes in another report, or falls in two, leaves every
link true without being made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select

from whimbrel.chronicle.schema import claim_links, event_claims
from whimbrel.model import Claim, Event

ABOUT, PART = "about", "part of"
_BATCH = 400
Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class Following:
    """The events that lead to one: its parts, and what is about it. Ids in order."""

    parts: tuple[str, ...] = ()
    reactions: tuple[str, ...] = ()


def link_rows(claim: Claim) -> list[dict[str, str]]:
    """A row for each claim that this one is about or a part of."""
    rows = [{"claim": claim.id, "link": ABOUT, "other": other} for other in claim.about]
    return rows + ([{"claim": claim.id, "link": PART, "other": claim.part_of}] if claim.part_of else [])


def with_links(fetch: Fetch, events: Sequence[Event]) -> list[Event]:
    """The events with what they are about and a part of."""
    counted = _counted(fetch, [event.id for event in events])
    return [replace(event, about=_about(event.id, counted), part_of=_whole(event.id, counted)) for event in events]


def following(fetch: Fetch, event: str) -> Following:
    """The events that are parts of this one, or about it."""
    first = _counted(fetch, [event])
    near = sorted({low for low, _, high in first if high == event})
    counted = _counted(fetch, near)
    return Following(
        tuple(other for other in near if _whole(other, counted) == event),
        tuple(other for other in near if event in _about(other, counted)),
    )


def _about(event: str, counted: Counter[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(sorted(high for low, link, high in counted if low == event and link == ABOUT))


def _whole(event: str, counted: Counter[tuple[str, str, str]]) -> str:
    """The event that most claims say this is a part of (ties: the smaller id); of two that are said to be parts of
    each other, the one with fewer claims for it is the part."""
    wholes = {high: number for (low, link, high), number in counted.items() if low == event and link == PART}
    for whole in sorted(wholes, key=lambda id: (-wholes[id], id)):
        back = counted[whole, PART, event]
        if (wholes[whole], event) > (back, whole) or not back:
            return whole
    return ""


def _counted(fetch: Fetch, ids: Iterable[str]) -> Counter[tuple[str, str, str]]:
    """How many claims link one event to another, for all links that have one of these events at either end."""
    found: Counter[tuple[str, str, str]] = Counter()
    low, high = event_claims.alias("low"), event_claims.alias("high")
    wanted = sorted(set(ids))
    seen: set[tuple[str, str, str, str, str]] = set()
    for batch in (wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH)):
        query = (
            select(low.c.event, claim_links.c.link, high.c.event, claim_links.c.claim, claim_links.c.other)
            .join(claim_links, claim_links.c.claim == low.c.claim)
            .join(high, high.c.claim == claim_links.c.other)
            .where(low.c.event != high.c.event)
        )
        for side in (low, high):
            seen.update(tuple(row) for row in fetch(query.where(side.c.event.in_(batch))))
    for one in seen:
        found[one[0], one[1], one[2]] += 1
    return found
