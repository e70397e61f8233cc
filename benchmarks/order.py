"""Does the order in which reports come change anything? Reports are read once and merged in many orders and batches.

Each time they come in an order and in batches (of one to a hundred) drawn by chance, as to a chronicle that grows, and
events are remade after each batch. `identical` is the share of those orders that give the events of all merged at once,
in every field; `orders` is how many there were, `events` how many events. What differs is shown by event.

`WHIMBREL_ORDERS` sets how many orders (default 50).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from benchmarks.same_event import FIELDS, Told, read
from whimbrel.almanac.almanac import Almanac
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage
from whimbrel.merge import Merging, ReportFacts, merge
from whimbrel.merge.copies import sketch
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.remade import Remade
from whimbrel.model import Event
from whimbrel.report_version import version_of
from whimbrel.wholes import whole_of

ORDERS = "50"
SIZES = (1, 2, 5, 20, 100)  # of batches
Events = Mapping[str, Event]


def run(data: Path) -> Outcome:
    pages = [page(data, f"line {number}", row) for number, row in enumerate(rows(data), start=1)]
    return score(Reports(read(pages), Knowledge.load().almanac), int(os.environ.get("WHIMBREL_ORDERS", ORDERS)))


def page(data: Path, position: str, row: Mapping[str, Any]) -> RawPage:
    """A row as a page: its `text`, and of the other fields those that a reading uses."""
    return RawPage(data.name, position, "text", row["text"], {name: str(row[name]) for name in FIELDS if row.get(name)})


class Reports:
    """Reports that were read, with their claims and what merging asks of them, to be merged any number of times."""

    def __init__(self, told: Sequence[Told], almanac: Almanac) -> None:
        reports = {t.report.id: t.report for t in told if t.report}
        self.ids = sorted(reports)
        self._claims = {t.report.id: tuple(t.claims) for t in told if t.report}
        self._facts = {
            id: ReportFacts(id, r.published, sketch(r.text), r.agency, version_of(r)) for id, r in reports.items()
        }
        self._almanac = almanac
        self._whole = cache(lambda id: whole_of(reports[id], almanac))

    def at_once(self) -> Events:
        """The events of all, by id."""
        claims = (claim for own in self._claims.values() for claim in own)
        found = merge(claims, self._facts.values(), self._almanac, whole=self._whole)
        return {event.id: event for event in found}

    def in_batches(self, batches: Sequence[Sequence[str]]) -> Events:
        """The events after the last batch, by id."""
        claims = {claim.id: claim for own in self._claims.values() for claim in own}
        published = {id: one.published for id, one in self._facts.items()}
        agencies = {id: one.agency for id, one in self._facts.items() if one.agency}
        versions = {id: one.version for id, one in self._facts.items()}
        state = MemoryState(claims, published, agencies, versions)
        events: dict[str, Event] = {}
        event_of: dict[str, str] = {}
        for batch in batches:
            merging = Merging(state, self._almanac, whole=self._whole)
            for id in batch:
                merging.take_in(self._facts[id], self._claims[id])
            _replace(events, event_of, [group for part in merging.remade() for group in part])
        return events


def _replace(events: dict[str, Event], event_of: dict[str, str], groups: Sequence[Remade]) -> None:
    """Puts the events of some claims in the place of those that these were in.

    All that changed at once: the state, which keeps no events, cannot tell which groups were one event before.
    """
    gone = {event_of.pop(claim) for group in groups for claim in group.claims if claim in event_of}
    for id in sorted(gone):
        del events[id]
    for event in (event for group in groups for event in group.events):
        events[event.id] = event
        event_of.update(dict.fromkeys(event.claims, event.id))


def score(reports: Reports, orders: int) -> Outcome:
    """Merge the reports in so many orders, each the same on every run, and compare with all merged at once."""
    wanted = reports.at_once()
    identical, errors, examples = 0, Counter[str](), []
    for number in range(orders):
        found = reports.in_batches(list(batches(reports.ids, Random(number))))
        identical += found == wanted
        for kind, event in differing(wanted, found):
            errors[kind] += 1
            examples.append((kind, f"order {number}: {event}"))
        if number % 10 == 9:
            say(f"order: {number + 1} of {orders}, {identical} identical")
    metrics = {"identical": ratio(identical, orders), "orders": float(orders), "events": float(len(wanted))}
    return Outcome(metrics, len(reports.ids), errors, examples)


def batches(ids: Sequence[str], random: Random) -> Iterator[Sequence[str]]:
    """All of them in an order and in batches by chance."""
    order = random.sample(ids, len(ids))
    while order:
        size = random.choice(SIZES)
        yield order[:size]
        order = order[size:]


def differing(wanted: Events, found: Events) -> Iterator[tuple[str, str]]:
    """Ids of events that are not the same on both sides, each with how it differs."""
    for id in sorted(wanted.keys() | found.keys()):
        if id not in found:
            yield "an event is lacking", id
        elif id not in wanted:
            yield "an event is not among those of all at once", id
        elif found[id] != wanted[id]:
            yield "an event has other fields", id
