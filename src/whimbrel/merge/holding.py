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

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from whimbrel.merge.groups import connected
from whimbrel.merge.links_around import LinksAround
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import WORST, Brief, weight_of
from whimbrel.merge.several_days import left_open
from whimbrel.merge.state import Link, MergeState, link_between

ASKED = 8  # of the nearest of a telling; a hundred copies of one text say no more than a few of them
AT_ONCE = 200  # tellings from which is looked outwards before what was learned is let go
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

    `state` knows the links, `items_of` gives the tellings of some keys, `briefly` the verdict on a pair; `ruled` are
    the keys of those that a decision touches.
    """

    def __init__(self, state: MergeState, items_of: ItemsOf, briefly: Brief, ruled: Collection[str] = ()) -> None:
        self._state = state
        self._items_of = items_of
        self._briefly = briefly
        self._ruled = frozenset(ruled)
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
            self._around.keep()
            self._forget()
        return found

    def _forget(self) -> None:
        self._around = LinksAround(self._state)
        self._items: dict[str, Occurrence] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._asked: dict[str, list[tuple[float, str]]] = {}
        self._held: dict[Link, bool] = {}
        self._spoken: dict[Link, bool] = {}  # the one asked about first
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
                held[key] = {other for other in sorted(self._around.ends(key)) if self._holds(key, other)}
            fresh = sorted(set().union(*(held[key] for key in fresh)) - held.keys())
        return held

    # ---- what is near

    def _meet(self, keys: Sequence[str]) -> None:
        """Looks up together what is asked about the links of some tellings: few of these have to be seen themselves,
        for what links weigh is remembered."""
        self._around.meet(keys)
        self._look_up_items(self._around.to_be_seen())
        links = {link_between(one, other) for one in keys for other in self._around.ends(one)}
        asked = [(low, high) for low, high in sorted(links) if self._is_asked(low, high)]
        self._weigh(asked)
        self._weigh([(high, low) for low, high in asked if self._speak_for(low, high)])

    def _weigh(self, links: Iterable[Link]) -> None:
        """Weighs what tells whether the first telling of each link, and what is near it, fit the other."""
        lacking = self._around.lacking(
            {link_between(key, other) for one, other in links for key in self._asked_about(one, other)}
        )
        self._look_up_items({end for pair in lacking for end in pair})
        for pair in sorted(lacking):
            self._between(*pair)

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
                for other in sorted(self._around.ends(key))
                if (weight := self._between(key, other)) > 0 and other not in mine and key not in self._left_open(other)
            }
        return found

    def _left_open(self, key: str) -> frozenset[str]:
        """What a telling that may be of several days is joined to none of."""
        if not self._around.of_several(key):
            return frozenset()
        found = self._left.get(key)
        if found is None:
            like = [self._item(other) for other in sorted(self._around.ends(key)) if self._between(key, other) > 0]
            found = self._left[key] = frozenset(left_open(self._item(key), like))
        return found

    def _between(self, one: str, other: str) -> float:
        pair = link_between(one, other)
        found = self._around.weight(pair)
        if found is None:
            found = weight_of(self._briefly(self._item(pair[0]), self._item(pair[1])))
            self._around.remember(pair, found)
        return found

    def _item(self, key: str) -> Occurrence:
        if key not in self._items:
            self._look_up_items([key])
        return self._items[key]

    # ---- what holds

    def _holds(self, one: str, other: str) -> bool:
        pair = link_between(one, other)
        found = self._held.get(pair)
        if found is None:
            found = self._held[pair] = self._is_to_hold(*pair)
        return found

    def _is_to_hold(self, one: str, other: str) -> bool:
        if not self._is_asked(one, other):
            return self._holds_anyway(one, other)
        return self._speak_for(one, other) and self._speak_for(other, one)

    def _is_asked(self, one: str, other: str) -> bool:
        """Whether what is near the two tells whether their link holds."""
        return not self._holds_anyway(one, other) and other in self._nearest(one)

    def _holds_anyway(self, one: str, other: str) -> bool:
        return self._between(one, other) == 0 or one in self._ruled or other in self._ruled

    def _speak_for(self, one: str, other: str) -> bool:
        """Whether a telling, and the nearest of those that are linked to it as closely as `other` is or more, fit that
        one together. What is forbidden counts as the worst pair that is not."""
        found = self._spoken.get((one, other))
        if found is None:
            total = self._between(one, other)
            for key in self._asked_about(one, other):
                total += max(WORST, self._between(key, other))
            found = self._spoken[one, other] = total > 0
        return found

    def _asked_about(self, one: str, other: str) -> list[str]:
        """The nearest of a telling, of those that are linked to it as closely as another is or more."""
        own = self._between(one, other)
        return [key for weight, key in self._asked_of(one) if weight >= own and key != other]

    def _asked_of(self, key: str) -> list[tuple[float, str]]:
        """The nearest of a telling, nearest first, with their weights; but those that a decision touches."""
        found = self._asked.get(key)
        if found is None:
            near = ((weight, other) for other, weight in self._nearest(key).items() if other not in self._ruled)
            found = self._asked[key] = nsmallest(ASKED, near, key=lambda one: (-one[0], one[1]))
        return found
