"""Tellings of one group that are alike, though they share too little to be looked for.

Once links bring two tellings into one group, how like they are counts for its clusters, whether or not anybody would
have compared them. Each pair is looked at once, when it comes into one group, and found to be alike it is remembered:
so a report that joins a large group is compared with its tellings, and these are not compared with each other again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, product

from whimbrel.merge.groups import connected
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import Brief

Links = Mapping[str, Collection[str]]  # both ways
Pair = tuple[str, str]  # of keys, the smaller first


def links_within(group: Sequence[str], links: Links) -> set[Pair]:
    """The links of a group, each once."""
    return {(low, high) for low in group for high in links[low] if low < high}


def found_alike(items: Mapping[str, Occurrence], links: Links, fresh: Collection[str], briefly: Brief) -> list[Pair]:
    """The pairs of a group that are alike and no links, of those that were not in one group before.

    `fresh` are the tellings that are new, or were compared anew. `briefly` gives verdicts.
    """
    if len(items) < 2:
        return []
    linked = links_within(sorted(items), links)
    return [
        (low, high)
        for low, high in came_together(sorted(items), links, fresh)
        if (low, high) not in linked
        and not items[low].reports & items[high].reports  # those of one report are always looked at
        and briefly(items[low], items[high]).same
    ]


def came_together(group: Sequence[str], links: Links, fresh: Collection[str]) -> Iterator[Pair]:
    """The pairs of a group but those that were in one group without what is fresh."""
    old = {key: {other for other in links[key] if other not in fresh} for key in group if key not in fresh}
    parts = [*connected(old), *([key] for key in group if key in fresh)]
    for left, right in combinations(parts, 2):
        for one, other in product(left, right):
            yield (one, other) if one < other else (other, one)
