"""Which links hold: those that what is nearest to both ends does not speak against.

A chain of links may run through a whole war: this raid is like that one, and that one like the next. What is clustered
together must be less, or the work for one more report grows with the chronicle. So a link between two tellings holds
only where the one, taken together with the nearest of all that are linked to it as closely or more, still has more in
common with the other than not, and the same the other way round. That is what average linkage (`cluster`) would ask
once the nearest were joined. Here it is asked of each link by itself: it depends on what is near the two, and on
nothing else.

What people decided is not asked: a link of a telling that a decision touches holds. So does one that rests on a weekday
alone (`weekday_alone`), which all that is known of a happening must settle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from whimbrel.merge.decided import Decided
from whimbrel.merge.groups import connected
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import WORST, Brief, weight_of
from whimbrel.merge.several_days import left_open, may_be_of_several

ASKED = 8  # of the nearest of a telling; a hundred copies of one text say no more than a few of them
AT_ONCE = 200  # tellings from which is looked outwards before what was learned is let go
Link = tuple[str, str]  # of keys, the smaller first
LinksOf = Callable[[Sequence[str]], Iterable[Link]]
ItemsOf = Callable[[Sequence[str]], Mapping[str, Occurrence]]


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings that links hold together, by key and in order; the links that hold, with what they weigh; and which of
    the tellings may be of several days and are like happenings of more than one (`several_days`)."""

    keys: tuple[str, ...]
    links: Mapping[Link, float] = field(default_factory=dict)
    of_several: frozenset[str] = frozenset()


class Holding:
    """The links around some tellings, and which of them hold.

    `links_of` gives the links that have one of some keys at either end, `items_of` the tellings of some keys, `briefly`
    the verdict on a pair, `known` what some links weigh.
    """

    def __init__(
        self, links_of: LinksOf, items_of: ItemsOf, briefly: Brief, decided: Decided, known: Mapping[Link, float]
    ) -> None:
        self._links_of = links_of
        self._items_of = items_of
        self._briefly = briefly
        self._decided = decided
        self._known = known
        self._forget()

    def groups(self, starts: Sequence[str]) -> list[Group]:
        """The groups that hold one of these keys, each once, in the order in which they are come upon."""
        found: list[Group] = []
        done: set[str] = set()
        waiting = sorted(starts)
        for at in range(0, len(waiting), AT_ONCE):
            held = self._outwards([key for key in waiting[at : at + AT_ONCE] if key not in done])
            done |= held.keys()
            found += [self._group(keys, held) for keys in connected(held)]
            self._forget()
        return found

    def _forget(self) -> None:
        self._links: dict[str, set[str]] = {}
        self._items: dict[str, Occurrence] = {}
        self._weights: dict[Link, float] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._asked: dict[str, list[tuple[float, str]]] = {}
        self._held: dict[Link, bool] = {}
        self._left: dict[str, frozenset[str]] = {}

    def _group(self, keys: Sequence[str], held: Mapping[str, set[str]]) -> Group:
        links = {(low, high): self._between(low, high) for low in keys for high in sorted(held[low]) if low < high}
        return Group(tuple(keys), links, frozenset(key for key in keys if held[key] and self._left_open(key)))

    def _outwards(self, starts: Sequence[str]) -> dict[str, set[str]]:
        """For the keys of whole groups, those that they are held to."""
        held: dict[str, set[str]] = {}
        fresh = list(starts)
        while fresh:
            self._meet(fresh)
            for key in fresh:
                held[key] = {other for other in sorted(self._links[key]) if self._holds(key, other)}
            fresh = sorted(set().union(*(held[key] for key in fresh)) - held.keys())
        return held

    # ---- what is near

    def _meet(self, keys: Sequence[str]) -> None:
        """Looks up together what is asked about the links of some tellings."""
        ends = self._look_up_links(keys)
        self._look_up_items({*ends, *self._look_up_links(ends)})  # what has no links is at no end of one
        several = sorted(key for key, item in self._items.items() if key not in self._links and may_be_of_several(item))
        self._look_up_items(self._look_up_links(several))

    def _look_up_links(self, keys: Iterable[str]) -> set[str]:
        """What is linked to some tellings."""
        asked = set(keys)
        lacking = sorted(asked - self._links.keys())
        self._links.update((key, set()) for key in lacking)
        wanted = set(lacking)
        for low, high in self._links_of(lacking) if lacking else ():
            if low in wanted:
                self._links[low].add(high)
            if high in wanted:
                self._links[high].add(low)
        return set().union(*(self._links[key] for key in asked))

    def _look_up_items(self, keys: Iterable[str]) -> None:
        if lacking := sorted(set(keys) - self._items.keys()):
            self._items.update(self._items_of(lacking))

    def _nearest(self, key: str) -> Mapping[str, float]:
        """What a telling may be joined to, with its weight."""
        found = self._near.get(key)
        if found is None:
            mine = self._left_open(key)
            found = self._near[key] = {
                other: weight
                for other in sorted(self._links[key])
                if (weight := self._between(key, other)) > 0 and other not in mine and key not in self._left_open(other)
            }
        return found

    def _left_open(self, key: str) -> frozenset[str]:
        """What a telling that may be of several days is joined to none of."""
        if not may_be_of_several(self._items[key]):
            return frozenset()
        found = self._left.get(key)
        if found is None:
            like = [self._items[other] for other in sorted(self._links[key]) if self._between(key, other) > 0]
            found = self._left[key] = frozenset(left_open(self._items[key], like))
        return found

    def _between(self, one: str, other: str) -> float:
        pair = (one, other) if one < other else (other, one)
        found = self._weights.get(pair)
        if found is None and (found := self._known.get(pair)) is None:
            verdict = self._briefly(self._items[pair[0]], self._items[pair[1]])
            found = self._weights[pair] = weight_of(verdict)
        return found

    # ---- what holds

    def _holds(self, one: str, other: str) -> bool:
        pair = (one, other) if one < other else (other, one)
        found = self._held.get(pair)
        if found is None:
            found = self._held[pair] = self._is_to_hold(*pair)
        return found

    def _is_to_hold(self, one: str, other: str) -> bool:
        if self._between(one, other) == 0 or self._is_decided(one) or self._is_decided(other):
            return True
        return other in self._nearest(one) and self._speak_for(one, other) and self._speak_for(other, one)

    def _speak_for(self, one: str, other: str) -> bool:
        """Whether a telling, and the nearest of those that are linked to it as closely as `other` is or more, fit that
        one together. What is forbidden counts as the worst pair that is not."""
        own = total = self._between(one, other)
        for weight, key in self._asked_of(one):
            if weight < own:
                break
            if key != other:
                total += max(WORST, self._between(key, other))
        return total > 0

    def _asked_of(self, key: str) -> list[tuple[float, str]]:
        """The nearest of a telling, nearest first, with their weights; but those that a decision touches."""
        found = self._asked.get(key)
        if found is None:
            near = ((weight, other) for other, weight in self._nearest(key).items() if not self._is_decided(other))
            found = self._asked[key] = nsmallest(ASKED, near, key=lambda one: (-one[0], one[1]))
        return found

    def _is_decided(self, key: str) -> bool:
        return self._decided.touches(claim.id for claim in self._items[key].claims)
