"""Reports grouped by story: each likeness measured against how alike the reports around it are, then average linkage.

In a crowded field (a war, an election) reports of different stories are as alike as reports of one are elsewhere. So a
likeness is divided by how alike each side is to its own nearest, as in self-tuning clustering (Zelnik-Manor and Perona
2004, "Self-tuning spectral clustering"). The groups depend on the set of reports alone, in any order.

Only reports that share a telling word are looked at together; of a word that very many share, the others must speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush, nlargest
from math import sqrt

from whimbrel.merge.story import Gist, likeness
from whimbrel.merge.weights import StoryWeights, shipped_story_weights

TELLING = 12  # of a report's weightiest words, by which others are met
Row = dict[str, float]


def stories(gists: Mapping[str, Gist], weights: StoryWeights | None = None) -> dict[str, str]:
    """Report id → the smallest report id of its story."""
    weights = weights or shipped_story_weights()
    measured = _measured(_likenesses(gists, weights), weights)
    groups = _joined(measured, weights.one_story)
    return {report: min(group) for group in groups for report in group}


def _likenesses(gists: Mapping[str, Gist], weights: StoryWeights) -> dict[str, Row]:
    """How alike the pairs are that meet in a telling word."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for report in sorted(gists):
        for word in telling_words(gists[report]):
            by_word[word].append(report)
    found: dict[str, Row] = {report: {} for report in sorted(gists)}
    for report, row in found.items():
        met = {other for word in telling_words(gists[report]) for other in by_word[word] if other > report}
        for other in sorted(met):
            value = likeness(gists[report], gists[other], weights).value
            if value > 0:
                row[other] = found[other][report] = value
    return found


def telling_words(own: Gist) -> list[str]:
    """The weightiest words of a report, by which others of its story are met."""
    return sorted(own.words, key=lambda word: (-own.words[word], word))[:TELLING]


def _measured(alike: Mapping[str, Row], weights: StoryWeights) -> dict[str, Row]:
    """Each likeness against the mean of both sides' best."""
    around = {
        report: max(weights.quiet, sum(nlargest(weights.neighbours, row.values())) / weights.neighbours)
        for report, row in alike.items()
    }
    return {
        report: {other: value / sqrt(around[report] * around[other]) for other, value in row.items()}
        for report, row in alike.items()
    }


def _joined(near: Mapping[str, Row], least: float) -> Iterable[list[str]]:
    """Average linkage: the two groups with the highest mean are joined as long as it is `least` or more."""
    members = {report: [report] for report in near}
    sums = {report: dict(row) for report, row in near.items()}
    heap = [(-value, a, b, 1, 1) for a, row in near.items() for b, value in row.items() if a < b and value >= least]
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
        for other in sums[a]:
            mean = sums[a][other] / (len(members[a]) * len(members[other]))
            if mean >= least:
                low, high = sorted((a, other))
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return members.values()
