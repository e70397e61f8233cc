"""Copies: reports that repeat each other's sentences. Broder's resemblance over word shingles, one permutation bin each.

A. Broder (1997), "On the resemblance and containment of documents"; densified one-permutation hashing is not needed at
this size: 128 bins over a few hundred shingles leave few empty, and empty bins are left out of the estimate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

WORD = re.compile(r"\w+")
SHINGLE = 6
BINS = 128
COPY = 0.55  # share of equal bins from which two reports count as copies


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest shingle hash in each bin, -1 for an empty bin."""

    bins: tuple[int, ...]


def shingles(text: str) -> set[int]:
    """Hashes of all runs of six words, case and punctuation aside."""
    words = [word.lower() for word in WORD.findall(text)]
    return {
        int.from_bytes(blake2b(" ".join(words[i : i + SHINGLE]).encode(), digest_size=8).digest(), "big")
        for i in range(max(1, len(words) - SHINGLE + 1))
        if words
    }


def sketch(text: str) -> Sketch:
    """A fixed-size summary by which resemblance is estimated."""
    bins = [-1] * BINS
    for value in shingles(text):
        place, rest = value % BINS, value // BINS
        if bins[place] < 0 or rest < bins[place]:
            bins[place] = rest
    return Sketch(tuple(bins))


def resemblance(a: Sketch, b: Sketch) -> float:
    """Estimated Jaccard similarity of the two texts' shingles, 0 to 1."""
    used = [(x, y) for x, y in zip(a.bins, b.bins, strict=True) if x >= 0 or y >= 0]
    return sum(x == y for x, y in used) / len(used) if used else 0.0


def lineages(sketches: Iterable[tuple[str, Sketch]]) -> dict[str, str]:
    """Report id → id of its lineage (the smallest report id among its copies). The same for any order of the input.

    Candidates share at least three of their bins; each pair is then verified on the whole sketch.
    """
    ordered = sorted(sketches, key=lambda item: item[0])
    bands: dict[tuple[int, int], list[int]] = {}
    parent = list(range(len(ordered)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (_, own) in enumerate(ordered):
        checked: dict[int, int] = {}
        for place, value in enumerate(own.bins):
            if value < 0:
                continue
            bucket = bands.setdefault((place, value), [])
            for j in bucket[:50]:
                checked[j] = checked.get(j, 0) + 1
            bucket.append(i)
        for j, shared in checked.items():
            if shared >= 3 and resemblance(own, ordered[j][1]) >= COPY:
                low, high = sorted((root(i), root(j)))
                parent[high] = low
    return {report: ordered[root(i)][0] for i, (report, _) in enumerate(ordered)}
