"""Which occurrences are worth comparing: copies, and what shares a mark (party, place, rare word) at about one time.

All pairs would be quadratic. A crowded block is cut finer, by toll and by day, and what is still crowded is compared
with its neighbours only; marks that few share have blocks of their own, so that little is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whimbrel.merge.compare import Evidence
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.parties import vague

WIDE_DAYS = 10  # occurrences open over more days are met through their marks alone
BUCKET_DAYS = 4
CROWD = 120  # members from which a block is cut finer
NEIGHBOURS = 25  # of a block that cannot be cut, so many followers are compared
RARE_WORDS = 8
Key = tuple[int, ...]


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
    """Members of each block of two or more, in order; marks and types are numbered to keep the keys small."""
    numbers: dict[str, int] = {}
    blocks: dict[Key, list[int]] = defaultdict(list)
    for i, item in enumerate(ordered):
        kind = numbers.setdefault(f"type:{item.type}", len(numbers))
        buckets = _buckets(item)
        for origin in sorted({evidence.lineage[report] for report in item.reports if report in evidence.lineage}):
            blocks[kind, numbers.setdefault(f"copies:{origin}", len(numbers))].append(i)
        for mark, narrow in _marks(item, evidence.words):
            number = numbers.setdefault(mark, len(numbers))
            if buckets:
                for bucket in buckets:
                    blocks[kind, number, bucket].append(i)
            elif narrow:
                blocks[kind, number].append(i)
    yield from (block for block in blocks.values() if len(block) > 1)


def _marks(item: Occurrence, words: Mapping[str, float]) -> list[tuple[str, bool]]:
    """Marks, and whether each is narrow enough to serve without a time."""
    found = {(party.id, True) for party in item.actors + item.recipients if not vague(party)}
    found |= {(f"place:{place.id}", True) for place in item.places}
    found |= {(f"country:{place.country}", False) for place in item.places if place.country}
    rarest = sorted(item.words.kept, key=lambda word: (-words.get(word, 0.0), word))[:RARE_WORDS]
    found |= {(f"word:{word}", False) for word in rarest}
    return sorted(found)


def _buckets(item: Occurrence) -> range:
    """Numbers of the runs of days that the time touches; none when it is open or wide."""
    when = item.stated or item.assumed
    if when is None or when.earliest is None or when.latest is None or (when.latest - when.earliest).days > WIDE_DAYS:
        return range(0)
    return range(when.earliest.toordinal() // BUCKET_DAYS, when.latest.toordinal() // BUCKET_DAYS + 1)
