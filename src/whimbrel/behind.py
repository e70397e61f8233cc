"""What stands behind records: claims with their reports and events, events with their claims and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from whimbrel.chronicle import Chronicle
from whimbrel.export.dossier import Dossier, Linked
from whimbrel.export.record import Record, claim_record
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event, Report

_BATCH = 500


def claim_records(chronicle: Chronicle, claims: Iterable[Claim]) -> Iterator[Record]:
    """Claim records with their reports and the events they belong to, batch by batch."""
    report = lru_cache(maxsize=256)(lambda id: chronicle.report(id, text=False))
    rest = iter(claims)
    while batch := list(islice(rest, _BATCH)):
        events = chronicle.events_of([claim.id for claim in batch])
        for claim in batch:
            yield claim_record(claim, report(claim.report), events.get(claim.id))


def dossiers(chronicle: Chronicle, events: Iterable[Event], *, linked: bool = True) -> Iterator[Dossier]:
    """Each event with its claims, in the event's order, their reports, and, where `linked`, the events it leads to."""
    fetch: Callable[[str], Report] = lru_cache(maxsize=512)(chronicle.report)
    for event in events:
        stored = {claim.id: claim for claim in chronicle.claims(event=event.id)}
        claims = tuple(stored[id] for id in event.claims if id in stored)
        others = _linked(chronicle, event) if linked else ()
        yield Dossier(event, claims, {claim.report: fetch(claim.report) for claim in claims}, others)


def _linked(chronicle: Chronicle, event: Event) -> tuple[Linked, ...]:
    """The events that one is part of and about, its parts, and what is about it."""
    after = chronicle.following(event.id)
    ids = {"part of": (event.part_of,) if event.part_of else (), "about": event.about}
    ids |= {"parts": after.parts, "reactions": after.reactions}
    return tuple(
        Linked(relation, id, event_title(chronicle.event(id))) for relation, found in ids.items() for id in found
    )
