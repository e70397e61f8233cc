"""Events made and kept up to date: merging at work on what the chronicle remembers."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.ground import Ground, SourceRow
from whimbrel.chronicle.interrupts import heed
from whimbrel.chronicle.telling_rows import TellingRow
from whimbrel.event_decisions import decided_about_events
from whimbrel.merge import Merging, ReportFacts
from whimbrel.merge.copies import Sketch, sketch
from whimbrel.merge.marks import Marked, Search, Shared
from whimbrel.merge.state import Link, Links, Telling
from whimbrel.merge.whole import WholeOf
from whimbrel.model import Claim, When
from whimbrel.report_version import Version
from whimbrel.wholes import whole_of

AT_ONCE = 400  # reports taken in by one transaction
TOGETHER = 32  # reports of which texts and claims are looked up together
ALL = 2**31
MADE_WITH = "merged with"
RULES = 3  # of merging: raised when the same reports may come to other events, so that they are made anew
NO_SOURCE = SourceRow(None, None, False, "")


class StoredState:
    """A `MergeState` in the chronicle, within one transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._published: dict[str, When | None] = {}
        self._lineage: dict[str, str | None] = {}
        self._agency: dict[str, str] = {}
        self._version: dict[str, Version] = {}
        self._alone: set[str] = set()  # reports known to have no copies
        self._unfiled: set[str] = set()  # reports whose sketch was put, each a lineage of its own

    def published(self, report: str) -> When | None:
        if report not in self._published:
            self.meet([report])
        return self._published[report]

    def agency(self, report: str) -> str:
        if report not in self._agency:
            self.meet([report])
        return self._agency[report]

    def version(self, report: str) -> Version:
        if report not in self._version:
            self.meet([report])
        return self._version[report]

    def reports_at(self, addresses: Sequence[str]) -> Sequence[str]:
        return self._ground.reports_at(addresses)

    def lineage(self, report: str) -> str | None:
        if report not in self._lineage:
            self.meet([report])
        return self._lineage[report]

    def meet(self, reports: Iterable[str]) -> None:
        """Looks up together what is not yet known of some reports."""
        unknown = sorted(set(reports) - self._lineage.keys())
        found = self._ground.sources(unknown) if unknown else {}
        for report in unknown:
            row = found.get(report, NO_SOURCE)
            self._published[report], self._lineage[report], self._agency[report] = (
                row.published,
                row.lineage,
                row.agency,
            )
            self._version[report] = row.version
            if row.lineage == report and not row.copied:
                self._alone.add(report)

    def lineage_members(self, lineage: str) -> Sequence[str]:
        return [lineage] if lineage in self._alone else self._ground.lineage_members(lineage)

    def file_lineage(self, reports: Sequence[str], lineage: str) -> None:
        if not self._unfiled.issuperset(reports) or list(reports) != [lineage]:
            self._ground.file_lineage(reports, lineage)
        self._unfiled.difference_update(reports)
        self.meet(reports)
        self._lineage.update(dict.fromkeys(reports, lineage))
        self._alone.difference_update(reports)
        if list(reports) == [lineage]:
            self._alone.add(lineage)

    def sketches_sharing(self, values: Sequence[int]) -> Iterator[tuple[str, Sketch]]:
        for report, packed in self._ground.sketches_sharing(values):
            yield report, _unpacked(packed)

    def sketch(self, report: str) -> Sketch | None:
        packed = self._ground.sketch(report)
        return None if packed is None else _unpacked(packed)

    def put_sketch(self, report: str, sketch: Sketch, values: Sequence[int]) -> None:
        self._ground.put_sketch(report, array("q", sketch.bins).tobytes(), values)
        self._unfiled.add(report)

    def put_tellings(self, tellings: Sequence[tuple[Telling, Marked]]) -> None:
        self._ground.put_tellings([(_row(one), own.moment, tuple(own.marks)) for one, own in tellings])

    def drop_tellings(self, report: str) -> None:
        self._ground.drop_tellings(report)

    def tellings(self, keys: Sequence[str]) -> Mapping[str, Telling]:
        found = self._ground.tellings(keys)
        self.meet(row.report for row in found.values())
        return {key: _telling(row) for key, row in found.items()}

    def tellings_of(self, reports: Sequence[str]) -> Sequence[Telling]:
        return [_telling(row) for row in self._ground.tellings_of(reports)]

    def keys_of(self, claims: Sequence[str]) -> Sequence[str]:
        return self._ground.keys_of(claims)

    def of_several(self, keys: Collection[str]) -> Collection[str]:
        return self._ground.of_several(keys)

    def found(self, searches: Sequence[Search]) -> Sequence[Sequence[Shared]]:
        return self._ground.found([(one.marks, one.first, one.last, one.least) for one in searches])

    def claims(self, ids: Sequence[str]) -> Mapping[str, Claim]:
        return self._ground.claims(ids)

    def links_of(self, keys: Sequence[str]) -> Links:
        return self._ground.links_of(keys)

    def put_links(self, links: Links) -> None:
        self._ground.put_links(links)

    def weights(self, lows: Collection[str]) -> Mapping[Link, float]:
        return self._ground.weights(lows)

    def put_weights(self, weights: Mapping[Link, float]) -> None:
        self._ground.put_weights(weights)

    def drop_links(self, keys: Sequence[str]) -> None:
        self._ground.drop_links(keys)

    def events_of(self, claims: Sequence[str]) -> Mapping[str, str]:
        return self._ground.events_of(claims)


def _unpacked(packed: bytes) -> Sketch:
    bins = array("q")
    bins.frombytes(packed)
    return Sketch(tuple(bins))


def _row(one: Telling) -> TellingRow:
    return TellingRow(one.key, one.report, one.type, one.claims, one.contents, one.of_several)


def _telling(row: TellingRow) -> Telling:
    return Telling(row.key, row.report, row.type, row.claims, row.contents, row.of_several)


def stored_wholes(ground: Ground, almanac: Almanac) -> WholeOf:
    """Reports as wholes, made from their stored texts when they are asked for."""
    return lambda id: whole_of(ground.report(id), almanac)


def bring_up_to_date(chronicle: Chronicle, almanac: Almanac, *, anew: bool = False) -> int:
    """Takes in what reports came since events were last made, and what was decided; gives how many events changed.

    Each step is a transaction of its own, so that a run that is broken off goes on from there. `anew` forgets what was
    remembered and makes all events again; so does a chronicle whose events another version of Whimbrel made. That is
    one transaction, so that no event is seen to lose claims and get them back.
    """
    changed, at_once = 0, AT_ONCE
    while True:
        step = chronicle.on_ground(partial(_step, almanac=almanac, anew=anew, at_once=at_once))
        anew, at_once = False, step.at_once
        changed += step.changed
        if step.last:
            return changed


@dataclass(frozen=True, slots=True)
class _Step:
    """What one transaction came to: events changed, reports that it took at once, and whether it was the last."""

    changed: int
    at_once: int
    last: bool


def _step(ground: Ground, almanac: Almanac, anew: bool, at_once: int) -> _Step:
    rules = f"{version('whimbrel')} rules {RULES}"
    if anew or ground.noted(MADE_WITH) != rules:
        if ground.remembers():
            at_once = ALL
        ground.forget_all()
        ground.note(MADE_WITH, rules)
    new, stale = ground.reports_due(at_once), ground.reports_stale(at_once)
    changed = _take_in(ground, almanac, new, stale)
    last = len(new) < at_once and len(stale) < at_once
    if last:
        ground.done()
    return _Step(changed, at_once, last)


def _take_in(ground: Ground, almanac: Almanac, new: Sequence[str], stale: Sequence[str]) -> int:
    state = StoredState(ground)
    merging = Merging(state, almanac, decided_about_events(ground.decisions), whole=stored_wholes(ground, almanac))
    for some in _some_at_a_time(stale):
        told = ground.claims_of(some)
        for id in some:
            heed()
            merging.retell(id, told[id])
            ground.fresh(id)
    for some in _some_at_a_time(new):
        state.meet(some)
        told, texts = ground.claims_of(some), ground.texts(some)
        for id in some:
            heed()
            facts = ReportFacts(id, state.published(id), sketch(texts[id]), state.agency(id), state.version(id))
            merging.take_in(facts, told[id])
    changed = 0
    for part in merging.remade():
        heed()
        claims = [claim for group in part for claim in group.claims]
        changed += ground.replace_events(claims, [event for group in part for event in group.events])
    return changed


def _some_at_a_time(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + TOGETHER] for at in range(0, len(ids), TOGETHER))
