"""Average linkage over a few pairs: pairs that are not given count nought. For groups that nothing forbids."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

Row = Mapping[str, float]


def average_linkage(near: Mapping[str, Row], least: float) -> list[list[str]]:
    """Groups of keys: the two with the highest mean over all pairs are joined as long as it is `least` or more.

    `near` holds each pair both ways, and every key. `least` is above nought. Ties are broken by key, so that the
    outcome depends on the pairs alone. Groups are named by their smallest key.
    """
    members = {key: [key] for key in sorted(near)}
    sums = {key: dict(near[key]) for key in members}
    heap = [(-value, a, b, 1, 1) for a in members for b, value in sums[a].items() if a < b and value >= least]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue  # either was joined to another since
        members[a] += members.pop(b)
        gone = sums.pop(b)
        del sums[a][b], gone[a]
        for other, value in gone.items():
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
            del sums[other][b]
        for other, value in sums[a].items():
            mean = value / (len(members[a]) * len(members[other]))
            if mean >= least:
                low, high = sorted((a, other))
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(group) for _, group in sorted(members.items())]
