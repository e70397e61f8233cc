"""The links around some tellings, with what they weigh, looked up some at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from whimbrel.merge.state import Link, MergeState


class LinksAround:
    """What is known of the links of the tellings that were met, and of those that these are linked to."""

    def __init__(self, state: MergeState) -> None:
        self._state = state
        self._ends: dict[str, set[str]] = {}
        self._weights: dict[Link, float] = {}
        self._unweighed: set[Link] = set()
        self._learned: dict[Link, float] = {}
        self._looked_up: set[str] = set()  # the smaller keys of pairs that are not linked
        self._of_several: dict[str, bool] = {}
        self._to_be_seen: set[str] = set()

    def meet(self, keys: Collection[str]) -> None:
        """Looks up the links of some tellings, and those of their ends: whether a link holds depends on these."""
        ends = self._look_up(keys)
        met = {*keys, *ends, *self._look_up(ends)}
        if fresh := met - self._of_several.keys():
            several = self._state.of_several(sorted(fresh))
            self._of_several.update((key, key in several) for key in fresh)
            self._to_be_seen |= {*several, *self._look_up(several)}
        self._to_be_seen |= {end for pair in self._unweighed if not met.isdisjoint(pair) for end in pair}

    def to_be_seen(self) -> Collection[str]:
        """The tellings that must be looked at themselves: of several days, or with links that nobody weighed yet."""
        found, self._to_be_seen = self._to_be_seen, set()
        return found

    def ends(self, key: str) -> Collection[str]:
        """What a telling that was met, or is linked to one that was, is linked to."""
        return self._ends[key]

    def of_several(self, key: str) -> bool:
        """Whether a telling may be of any of a few listed days."""
        return self._of_several[key]

    def weight(self, pair: Link) -> float | None:
        """What a pair weighs; None where nobody weighed it yet."""
        return self._weights.get(pair)

    def remember(self, pair: Link, weight: float) -> None:
        """A pair weighs this much."""
        self._weights[pair] = weight
        if pair not in self._unweighed:
            self._learned[pair] = weight

    def lacking(self, pairs: Iterable[Link]) -> set[Link]:
        """The pairs that nobody weighed yet, once it was looked up what is kept of them."""
        wanted = {pair for pair in pairs if pair not in self._weights}
        if lows := {low for low, _ in wanted} - self._looked_up:
            self._looked_up |= lows
            self._weights.update(self._state.weights(sorted(lows)))
        return wanted - self._weights.keys()

    def keep(self) -> None:
        """Has it kept what pairs weigh that are not linked and that were weighed since."""
        if self._learned:
            self._state.put_weights(self._learned)
            self._learned = {}

    def _look_up(self, keys: Iterable[str]) -> set[str]:
        """What is linked to some tellings."""
        asked = set(keys)
        lacking = sorted(asked - self._ends.keys())
        self._ends.update((key, set()) for key in lacking)
        wanted = set(lacking)
        for link, weight in (self._state.links_of(lacking) if lacking else {}).items():
            low, high = link
            if low in wanted:
                self._ends[low].add(high)
            if high in wanted:
                self._ends[high].add(low)
            if weight is None:
                self._unweighed.add(link)
            else:
                self._weights[link] = weight
        return set().union(*(self._ends[key] for key in asked))
