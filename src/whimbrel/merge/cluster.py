"""From pairs to clusters: average linkage under prohibitions, then single tellings go where they fit better.

Nearest clusters are joined first, by the mean over all pairs between them, and never where two members contradict each
other: so one wrong link cannot pull two happenings together. What was joined early and fits elsewhere in the end is
moved, or stands alone, until nothing improves: so the order of joining does not decide. The outcome depends on the set
of occurrences and the links between them alone: ties are broken by their order, which is that of their keys. At last,
tellings of which the weekday alone is known may join a happening (`weekday_alone`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush

from whimbrel.merge.bound import bind
from whimbrel.merge.compare import Evidence
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import NEVER, Brief, PairWeights
from whimbrel.merge.several_days import left_open, may_be_of_several
from whimbrel.merge.timing import one_of_its_days
from whimbrel.merge.weekday_alone import joined_by_weekday

ROUNDS = 20  # of moves; each raises the sum over all pairs, so that they end by themselves
SLIGHT = 1e-9


def cluster(
    items: Iterable[Occurrence],
    evidence: Evidence,
    links: Mapping[tuple[str, str], float] | None = None,
    briefly: Brief | None = None,
    of_several: Collection[str] = (),
) -> list[tuple[Occurrence, ...]]:
    """Group occurrences that are one happening.

    `links` are the pairs of keys that may join, with what they weigh: clusters that none of them connects are not
    joined, unless they tell of one report. Without them all pairs are looked at. `briefly` gives verdicts where some
    are known. `of_several` are the keys of those that are known to be like happenings of several of the days that they
    may be of.
    """
    ordered = sorted(items, key=lambda item: item.key)
    if len(ordered) < 2:
        return [tuple(ordered)] if ordered else []
    weights = PairWeights(ordered, evidence, links, briefly)
    for i in range(len(ordered)):
        _leave_open(i, ordered, weights, known=ordered[i].key in of_several)
    bind(weights, ordered, evidence)
    groups = _moved(_joined(weights), weights)
    groups = joined_by_weekday(groups, ordered, lambda i, k: weights.between(i, k) == NEVER, evidence)
    return [tuple(ordered[k] for k in group) for group in groups]


def _leave_open(i: int, ordered: list[Occurrence], weights: PairWeights, *, known: bool) -> None:
    """What may be of several days, and is like happenings of more than one of them, is joined to none of them."""
    if not may_be_of_several(ordered[i]):
        return
    if known:
        like = [j for j in range(len(ordered)) if one_of_its_days(ordered[i], ordered[j]) and weights.between(i, j) > 0]
    else:
        near = sorted(weights.near[i])
        left = set(left_open(ordered[i], [ordered[j] for j in near]))
        like = [j for j in near if ordered[j].key in left]
    for j in like:
        weights.put(i, j, 0.0)


def _joined(weights: PairWeights) -> list[list[int]]:
    """Average linkage: the two clusters with the highest mean are joined as long as it is above nought.

    Two clusters are looked at once any two of their members may join.
    """
    members = {i: [i] for i in range(len(weights))}
    sums = {i: {k: weights.between(i, k) for k in weights.near[i]} for i in members}
    heap = [(-value, i, k, 1, 1) for i, row in sums.items() for k, value in row.items() if i < k]
    heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heappop(heap)
        if len(members.get(i, ())) != size_i or len(members.get(j, ())) != size_j:
            continue  # either was joined to another since
        own, gone = sums[i], sums.pop(j)
        del own[j], gone[i]
        for k in sorted(own.keys() | gone.keys()):
            sums[k].pop(j, None)
            own[k] = sums[k][i] = _added(own.get(k), members[i], gone.get(k), members[j], members[k], weights)
        members[i] += members.pop(j)
        for k, value in own.items():
            if value > 0:
                low, high = (i, k) if i < k else (k, i)
                mean = value / (len(members[i]) * len(members[k]))
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(members[i]) for i in sorted(members)]


def _added(
    first: float | None, one: list[int], second: float | None, other: list[int], to: list[int], weights: PairWeights
) -> float:
    """The sum over the pairs between two clusters, now one, and a third, of which one sum is known or both."""
    if NEVER in (first, second):
        return NEVER
    if first is None:
        first = weights.total(one, to)
    if second is None and first != NEVER:
        second = weights.total(other, to)
    return first + (second or 0.0)


def _moved(groups: list[list[int]], weights: PairWeights) -> list[list[int]]:
    """Each in turn goes to the group that it fits best, or stands alone, as long as that raises the sum over pairs."""
    home = {i: at for at, group in enumerate(groups) for i in group}
    held = [set(group) for group in groups]
    for _ in range(ROUNDS):
        settled = True
        for i in sorted(home):
            around = {home[k] for k in weights.near[i]} | {home[i]}  # no other can raise the sum
            fits = {at: weights.total([i], sorted(held[at] - {i})) for at in around}
            best = max(fits, key=lambda at: (fits[at], -at))
            if fits[best] > max(fits[home[i]], 0.0) + SLIGHT:
                target = best
            elif fits[home[i]] < 0 and len(held[home[i]]) > 1:
                held.append(set())
                target = len(held) - 1
            else:
                continue
            held[home[i]].remove(i)
            held[target].add(i)
            home[i] = target
            settled = False
        if settled:
            break
    return sorted(sorted(group) for group in held if group)
