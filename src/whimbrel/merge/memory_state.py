"""What merging remembers, kept in memory: for a list of claims that is merged at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from whimbrel.merge.copies import Sketch
from whimbrel.merge.marks import Marked, Search, Shared
from whimbrel.merge.state import Link, Links, Telling, link_between
from whimbrel.model import Claim, When
from whimbrel.report_version import NO_VERSION, Version

LAST = "\U0010ffff"  # sorts after every key


class MemoryState:
    """A `MergeState` of the claims, times of publication, agencies and versions that it is given."""

    def __init__(
        self,
        claims: Mapping[str, Claim],
        published: Mapping[str, When | None],
        agencies: Mapping[str, str] = MappingProxyType({}),
        versions: Mapping[str, Version] = MappingProxyType({}),
    ) -> None:
        self._claims = claims
        self._published = published
        self._agencies = agencies
        self._versions = versions
        self._at: dict[str, list[str]] = defaultdict(list)
        self._sketches: dict[str, Sketch] = {}
        self._by_value: dict[int, list[str]] = defaultdict(list)
        self._lineage: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        self._tellings: dict[str, Telling] = {}
        self._of_report: dict[str, list[Telling]] = defaultdict(list)
        self._marked: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._marks_of: dict[str, Marked] = {}
        self._key_of: dict[str, str] = {}
        self._links: dict[str, dict[str, float | None]] = defaultdict(dict)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)

    def published(self, report: str) -> When | None:
        return self._published.get(report)

    def agency(self, report: str) -> str:
        return self._agencies.get(report, "")

    def version(self, report: str) -> Version:
        return self._versions.get(report, NO_VERSION)

    def lineage(self, report: str) -> str | None:
        return self._lineage.get(report)

    def lineage_members(self, lineage: str) -> Sequence[str]:
        return sorted(self._members.get(lineage, ()))

    def file_lineage(self, reports: Sequence[str], lineage: str) -> None:
        for report in reports:
            old = self._lineage.get(report)
            if old is not None:
                self._members[old].remove(report)
            self._lineage[report] = lineage
            self._members[lineage].append(report)

    def sketches_sharing(self, values: Sequence[int]) -> Iterator[tuple[str, Sketch]]:
        found = {report for value in values for report in self._by_value.get(value, ())}
        for report in sorted(found):
            yield report, self._sketches[report]

    def sketch(self, report: str) -> Sketch | None:
        return self._sketches.get(report)

    def put_sketch(self, report: str, sketch: Sketch, values: Sequence[int]) -> None:
        self._sketches[report] = sketch
        for value in values:
            self._by_value[value].append(report)
        for address in self.version(report).addresses:
            self._at[address].append(report)

    def reports_at(self, addresses: Sequence[str]) -> Sequence[str]:
        return sorted({report for address in addresses for report in self._at.get(address, ())})

    def put_tellings(self, tellings: Sequence[tuple[Telling, Marked]]) -> None:
        for telling, marked in tellings:
            self._tellings[telling.key] = telling
            self._of_report[telling.report].append(telling)
            self._key_of.update(dict.fromkeys(telling.claims, telling.key))
            self._marks_of[telling.key] = marked
            for mark in marked.marks:
                insort(self._marked[mark], (marked.moment, telling.key))

    def drop_tellings(self, report: str) -> None:
        for telling in self._of_report.pop(report, ()):
            del self._tellings[telling.key]
            marked = self._marks_of.pop(telling.key)
            for mark in marked.marks:
                self._marked[mark].remove((marked.moment, telling.key))
            for claim in telling.claims:
                del self._key_of[claim]

    def tellings(self, keys: Sequence[str]) -> Mapping[str, Telling]:
        return {key: self._tellings[key] for key in keys}

    def tellings_of(self, reports: Sequence[str]) -> Sequence[Telling]:
        found = (one for report in reports for one in self._of_report.get(report, ()))
        return sorted(found, key=lambda one: one.key)

    def keys_of(self, claims: Sequence[str]) -> Sequence[str]:
        return sorted({self._key_of[claim] for claim in claims if claim in self._key_of})

    def of_several(self, keys: Collection[str]) -> Collection[str]:
        return {key for key in keys if self._tellings[key].of_several}

    def found(self, searches: Sequence[Search]) -> Sequence[Sequence[Shared]]:
        return [self._found(one) for one in searches]

    def _found(self, search: Search) -> Sequence[Shared]:
        weights: dict[tuple[str, int], int] = defaultdict(int)
        for mark, weight in search.marks.items():
            block = self._marked.get(mark, [])
            for at, key in block[bisect_left(block, (search.first, "")) : bisect_right(block, (search.last, LAST))]:
                weights[key, at] += weight
        return sorted((key, at, weight) for (key, at), weight in weights.items() if weight >= search.least)

    def claims(self, ids: Sequence[str]) -> Mapping[str, Claim]:
        return {id: self._claims[id] for id in ids}

    def links_of(self, keys: Sequence[str]) -> Links:
        return {link_between(key, other): weight for key in keys for other, weight in self._links.get(key, {}).items()}

    def put_links(self, links: Links) -> None:
        for (low, high), weight in links.items():
            self._links[low].setdefault(high, weight)
            self._links[high].setdefault(low, weight)

    def weights(self, lows: Collection[str]) -> Mapping[Link, float]:
        found = ((low, other, weight) for low in lows for other, weight in self._weights.get(low, {}).items())
        return {(low, other): weight for low, other, weight in found if low < other}

    def put_weights(self, weights: Mapping[Link, float]) -> None:
        for (low, high), weight in weights.items():
            self._weights[low][high] = self._weights[high][low] = weight

    def drop_links(self, keys: Sequence[str]) -> None:
        for key in keys:
            for other in self._links.pop(key, {}):
                self._links[other].pop(key, None)
            for other in self._weights.pop(key, {}):
                self._weights[other].pop(key, None)

    def events_of(self, claims: Sequence[str]) -> Mapping[str, str]:  # noqa: ARG002 - no event is kept here
        return {}
