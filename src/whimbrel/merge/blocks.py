"""Which occurrences are worth comparing: copies, and what shares a mark (party, place, rare word) at about one time.

All pairs would be quadratic. A crowded block is cut finer, by toll and by day, and what is still crowded is compared
with its neighbours only; marks that few share have blocks of their own, so that little is lost.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from whimbrel.merge.compare import Evidence
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.parties import ids_of, vague
from whimbrel.merge.words import WordRarity

WIDE_DAYS = 10  # occurrences open over more days are met through their marks alone
BUCKET_DAYS = 4
CROWD = 120  # members from which a block is cut finer
NEIGHBOURS = 25  # of a block that cannot be cut, so many followers are compared
RARE_WORDS = 8
MOST_BUCKETS = date.max.toordinal() // BUCKET_DAYS + 2  # 0 stands for no time


def candidate_pairs(
    ordered: Sequence[Occurrence], evidence: Evidence, *, all_pairs: bool = False
) -> Iterator[tuple[int, int]]:
    """Pairs of positions (the smaller first), each once, in order. `all_pairs` is for the tellings of one report."""
    if all_pairs:
        yield from ((i, j) for i in range(len(ordered)) for j in range(i + 1, len(ordered)))
        return
    partners: dict[int, list[range | list[int]]] = defaultdict(list)
    for block in _blocks(ordered, evidence):
        _pair_up(block, ordered, partners)
    for i in range(len(ordered)):
        found = {j for group in partners.pop(i, ()) for j in group if j > i}
        for j in sorted(found):
            yield i, j


def _pair_up(block: list[int], ordered: Sequence[Occurrence], partners: dict[int, list[range | list[int]]]) -> None:
    if len(block) <= CROWD:
        for i in block[:-1]:
            partners[i].append(block)
        return
    finer: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in block:
        for key in _finer_keys(ordered[i]):
            finer[key].append(i)
    for part in finer.values():
        if len(part) <= CROWD:
            for i in part[:-1]:
                partners[i].append(part)
        else:
            for at, i in enumerate(part):
                partners[i].append(part[at + 1 : at + 1 + NEIGHBOURS])


def _finer_keys(item: Occurrence) -> Iterator[tuple[str, int]]:
    when = item.stated or item.assumed
    if when is not None and when.latest is not None:
        yield "day", when.latest.toordinal()
    for name in ("killed", "wounded", "arrested"):
        for low in sorted({count.low for count in item.counts.get(name, ()) if count.low}):
            yield name, low


def _blocks(ordered: Sequence[Occurrence], evidence: Evidence) -> Iterator[list[int]]:
    """Members of each block of two or more, in order.

    Most keys have one member. They are kept as two flat arrays and sorted, as a list for each would take the most
    memory of the whole merge.
    """
    numbers: dict[tuple[str, str], int] = {}
    keys, members = array("q"), array("q")

    def enter(i: int, mark: str, bucket: int = 0) -> None:
        number = numbers.setdefault((ordered[i].type, mark), len(numbers))
        keys.append(number * MOST_BUCKETS + bucket)
        members.append(i)

    for i, item in enumerate(ordered):
        buckets = _buckets(item)
        for origin in sorted({evidence.lineage[report] for report in item.reports if report in evidence.lineage}):
            enter(i, f"copies:{origin}")
        for mark, narrow in _marks(item, evidence.words):
            for bucket in buckets:
                enter(i, mark, bucket)
            if narrow and not buckets:
                enter(i, mark)
    yield from _runs(np.array(keys), np.array(members))


def _runs(keys: NDArray[np.int64], members: NDArray[np.int64]) -> Iterator[list[int]]:
    """The members of each key that has two or more."""
    order = np.argsort(keys, kind="stable")
    keys, members = keys[order], members[order]
    ends = np.append(np.flatnonzero(np.diff(keys)) + 1, len(keys))
    starts = np.append(0, ends[:-1])
    crowded = ends - starts > 1
    for start, end in zip(starts[crowded].tolist(), ends[crowded].tolist(), strict=True):
        yield members[start:end].tolist()


def _marks(item: Occurrence, words: WordRarity) -> list[tuple[str, bool]]:
    """Marks, and whether each is narrow enough to serve without a time."""
    found = {(id, True) for party in item.actors + item.recipients if not vague(party) for id in ids_of(party)}
    found |= {(f"place:{place.id}", True) for place in item.places}
    found |= {(f"country:{place.country}", False) for place in item.places if place.country}
    rarest = sorted(item.words.kept, key=lambda word: (-words(word), word))[:RARE_WORDS]
    found |= {(f"word:{word}", False) for word in rarest}
    return sorted(found)


def _buckets(item: Occurrence) -> range:
    """Numbers of the runs of days that the time touches; none when it is open or wide."""
    when = item.stated or item.assumed
    if when is None or when.earliest is None or when.latest is None or (when.latest - when.earliest).days > WIDE_DAYS:
        return range(0)
    return range(when.earliest.toordinal() // BUCKET_DAYS + 1, when.latest.toordinal() // BUCKET_DAYS + 2)
