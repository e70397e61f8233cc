"""What each pair of tellings adds to the sum over a cluster, weighed when it is first asked for.

Of a large group few pairs ever matter: those that may begin a joining, and those between clusters that one of these
brings together. The rest, nearly all, is never weighed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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

    `links` are the pairs of keys that may join, besides those of one report; without them any two may. What two
    weigh that may not join counts where others join their clusters.
    """

    def __init__(
        self,
        ordered: Sequence[Occurrence],
        evidence: Evidence,
        links: Iterable[tuple[str, str]] | None = None,
        briefly: Brief | None = None,
    ) -> None:
        self._ordered = ordered
        self._verdict = briefly or (lambda a, b: compare(a, b, evidence, brief=True))
        self._known: list[dict[int, float]] = [{} for _ in ordered]
        self.near: list[set[int]] = [set() for _ in ordered]
        """For each telling those that it may join: of the pairs that may, those that weigh more than nought."""
        for i, k in sorted(self._pairs(links)):
            self.put(i, k, self.between(i, k))

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
        verdict = self._verdict(self._ordered[low], self._ordered[high])
        if verdict.forbidden:
            return 0.0 if verdict.forbidden in OPEN else NEVER
        return max(WORST, verdict.score.value)

    def _pairs(self, links: Iterable[tuple[str, str]] | None) -> set[Pair]:
        if links is None:
            return set(combinations(range(len(self._ordered)), 2))
        at = {item.key: n for n, item in enumerate(self._ordered)}
        of_report: dict[str, list[int]] = defaultdict(list)
        for n, item in enumerate(self._ordered):
            for report in item.reports:
                of_report[report].append(n)
        within = {pair for own in of_report.values() for pair in combinations(own, 2)}
        return within | {(at[low], at[high]) for low, high in links}
