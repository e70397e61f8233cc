"""From pairs to clusters: average linkage under prohibitions, then single tellings go where they fit better.

Nearest clusters are joined first, by the mean over all pairs between them, and never where two members contradict each
other: so one wrong link cannot pull two happenings together. What was joined early and fits elsewhere in the end is
moved, or stands alone, until nothing improves: so the order of joining does not decide. The outcome depends on the set
of occurrences alone: ties are broken by their order, which is that of their keys. At last, tellings of which the
weekday alone is known may join a happening (`weekday_alone`).
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from whimbrel.merge.bound import bind
from whimbrel.merge.compare import Evidence, compare
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.time_overlap import possible_days
from whimbrel.merge.timing import OPEN, one_of_its_days
from whimbrel.merge.weekday_alone import joined_by_weekday

WORST = -4.0  # one bad pair weighs no more than this in the mean
NEVER = float("-inf")
ROUNDS = 20  # of moves; each raises the sum over all pairs, so that they end by themselves
SLIGHT = 1e-9
Table = list[list[float]]


def cluster(items: Iterable[Occurrence], evidence: Evidence) -> list[tuple[Occurrence, ...]]:
    """Group occurrences that are one happening."""
    ordered = sorted(items, key=lambda item: item.key)
    weights = _weigh_all(ordered, evidence)
    bind(weights, ordered, evidence)
    groups = _moved(_joined(weights), weights)
    groups = joined_by_weekday(groups, ordered, lambda i, k: weights[i][k] == NEVER, evidence)
    return [tuple(ordered[k] for k in group) for group in groups]


def _weigh_all(ordered: list[Occurrence], evidence: Evidence) -> Table:
    """What each pair adds: NEVER where it is forbidden, nothing where only dates are wanting."""
    table: Table = [[0.0] * len(ordered) for _ in ordered]
    for j, item in enumerate(ordered):
        for i in range(j):
            verdict = compare(ordered[i], item, evidence)
            value = max(WORST, verdict.score.value)
            if verdict.forbidden:
                value = 0.0 if verdict.forbidden in OPEN else NEVER
            table[i][j] = table[j][i] = value
    for i in range(len(ordered)):
        _leave_open(i, ordered, table)
    return table


def _leave_open(i: int, ordered: list[Occurrence], table: Table) -> None:
    """What may be of several days, and is like happenings of more than one of them, is joined to none of them."""
    if len(possible_days(ordered[i].stated)) < 2:
        return
    like = [j for j in range(len(ordered)) if table[i][j] > 0 and one_of_its_days(ordered[i], ordered[j])]
    if len(frozenset().union(*(possible_days(ordered[j].stated) for j in like))) > 1:
        for j in like:
            table[i][j] = table[j][i] = 0.0


def _joined(weights: Table) -> list[list[int]]:
    """Average linkage: the two clusters with the highest mean are joined as long as it is above nought."""
    sums = [list(row) for row in weights]
    members = {i: [i] for i in range(len(weights))}
    heap = [(-sums[i][j], i, j, 1, 1) for j in members for i in range(j) if sums[i][j] > 0]
    heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heappop(heap)
        if len(members.get(i, ())) != size_i or len(members.get(j, ())) != size_j:
            continue  # either was joined to another since
        members[i] += members.pop(j)
        for k, group in members.items():
            if k == i:
                continue
            sums[i][k] += sums[j][k]
            sums[k][i] = sums[i][k]
            if sums[i][k] > 0:
                low, high = (i, k) if i < k else (k, i)
                mean = sums[i][k] / (len(members[i]) * len(group))
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(members[i]) for i in sorted(members)]


def _moved(groups: list[list[int]], weights: Table) -> list[list[int]]:
    """Each in turn goes to the group that it fits best, or stands alone, as long as that raises the sum over pairs."""
    home = {i: at for at, group in enumerate(groups) for i in group}
    held = [set(group) for group in groups]
    for _ in range(ROUNDS):
        settled = True
        for i in sorted(home):
            fits = [sum(weights[i][k] for k in sorted(group - {i})) for group in held]
            best = max(range(len(held)), key=lambda at: (fits[at], -at))
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
