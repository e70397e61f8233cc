"""Reports grouped by story: each likeness measured against how alike the reports around it are, then average linkage.

In a crowded field (a war, an election) reports of different stories are as alike as reports of one are elsewhere. So a
likeness is divided by how alike each side is to its own nearest, as in self-tuning clustering (Zelnik-Manor and Perona
2004, "Self-tuning spectral clustering"). The groups depend on the set of reports alone, in any order.

Only reports that share a telling word are looked at together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import sqrt

from whimbrel.merge.linkage import average_linkage
from whimbrel.merge.story import Gist, likeness
from whimbrel.merge.weights import StoryWeights, shipped_story_weights

TELLING = 20  # of a report's weightiest words, by which others are met
Row = dict[str, float]


def stories(gists: Mapping[str, Gist], weights: StoryWeights | None = None) -> dict[str, str]:
    """Report id → the smallest report id of its story."""
    weights = weights or shipped_story_weights()
    groups = average_linkage(measured(likenesses(gists, weights), weights), weights.one_story)
    return {report: group[0] for group in groups for report in group}


def likenesses(gists: Mapping[str, Gist], weights: StoryWeights) -> dict[str, Row]:
    """Report id → the reports that it meets in a telling word, and how alike they are."""
    found: dict[str, Row] = {report: {} for report in sorted(gists)}
    for report, others in meeting({report: telling_words(own) for report, own in gists.items()}).items():
        for other in others:
            value = likeness(gists[report], gists[other], weights).value
            if value > 0:
                found[report][other] = found[other][report] = value
    return found


def meeting(marks: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Each key with the greater keys that share one of its marks, in order."""
    by_mark: dict[str, list[str]] = defaultdict(list)
    for key in sorted(marks):
        for mark in marks[key]:
            by_mark[mark].append(key)
    return {key: sorted({other for mark in marks[key] for other in by_mark[mark] if other > key}) for key in marks}


def telling_words(own: Gist) -> list[str]:
    """The weightiest words of a report, by which others of its story are met."""
    return sorted(own.words, key=lambda word: (-own.words[word], word))[:TELLING]


def measured(alike: Mapping[str, Row], weights: StoryWeights) -> dict[str, Row]:
    """Each likeness against the mean of both sides' best; where too few are known for that, against a fixed one."""
    around = {report: _around(list(row.values()), weights) for report, row in alike.items()}
    return {
        report: {other: value / sqrt(around[report] * around[other]) for other, value in row.items()}
        for report, row in alike.items()
    }


def _around(values: list[float], weights: StoryWeights) -> float:
    least = weights.quiet if len(values) >= weights.neighbours else weights.few
    return max(least, sum(nlargest(weights.neighbours, values)) / weights.neighbours)
