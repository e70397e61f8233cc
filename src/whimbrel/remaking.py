"""Events made and kept up to date: merging at work on what the chronicle remembers."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.ground import Ground, TellingRow
from whimbrel.event_decisions import decided_about_events
from whimbrel.merge import Merging, ReportFacts
from whimbrel.merge.copies import Sketch, sketch
from whimbrel.merge.marks import Marked
from whimbrel.merge.state import Telling
from whimbrel.model import Claim, Event, When

AT_ONCE = 400  # reports taken in by one transaction
WRITTEN_AT_ONCE = 400  # events
MADE_WITH = "merged with"


class StoredState:
    """A `MergeState` in the chronicle, within one transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._published: dict[str, When | None] = {}
        self._lineage: dict[str, str | None] = {}

    def published(self, report: str) -> When | None:
        if report not in self._published:
            self._published[report] = self._ground.published(report)
        return self._published[report]

    def agency(self, report: str) -> str:
        return self._ground.agency(report)

    def lineage(self, report: str) -> str | None:
        if report not in self._lineage:
            self._lineage[report] = self._ground.lineage(report)
        return self._lineage[report]

    def lineage_members(self, lineage: str) -> Sequence[str]:
        return self._ground.lineage_members(lineage)

    def file_lineage(self, reports: Sequence[str], lineage: str) -> None:
        self._ground.file_lineage(reports, lineage)
        self._lineage.update(dict.fromkeys(reports, lineage))

    def sketches_sharing(self, values: Sequence[int]) -> Iterator[tuple[str, Sketch]]:
        for report, packed in self._ground.sketches_sharing(values):
            bins = array("q")
            bins.frombytes(packed)
            yield report, Sketch(tuple(bins))

    def put_sketch(self, report: str, sketch: Sketch, values: Sequence[int]) -> None:
        self._ground.put_sketch(report, array("q", sketch.bins).tobytes(), values)

    def put_tellings(self, tellings: Sequence[tuple[Telling, Marked]]) -> None:
        self._ground.put_tellings(
            [
                (TellingRow(one.key, one.report, one.type, one.claims, one.contents), own.moment, tuple(own.marks))
                for one, own in tellings
            ]
        )

    def drop_tellings(self, report: str) -> None:
        self._ground.drop_tellings(report)

    def tellings(self, keys: Sequence[str]) -> Mapping[str, Telling]:
        return {key: _telling(row) for key, row in self._ground.tellings(keys).items()}

    def tellings_of(self, reports: Sequence[str]) -> Sequence[Telling]:
        return [_telling(row) for row in self._ground.tellings_of(reports)]

    def keys_of(self, claims: Sequence[str]) -> Sequence[str]:
        return self._ground.keys_of(claims)

    def sharing(self, marks: Sequence[int], first: int, last: int) -> Sequence[tuple[int, int, str]]:
        return self._ground.sharing(marks, first, last)

    def claims(self, ids: Sequence[str]) -> Mapping[str, Claim]:
        return self._ground.claims(ids)

    def links_of(self, keys: Sequence[str]) -> Sequence[tuple[str, str]]:
        return self._ground.links_of(keys)

    def put_links(self, links: Sequence[tuple[str, str]]) -> None:
        self._ground.put_links(links)

    def drop_links(self, keys: Sequence[str]) -> None:
        self._ground.drop_links(keys)


def _telling(row: TellingRow) -> Telling:
    return Telling(row.key, row.report, row.type, row.claims, row.contents)


def bring_up_to_date(chronicle: Chronicle, almanac: Almanac, *, anew: bool = False) -> int:
    """Takes in what reports came since events were last made, and what was decided; gives how many events changed.

    Each step is a transaction of its own, so that a run that is broken off goes on from there. `anew` forgets what was
    remembered and makes all events again; so does a chronicle whose events another version of Whimbrel made.
    """
    changed = 0
    with chronicle.ground() as ground:
        if anew or ground.noted(MADE_WITH) != version("whimbrel"):
            ground.forget_all()
            ground.note(MADE_WITH, version("whimbrel"))
    while True:
        with chronicle.ground() as ground:
            new, stale = ground.reports_due(AT_ONCE), ground.reports_stale(AT_ONCE)
            changed += _take_in(ground, almanac, new, stale)
            if len(new) < AT_ONCE and len(stale) < AT_ONCE:
                ground.done()
                return changed


def _take_in(ground: Ground, almanac: Almanac, new: Sequence[str], stale: Sequence[str]) -> int:
    merging = Merging(StoredState(ground), almanac, decided_about_events(ground.decisions))
    for id in stale:
        merging.retell(id, ground.published(id), ground.claims_of(id))
        ground.fresh(id)
    for id in new:
        report = ground.report(id)
        merging.take_in(ReportFacts(id, report.published, sketch(report.text), report.agency), ground.claims_of(id))
    changed = 0
    told: list[str] = []
    events: list[Event] = []
    for group in merging.remade():
        told += group.claims
        events += group.events
        if len(events) >= WRITTEN_AT_ONCE:
            changed += ground.replace_events(told, events)
            told, events = [], []
    return changed + ground.replace_events(told, events)
