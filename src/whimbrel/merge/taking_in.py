"""Reports come in one by one; only the events near what they tell are made anew.

The outcome depends on the set of reports alone. Whether two tellings are compared and linked depends on the two (and,
through their lineage, on the copies between them); events are made of the groups that links hold together. So a report
touches its own group and no other, and reports may come in any order and in any batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge.at_hand import AtHand
from whimbrel.merge.compare import Evidence, Verdict, compare
from whimbrel.merge.compared import Compared
from whimbrel.merge.copies import Sketch
from whimbrel.merge.decided import NOTHING, Decided
from whimbrel.merge.groups import connected, in_parts
from whimbrel.merge.holding import Holding
from whimbrel.merge.lineages import file_report
from whimbrel.merge.looked_up import Kin, LineageOf
from whimbrel.merge.marks import Marked, searches, wanted, worth_comparing
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.merge.pair_weights import weight_of
from whimbrel.merge.reach import held_together, may_be_regrouped
from whimbrel.merge.remade import Remade, Remaking
from whimbrel.merge.republished import Republished
from whimbrel.merge.several_days import may_be_of_several
from whimbrel.merge.speech_acts import apart
from whimbrel.merge.state import Link, MergeState, Telling, link_between
from whimbrel.merge.weekday_alone import Fit, fit
from whimbrel.merge.weights import Weights, shipped_weights
from whimbrel.merge.whole import WholeOf, nothing_known
from whimbrel.merge.within import tellings
from whimbrel.model import Claim, When
from whimbrel.report_version import NO_VERSION, Version

AT_ONCE = 1000  # tellings whose events are made and written together
WHOLES_KEPT = 500  # reports of which the words are at hand


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What merging needs to know of a report without holding its text."""

    id: str
    published: When | None
    sketch: Sketch
    agency: str = ""
    version: Version = NO_VERSION


class Merging:
    """One run of taking reports in. `remade` gives what changed and is asked at the end."""

    def __init__(
        self,
        state: MergeState,
        almanac: Almanac,
        decided: Decided = NOTHING,
        weights: Weights | None = None,
        whole: WholeOf = nothing_known,
    ) -> None:
        self._state = state
        self._evidence = Evidence(
            Kin(almanac),
            LineageOf(state),
            state.version,
            weights=weights or shipped_weights(),
            decided=decided,
            whole=lru_cache(maxsize=WHOLES_KEPT)(whole),
        )
        self._touched: set[str] = set()
        self._fresh: set[str] = set()  # tellings that are new, or were compared anew
        self._regrouped: set[str] = set()  # tellings of which the copies are others than before
        self._parted: list[Link] = []  # keys that may have been of one event, and may now be of two
        self._again = Republished(state)
        self._compared = Compared(self._evidence)
        self._at_hand = AtHand(state, self._evidence, self._again)

    def take_in(self, report: ReportFacts, claims: Iterable[Claim]) -> None:
        """Takes in a report that is not yet there, with all its claims."""
        filed = file_report(report.id, report.sketch, self._state)
        self._again.forget(self._state.lineage_members(self._state.lineage(report.id) or report.id))
        self._tell(report.id, claims)
        for other in filed.again:
            self.retell(other, self._claims_of(other))
        self._regrouped.update(one.key for one in self._state.tellings_of(filed.regrouped))
        self._touched |= self._regrouped
        for other in sorted({*filed.joined} - {*filed.again}):  # how much they are alike tells more for copies
            own = [one.key for one in self._state.tellings_of([other])]
            self._unlink(own)
            self._link(list(self._at_hand.items(own).values()))

    def retell(self, report: str, claims: Iterable[Claim]) -> None:
        """Takes in anew the claims of a report that is there: something was decided about them."""
        gone = [one.key for one in self._state.tellings_of([report])]
        self._unlink(gone)
        self._state.drop_tellings(report)
        self._touched.difference_update(gone)
        self._at_hand.drop(gone)
        self._tell(report, claims)
        now = [one.key for one in self._state.tellings_of([report])]
        self._parted += pairwise(sorted({*gone, *now}))

    def _unlink(self, keys: Sequence[str]) -> None:
        parted = list(self._state.links_of(keys))
        self._parted += parted
        self._touched.update(end for link in parted for end in link)
        self._state.drop_links(keys)

    def _claims_of(self, report: str) -> list[Claim]:
        """The claims of a report that is there, but those that no happening rests on."""
        known = self._state.tellings_of([report])
        return list(self._state.claims([id for one in known for id in (*one.claims, *one.contents)]).values())

    def _tell(self, report: str, claims: Iterable[Claim]) -> None:
        own, contents = apart(self._again.told(report, claims))
        found = tellings(own, {report: self._again.published(report)}, self._evidence)
        rows: list[tuple[Telling, Marked]] = []
        for item in found:
            told_in = tuple(c.id for claim in item.claims for c in contents.get(claim.id, ()))
            told = tuple(claim.id for claim in item.claims)
            telling = Telling(item.key, report, item.type, told, told_in, may_be_of_several(item))
            rows.append((telling, self._at_hand.marked(item)))
            self._at_hand.keep(telling, item)
        self._state.put_tellings(rows)
        self._link(found)

    def _link(self, items: Sequence[Occurrence]) -> None:
        """Links tellings of one report with all that may be the same happening."""
        if not items:
            return
        by_marks, anyway = self._sharing(items), self._bound(items)
        others = self._at_hand.items(sorted(set().union(*by_marks.values(), *anyway.values())))
        links: dict[Link, float | None] = {}
        for item in items:
            for key in sorted(by_marks[item.key] | anyway[item.key]):
                if self._may_be_same(item, others[key]) and (key in anyway[item.key] or self._worth(item, others[key])):
                    links[link_between(item.key, key)] = self._weight(item, others[key])
        self._state.put_links(links)
        self._fresh.update(item.key for item in items)
        self._touched |= {item.key for item in items} | {end for link in links for end in link}

    def _sharing(self, items: Sequence[Occurrence]) -> Mapping[str, set[str]]:
        """For each of some tellings the keys of those that share marks with it at about the same time."""
        asked = [(item, search) for item in items for search in searches(self._at_hand.marked(item))]
        shared: dict[str, set[str]] = {item.key: set() for item in items}
        for (item, _), found in zip(asked, self._state.found([search for _, search in asked]), strict=True):
            own = self._at_hand.marked(item).moment
            for key, moment, weight in found:
                least = wanted(own, moment)
                if key != item.key and least is not None and weight >= least:
                    shared[item.key].add(key)
        return shared

    def _weight(self, item: Occurrence, other: Occurrence) -> float | None:
        """What a pair weighs, to be remembered: it stays the same until one of the two is told or compared anew."""
        return None if item.reports & other.reports else weight_of(self._compared.verdict(item, other))

    def _worth(self, item: Occurrence, other: Occurrence) -> bool:
        return worth_comparing(self._at_hand.marked(item), self._at_hand.marked(other))

    def _bound(self, items: Sequence[Occurrence]) -> Mapping[str, set[str]]:
        """For each of some tellings of one report, the keys of those compared with it whatever they share."""
        copies = self._copies(items[0].claims[0].report)
        return {item.key: {*copies.get(item.type, ()), *self._said_to_be_same(item)} for item in items}

    def _may_be_same(self, item: Occurrence, other: Occurrence) -> bool:
        if item.reports & other.reports:  # what one report tells was put together before, but what is of two types
            ruling = self._evidence.decided.between(item.claims, other.claims)
            return ruling is not None and ruling.same
        verdict = self._compared.verdict(item, other)
        return verdict.same or verdict.open

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
        return self._at_hand.items(keys)

    def alone(self, claims: Sequence[str]) -> list[Occurrence]:
        """Each of these claims as if its report told no more of it: as those of one report are compared."""
        found = self._state.claims(claims)
        items: list[Occurrence] = []
        for id in claims:
            report = found[id].report
            own = tuple(self._again.told(report, [found[id]]))
            items.append(occurrence(own, {report: self._again.published(report)}, self._evidence.words))
        return items

    def verdict(self, one: Occurrence, other: Occurrence) -> Verdict:
        """What comparing two gives, whether or not they were worth comparing."""
        return compare(*((one, other) if one.key < other.key else (other, one)), self._evidence)

    def near(self, item: Occurrence) -> list[str]:
        """Keys of the tellings of other reports that one was compared with."""
        keys = sorted(self._sharing([item])[item.key] | self._bound([item])[item.key])
        items = self._at_hand.items(keys)
        return [key for key in keys if not item.reports & items[key].reports]

    def fit(self, one: Occurrence, others: Sequence[Occurrence]) -> Fit:
        """How well the report of a telling of which only the weekday is known fits the dated ones of a happening."""
        return fit([one], others, self._evidence)

    def rarest_shared(self, one: Occurrence, other: Occurrence, most: int = 5) -> list[str]:
        """The words that both tell it in, the rarest first."""
        words = self._evidence.words
        return sorted(one.words.kept & other.words.kept, key=lambda word: (-words(word), word))[:most]

    def copied(self, one: Occurrence, other: Occurrence) -> bool:
        """Whether the two are of reports that share their text."""
        left, right = ({self._state.lineage(report) for report in item.reports} for item in (one, other))
        return not one.reports & other.reports and bool(left & right - {None})

    # ---- events

    def remade(self) -> Iterator[Sequence[Remade]]:
        """Every group that changed, with its events, a part of them at a time; what was one event is in one part."""
        ruled = self._state.keys_of(self._evidence.decided.ruled)
        holding = Holding(self._state, self._at_hand.items, self._compared.verdict, frozenset(ruled))
        groups = holding.groups(may_be_regrouped(self._touched, self._state))
        group_of = {key: group for group in groups for key in group.keys}
        together, self._parted = held_together(groups, self._parted, self._state), []
        remaking = Remaking(
            self._state, self._evidence, self._compared.verdict, self._again, self._fresh | self._regrouped
        )
        self._touched, self._fresh, self._regrouped = set(), set(), set()
        for part in in_parts(connected(together), AT_ONCE):
            own = {group.keys[0]: group for key in part if (group := group_of.get(key))}
            known = self._at_hand.get([key for group in own.values() for key in group.keys])
            yield remaking.remade([own[first] for first in sorted(own)], known)
