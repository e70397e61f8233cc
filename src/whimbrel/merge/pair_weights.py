"""What each pair of tellings adds to the sum over a cluster, weighed when it is first asked for.

Of a large group few pairs ever matter: those that may begin a joining, and those between clusters that one of these
brings together. The rest, nearly all, is never weighed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Self

from whimbrel.merge.compare import Evidence, Verdict, compare
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.timing import OPEN

WORST = -4.0  # one bad pair weighs no more than this in the mean
NEVER = float("-inf")
Pair = tuple[int, int]
Brief = Callable[[Occurrence, Occurrence], Verdict]  # `compare`, briefly


class PairWeights:
    """The weights between some tellings, by their places in the order of their keys: NEVER where a pair is forbidden,
    nothing where only dates are wanting.

    `links` are the pairs of keys that may join, besides those of one report, with what they weigh; without them any two
    may. What two weigh that may not join counts where others join their clusters.
    """

    def __init__(
        self,
        ordered: Sequence[Occurrence],
        evidence: Evidence,
        links: Mapping[tuple[str, str], float] | None = None,
        briefly: Brief | None = None,
    ) -> None:
        self._ordered = ordered
        self._verdict = briefly or (lambda a, b: compare(a, b, evidence, brief=True))
        self._known: list[dict[int, float]] = [{} for _ in ordered]
        self.near: list[set[int]] = [set() for _ in ordered]
        """For each telling those that it may join: of the pairs that may, those that weigh more than nought."""
        for i, k, weight in self._may_join(links):
            self.put(i, k, self.between(i, k) if weight is None else weight)

    def __len__(self) -> int:
        return len(self._ordered)

    def between(self, i: int, k: int) -> float:
        """The weight between two tellings. The same in either direction."""
        found = self._known[i].get(k)
        if found is None:
            found = self._known[i][k] = self._known[k][i] = self._weigh(i, k)
        return found

    def put(self, i: int, k: int, value: float) -> None:
        """From now on the two weigh this much; above nought they may join."""
        self._known[i][k] = self._known[k][i] = value
        for one, other in ((i, k), (k, i)):
            if value > 0:
                self.near[one].add(other)
            else:
                self.near[one].discard(other)

    def total(self, left: Iterable[int], right: Sequence[int]) -> float:
        """The sum over all pairs of two sides, NEVER as soon as one of them is forbidden."""
        found = 0.0
        for i in left:
            for k in right:
                value = self.between(i, k)
                if value == NEVER:
                    return NEVER
                found += value
        return found

    def copy(self) -> Self:
        """Weights as they are now, which later changes leave alone."""
        other = object.__new__(type(self))
        other._ordered, other._verdict = self._ordered, self._verdict
        other._known = [dict(row) for row in self._known]
        other.near = [set(row) for row in self.near]
        return other

    def _weigh(self, i: int, k: int) -> float:
        low, high = (i, k) if i < k else (k, i)
        return weight_of(self._verdict(self._ordered[low], self._ordered[high]))

    def _may_join(self, links: Mapping[tuple[str, str], float] | None) -> Iterator[tuple[int, int, float | None]]:
        """The pairs that may join, in order, with what they weigh where that is known."""
        if links is None:
            yield from ((i, k, None) for i, k in combinations(range(len(self._ordered)), 2))
            return
        at = {item.key: n for n, item in enumerate(self._ordered)}
        of_report: dict[str, list[int]] = defaultdict(list)
        for n, item in enumerate(self._ordered):
            for report in item.reports:
                of_report[report].append(n)
        known: dict[Pair, float | None] = {(at[low], at[high]): weight for (low, high), weight in links.items()}
        for own in of_report.values():
            known |= {pair: None for pair in combinations(own, 2) if pair not in known}
        yield from ((i, k, known[i, k]) for i, k in sorted(known))


def weight_of(verdict: Verdict) -> float:
    """What a pair with this verdict weighs."""
    if verdict.forbidden:
        return 0.0 if verdict.forbidden in OPEN else NEVER
    return max(WORST, verdict.score.value)
