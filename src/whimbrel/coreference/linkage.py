"""Average linkage: the two clusters with the highest mean likeness are joined first, and so on.

Source: Sokal and Michener 1958 (UPGMA). Ties go to the earlier members, so that the order of the input decides nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whimbrel.coreference.bags import Table


def average_linkage(likeness: Table, threshold: float) -> list[list[int]]:
    """Clusters of rows, joined as long as the mean likeness between two is above the threshold."""
    members = {i: [i] for i in range(len(likeness))}
    for height, kept, gone in _joins(likeness):
        if height <= threshold:
            break
        members[kept] += members.pop(gone)
    return [sorted(members[i]) for i in sorted(members)]


def _joins(likeness: Table) -> Iterator[tuple[float, int, int]]:
    """Every join, the highest first: its height, and the first members of the two clusters, the smaller first."""
    mean: NDArray[np.float64] = likeness.astype(np.float64)
    np.fill_diagonal(mean, -np.inf)
    sizes = np.ones(len(mean))
    best, partner = (mean.max(axis=1), mean.argmax(axis=1)) if len(mean) else (sizes, sizes.astype(np.intp))
    for _ in range(len(mean) - 1):
        i = int(best.argmax())
        j = int(partner[i])
        i, j = min(i, j), max(i, j)
        yield float(mean[i, j]), i, j
        joined = (mean[i] * sizes[i] + mean[j] * sizes[j]) / (sizes[i] + sizes[j])
        mean[i], mean[:, i] = joined, joined
        mean[j], mean[:, j] = -np.inf, -np.inf
        mean[i, i] = -np.inf
        sizes[i] += sizes[j]
        stale = np.flatnonzero((partner == i) | (partner == j) | (joined >= best))
        best[stale], partner[stale] = mean[stale].max(axis=1), mean[stale].argmax(axis=1)
        best[i], partner[i] = mean[i].max(), mean[i].argmax()
        best[j] = -np.inf
