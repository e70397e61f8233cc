"""From pairs to clusters: best links first, and no link that any two members contradict.

Average linkage with cannot-link constraints. The outcome depends on the set of occurrences alone: ties are broken by
their order, which is that of their keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whimbrel.merge.blocks import candidate_pairs
from whimbrel.merge.compare import NOT_KNOWN, Evidence, compare
from whimbrel.merge.occurrence import Occurrence

WORST = -4.0  # one bad pair weighs no more than this in the average
NEVER = float("-inf")


def cluster(
    items: Iterable[Occurrence], evidence: Evidence, *, all_pairs: bool = False
) -> list[tuple[Occurrence, ...]]:
    """Group occurrences that are one happening. `all_pairs` compares without blocking."""
    ordered = sorted(items, key=lambda item: item.key)
    weighed: dict[tuple[int, int], float] = {}
    links: list[tuple[float, int, int]] = []
    for i, j in candidate_pairs(ordered, evidence, all_pairs=all_pairs):
        verdict = compare(ordered[i], ordered[j], evidence)
        if verdict.same:
            links.append((-verdict.score.value, i, j))
            weighed[i, j] = verdict.score.value
    links.sort()

    def weight(i: int, j: int) -> float:
        pair = (i, j) if i < j else (j, i)
        if pair not in weighed:
            weighed[pair] = _weight(ordered[i], ordered[j], evidence)
        return weighed[pair]

    home = list(range(len(ordered)))
    members: dict[int, list[int]] = {i: [i] for i in range(len(ordered))}
    for _, i, j in links:
        low, high = sorted((home[i], home[j]))
        if low == high or not _together(members[low], members[high], weight):
            continue
        members[low] += members.pop(high)
        for k in members[low]:
            home[k] = low
    return [tuple(ordered[k] for k in sorted(group)) for _, group in sorted(members.items())]


def _weight(a: Occurrence, b: Occurrence, evidence: Evidence) -> float:
    """What a pair adds to the average: NEVER where it is forbidden, nothing where only dates are wanting."""
    verdict = compare(a, b, evidence)
    if verdict.forbidden:
        return 0.0 if verdict.forbidden == NOT_KNOWN else NEVER
    return max(WORST, verdict.score.value)


def _together(left: list[int], right: list[int], weight: Callable[[int, int], float]) -> bool:
    """Whether two clusters may become one: nothing forbidden between any members, and on average for it."""
    total = 0.0
    for i in left:
        for j in right:
            found = weight(i, j)
            if found == NEVER:
                return False
            total += found
    return total > 0
