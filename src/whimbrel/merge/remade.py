"""Groups of tellings become events: only those are made that may be others than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whimbrel.merge.at_hand import Known
from whimbrel.merge.cluster import cluster
from whimbrel.merge.compare import Evidence
from whimbrel.merge.event import event_of
from whimbrel.merge.founding import is_substantial, is_sure_enough
from whimbrel.merge.holding import Group
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import Brief
from whimbrel.merge.republished import Republished
from whimbrel.merge.sources import Sources
from whimbrel.merge.speech_acts import apart
from whimbrel.merge.state import MergeState
from whimbrel.model import Claim, Event

Cluster = tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Remade:
    """Claims of a group, and the events that they are now. Events that are what they were are left out, claims too."""

    claims: tuple[str, ...]
    events: tuple[Event, ...]


class Remaking:
    """The events of groups of tellings. `changed` are those that are new or were compared anew, or whose event may be
    another though it holds the same tellings."""

    def __init__(
        self,
        state: MergeState,
        evidence: Evidence,
        briefly: Brief,
        again: Republished,
        changed: Collection[str],
    ) -> None:
        self._state = state
        self._evidence = evidence
        self._briefly = briefly
        self._again = again
        self._changed = changed

    def remade(self, groups: Sequence[Group], known: Mapping[str, Known]) -> list[Remade]:
        """What some groups are now. No event holds a claim of one of them and a claim that is in none."""
        clusters = [
            cluster([known[key][1] for key in one.keys], self._evidence, one.links, self._briefly, one.of_several)
            for one in groups
        ]
        same = self._as_they_were([one for found in clusters for one in found], known)
        left = [[one for one in found if one[0].key not in same] for found in clusters]
        inner = self._state.claims(
            [id for found in left for one in found for i in one for id in known[i.key][0].contents]
        )
        return [self._events(found, known, inner) for found in left if found]

    def _as_they_were(self, clusters: Iterable[Cluster], known: Mapping[str, Known]) -> set[str]:
        """The first keys of the clusters that are events already, of the same claims and sources."""
        unchanged = [one for one in clusters if not any(item.key in self._changed for item in one)]
        if not unchanged:
            return set()
        ids = {one[0].key: [id for item in one for id in _told(known[item.key])] for one in unchanged}
        home = self._state.events_of([id for told in map(_told, known.values()) for id in told])
        size = Counter(home.values())
        return {
            first
            for first, told in ids.items()
            if (event := home.get(first)) and all(home.get(id) == event for id in told) and size[event] == len(told)
        }

    def _events(self, clusters: Sequence[Cluster], known: Mapping[str, Known], inner: Mapping[str, Claim]) -> Remade:
        ids: list[str] = []
        events: list[Event] = []
        for group in clusters:
            told = tuple(claim for item in group for claim in item.claims)
            told_in = [inner[id] for item in group for id in known[item.key][0].contents]
            ids += [claim.id for claim in (*told, *told_in)]
            if any(map(is_sure_enough, told)) and any(map(is_substantial, (*told, *told_in))):
                contents = apart((*told, *told_in))[1]
                event = event_of(told, contents, self._evidence.kin, self._sources(told))
                events.append(self._evidence.decided.applied(event))
        return Remade(tuple(ids), tuple(events))

    def _sources(self, claims: Iterable[Claim]) -> Sources:
        reports = {claim.report for claim in claims}
        return Sources(
            {report: self._again.published(report) for report in reports},
            {report: lineage for report in reports if (lineage := self._state.lineage(report)) is not None},
            {report: agency for report in reports if (agency := self._state.agency(report))},
            {report: self._state.version(report) for report in reports},
        )


def _told(known: Known) -> tuple[str, ...]:
    telling, _ = known
    return (*telling.claims, *telling.contents)
