"""Copies: reports that repeat each other's sentences. Broder's resemblance over word shingles, one permutation's bins.

A. Broder (1997), "On the resemblance and containment of documents"; densified one-permutation hashing is not needed at
this size: 128 bins over a few hundred shingles leave few empty, and empty bins are left out of the estimate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from struct import unpack

WORD = re.compile(r"\w+")
SHINGLE = 6
BINS = 128
RANGE = 2**64 // BINS  # hashes in a bin lie below this
COPY = 0.55  # share of equal bins from which two reports count as copies
LEAST = 0.12  # below this likeness an excerpt cannot be told from a shared notice
EXCERPT = 0.8  # share of the shorter text that must be in the longer
LONG_ENOUGH = 60  # shingles; shorter texts are no excerpts but quotes
CROWD = 40  # so many reports with one value are compared all with all


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest shingle hash in each bin, -1 for an empty bin."""

    bins: tuple[int, ...]


def shingles(text: str) -> set[int]:
    """Hashes of all runs of six words, case and punctuation aside."""
    words = WORD.findall(text.lower()) if text.isascii() else [word.lower() for word in WORD.findall(text)]
    written = [word.encode() for word in words]
    ends = list(accumulate(len(word) + 1 for word in written))  # of each word and the blank after it
    whole = b" ".join(written)
    runs = zip([0, *ends], ends[SHINGLE - 1 :] or ends[-1:], strict=False)
    digests = [blake2b(whole[start : end - 1], digest_size=8).digest() for start, end in runs]
    return set(unpack(f">{len(digests)}Q", b"".join(digests)))


def sketch(text: str) -> Sketch:
    """A fixed-size summary by which resemblance is estimated."""
    bins = [-1] * BINS
    for value in sorted(shingles(text), reverse=True):  # the smallest of a bin comes last
        bins[value % BINS] = value // BINS
    return Sketch(tuple(bins))


def resemblance(a: Sketch, b: Sketch) -> float:
    """Estimated Jaccard similarity of the two texts' shingles, 0 to 1."""
    used = [(x, y) for x, y in zip(a.bins, b.bins, strict=True) if x >= 0 or y >= 0]
    return sum(x == y for x, y in used) / len(used) if used else 0.0


def extent(own: Sketch) -> float:
    """Estimated number of different shingles: the more there are, the smaller the smallest hash of a bin."""
    mean = sum(value if value >= 0 else RANGE for value in own.bins) / BINS
    return BINS * (RANGE / max(mean, 1.0) - 1.0)


def contained(a: Sketch, b: Sketch) -> float:
    """Estimated share of the first text that is in the second."""
    alike = resemblance(a, b)
    return min(1.0, alike * (extent(a) + extent(b)) / ((1.0 + alike) * max(extent(a), 1.0)))


def copies(a: Sketch, b: Sketch) -> bool:
    """Whether one repeats the other: nearly the whole of both, or nearly the whole of the shorter."""
    alike = resemblance(a, b)
    if alike >= COPY or alike < LEAST:
        return alike >= COPY
    sizes = extent(a), extent(b)
    inside = alike * sum(sizes) / ((1.0 + alike) * max(min(sizes), 1.0))
    return inside >= EXCERPT and min(sizes) >= LONG_ENOUGH


def lineages(sketches: Iterable[tuple[str, Sketch]]) -> dict[str, str]:
    """Report id → id of its lineage (the smallest report id among its copies). The same for any order of the input.

    Bin by bin, reports with an equal value are candidates, verified on the whole sketch. A value that very many share
    is a notice or a header; there only neighbours are compared, so that the cost grows with the number of reports.
    """
    ordered = sorted(sketches, key=lambda item: item[0])
    parent = list(range(len(ordered)))
    refused: set[tuple[int, int]] = set()

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for place in range(BINS):
        for i, j in _sharing(place, ordered):
            if (i, j) in refused or root(i) == root(j):
                continue
            if copies(ordered[i][1], ordered[j][1]):
                low, high = sorted((root(i), root(j)))
                parent[high] = low
            else:
                refused.add((i, j))
    return {report: ordered[root(i)][0] for i, (report, _) in enumerate(ordered)}


def _sharing(place: int, ordered: list[tuple[str, Sketch]]) -> Iterator[tuple[int, int]]:
    """Pairs with the same value in one bin."""
    buckets: dict[int, list[int]] = {}
    for i, (_, own) in enumerate(ordered):
        if own.bins[place] >= 0:
            buckets.setdefault(own.bins[place], []).append(i)
    for bucket in buckets.values():
        reach = len(bucket) if len(bucket) <= CROWD else 1
        for at, i in enumerate(bucket):
            for j in bucket[at + 1 : at + 1 + reach]:
                yield i, j
