"""Reports come in one by one; only the events near what they tell are made anew.

The outcome depends on the set of reports alone. Whether two tellings are compared and linked depends on the two (and,
through their lineage, on the copies between them); events are made of the groups that links hold together. So a report
touches its own group and no other, and reports may come in any order and in any batches.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge.cluster import cluster
from whimbrel.merge.compare import Evidence, Verdict, compare
from whimbrel.merge.copies import Sketch
from whimbrel.merge.decided import NOTHING, Decided
from whimbrel.merge.event import event_of
from whimbrel.merge.founding import is_substantial, is_sure_enough
from whimbrel.merge.lineages import file_report
from whimbrel.merge.looked_up import Kin, LineageOf
from whimbrel.merge.marks import Marked, marked, moments_near, worth_comparing
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.merge.sources import Sources
from whimbrel.merge.speech_acts import apart
from whimbrel.merge.state import MergeState, Telling
from whimbrel.merge.weights import Weights, shipped_weights
from whimbrel.merge.within import tellings
from whimbrel.model import Claim, Event, When

KEPT = 20_000  # occurrences that are kept at hand


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What merging needs to know of a report without holding its text."""

    id: str
    published: When | None
    sketch: Sketch
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Remade:
    """A group of claims, and the events that they are now."""

    claims: tuple[str, ...]
    events: tuple[Event, ...]


class Merging:
    """One run of taking reports in. `remade` gives what changed and may be asked once, at the end."""

    def __init__(
        self, state: MergeState, almanac: Almanac, decided: Decided = NOTHING, weights: Weights | None = None
    ) -> None:
        self._state = state
        self._evidence = Evidence(Kin(almanac), LineageOf(state), decided=decided, weights=weights or shipped_weights())
        self._touched: set[str] = set()
        self._at_hand: OrderedDict[str, Occurrence] = OrderedDict()

    def take_in(self, report: ReportFacts, claims: Iterable[Claim]) -> None:
        """Takes in a report that is not yet there, with all its claims."""
        filed = file_report(report.id, report.sketch, self._state)
        self._tell(report.id, report.published, claims)
        self._touched.update(one.key for one in self._state.tellings_of(filed.regrouped))
        for other in filed.joined:  # how much they are alike tells more now that they are copies
            own = [one.key for one in self._state.tellings_of([other])]
            self._unlink(own)
            self._link(list(self._occurrences(own).values()))

    def retell(self, report: str, published: When | None, claims: Iterable[Claim]) -> None:
        """Takes in anew the claims of a report that is there: something was decided about them."""
        gone = [one.key for one in self._state.tellings_of([report])]
        self._unlink(gone)
        self._state.drop_tellings(report)
        self._touched.difference_update(gone)
        for key in gone:
            self._at_hand.pop(key, None)
        self._tell(report, published, claims)

    def _unlink(self, keys: Sequence[str]) -> None:
        self._touched.update(end for link in self._state.links_of(keys) for end in link)
        self._state.drop_links(keys)

    def _tell(self, report: str, published: When | None, claims: Iterable[Claim]) -> None:
        own, contents = apart(claims)
        found = tellings(own, {report: published}, self._evidence)
        rows: list[tuple[Telling, Marked]] = []
        for item in found:
            told_in = tuple(c.id for claim in item.claims for c in contents.get(claim.id, ()))
            told = tuple(claim.id for claim in item.claims)
            rows.append((Telling(item.key, report, item.type, told, told_in), marked(item, self._evidence)))
            self._keep(item)
        self._state.put_tellings(rows)
        self._link(found)

    def _link(self, items: Sequence[Occurrence]) -> None:
        """Links tellings of one report with all that may be the same happening."""
        near = self._candidates(items)
        others = self._occurrences(sorted({key for keys in near.values() for key in keys}))
        for item in items:
            linked = [key for key in sorted(near[item.key]) if self._same(item, others[key])]
            self._state.put_links([(item.key, key) if item.key < key else (key, item.key) for key in linked])
            self._touched.update((item.key, *linked))

    def _candidates(self, items: Sequence[Occurrence]) -> dict[str, set[str]]:
        """For each of some tellings of one report, the keys of those worth comparing with it."""
        if not items:
            return {}
        own = {item.key: marked(item, self._evidence) for item in items}
        reach = [moments_near(one.moment) for one in own.values()]
        marks = sorted({mark for one in own.values() for mark in one.marks})
        sharing = self._state.sharing(marks, min(first for first, _ in reach), max(last for _, last in reach))
        by_mark: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for row in sharing:
            by_mark[row[0]].append(row)
        copies = self._copies(items[0].claims[0].report)
        near: dict[str, set[str]] = {}
        for item in items:
            rows = (row for mark in own[item.key].marks for row in by_mark[mark])
            near[item.key] = set(worth_comparing(own[item.key], rows)) | copies.get(item.type, set())
            near[item.key].update(self._said_to_be_same(item))
        return near

    def _same(self, item: Occurrence, other: Occurrence) -> bool:
        if item.reports & other.reports:  # what one report tells was put together before, but what is of two types
            ruling = self._evidence.decided.between(item.claims, other.claims)
            return ruling is not None and ruling.same
        return compare(*((item, other) if item.key < other.key else (other, item)), self._evidence).same

    def _said_to_be_same(self, item: Occurrence) -> Sequence[str]:
        """Keys of the tellings that somebody decided to be the same happening."""
        said = self._evidence.decided.same_as(item.claims)
        return [key for key in self._state.keys_of(said) if key != item.key] if said else []

    def _copies(self, report: str) -> Mapping[str, set[str]]:
        """By type, the keys of what the copies of a report tell."""
        lineage = self._state.lineage(report)
        others = [one for one in self._state.lineage_members(lineage) if one != report] if lineage is not None else []
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._state.tellings_of(others):
            found[one.type].add(one.key)
        return found

    # ---- why

    def told(self, keys: Sequence[str]) -> Mapping[str, Occurrence]:
        """Tellings by key, as they are compared."""
        return self._occurrences(keys)

    def alone(self, claims: Sequence[str]) -> list[Occurrence]:
        """Each of these claims as if its report told no more of it: as those of one report are compared."""
        found = self._state.claims(claims)
        published = {claim.report: self._state.published(claim.report) for claim in found.values()}
        return [occurrence((found[id],), published, self._evidence.words) for id in claims]

    def verdict(self, one: Occurrence, other: Occurrence) -> Verdict:
        """What comparing two gives, whether or not they were worth comparing."""
        return compare(*((one, other) if one.key < other.key else (other, one)), self._evidence)

    def near(self, item: Occurrence) -> list[str]:
        """Keys of the tellings of other reports that one was compared with."""
        keys = sorted(self._candidates([item])[item.key])
        items = self._occurrences(keys)
        return [key for key in keys if not item.reports & items[key].reports]

    def rarest_shared(self, one: Occurrence, other: Occurrence, most: int = 5) -> list[str]:
        """The words that both tell it in, the rarest first."""
        words = self._evidence.words
        return sorted(one.words.kept & other.words.kept, key=lambda word: (-words(word), word))[:most]

    def copied(self, one: Occurrence, other: Occurrence) -> bool:
        """Whether the two are of reports that share their text."""
        left, right = ({self._state.lineage(report) for report in item.reports} for item in (one, other))
        return not one.reports & other.reports and bool(left & right - {None})

    # ---- events

    def remade(self) -> Iterator[Remade]:
        """Every group that changed, with its events."""
        done: set[str] = set()
        for key in sorted(self._touched):
            if key not in done:
                group = self._group(key)
                done |= group
                yield self._remake(sorted(group))
        self._touched = set()

    def _group(self, key: str) -> set[str]:
        """Keys of all tellings that links hold together with this one."""
        found, fresh = {key}, [key]
        while fresh:
            met = {end for link in self._state.links_of(fresh) for end in link}
            fresh = sorted(met - found)
            found |= met
        return found

    def _remake(self, keys: Sequence[str]) -> Remade:
        known = self._state.tellings(keys)
        ids = tuple(id for key in keys for id in (*known[key].claims, *known[key].contents))
        items = self._occurrences(keys)
        told_in = self._state.claims([id for key in keys for id in known[key].contents])
        events = []
        for group in cluster(items.values(), self._evidence):
            told = tuple(claim for item in group for claim in item.claims)
            inner = [told_in[id] for item in group for id in known[item.key].contents]
            if any(map(is_sure_enough, told)) and any(map(is_substantial, (*told, *inner))):
                contents = apart((*told, *inner))[1]
                event = event_of(told, contents, self._evidence.kin, self._sources(told))
                events.append(self._evidence.decided.applied(event))
        return Remade(ids, tuple(events))

    def _sources(self, claims: Iterable[Claim]) -> Sources:
        reports = {claim.report for claim in claims}
        return Sources(
            {report: self._state.published(report) for report in reports},
            {report: lineage for report in reports if (lineage := self._state.lineage(report)) is not None},
            {report: agency for report in reports if (agency := self._state.agency(report))},
        )

    # ---- occurrences at hand

    def _occurrences(self, keys: Sequence[str]) -> Mapping[str, Occurrence]:
        lacking = [key for key in keys if key not in self._at_hand]
        known = self._state.tellings(lacking)
        claims = self._state.claims([id for one in known.values() for id in one.claims])
        found = {key: self._at_hand[key] for key in keys if key in self._at_hand}
        for one in known.values():
            own = tuple(claims[id] for id in one.claims)
            published = {one.report: self._state.published(one.report)}
            found[one.key] = occurrence(own, published, self._evidence.words)
            self._keep(found[one.key])
        return {key: found[key] for key in keys}

    def _keep(self, item: Occurrence) -> None:
        self._at_hand[item.key] = item
        if len(self._at_hand) > KEPT:
            self._at_hand.popitem(last=False)
