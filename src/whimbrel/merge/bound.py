"""Tellings that people's decisions bind together or keep apart, before anything that is seen of them is weighed.

Two claims that somebody kept apart stay apart, whatever else is decided. Of the rest, later words come first: what is
said to be the same is bound, one after the other, unless that would bring two together that are kept apart. So a ring
of decisions that cannot all hold ends in the same events, in whatever order reports come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from whimbrel.merge.compare import DECIDED, Evidence, see
from whimbrel.merge.decided import Decided
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import NEVER, Pair, PairWeights


def bind(weights: PairWeights, ordered: Sequence[Occurrence], evidence: Evidence) -> None:
    """Changes the weights between tellings so that clustering can only do what is decided.

    Tellings that are bound may contradict each other, in the day say. Another telling that contradicts one of them in
    just that, and fits the other, is then kept out no more.
    """
    decided = evidence.decided
    about = [n for n, item in enumerate(ordered) if decided.touches(claim.id for claim in item.claims)]
    if not about:
        return
    group, apart = settled([[claim.id for claim in ordered[n].claims] for n in about], decided)
    members: dict[int, list[int]] = defaultdict(list)
    for at, n in enumerate(about):
        members[group[at]].append(n)
    before = weights.copy()
    for bound in members.values():
        _put(weights, combinations(bound, 2), DECIDED)
        _lift(weights, before, bound, ordered, evidence)
    for one, other in sorted(apart):
        _put(weights, ((i, k) for i in members[one] for k in members[other]), NEVER)


def settled(items: Sequence[Sequence[str]], decided: Decided) -> tuple[list[int], set[Pair]]:
    """For each item, a list of ids of claims, the first of those that it is bound to; and which groups are apart."""
    rulings = {
        (i, k): number
        for i, k in combinations(range(len(items)), 2)
        if (number := decided.number_between(items[i], items[k])) is not None
    }
    group = list(range(len(items)))
    apart = {pair for pair, number in rulings.items() if not decided.rulings[number].same}
    same = sorted((pair for pair in rulings if pair not in apart), key=lambda pair: (-rulings[pair], pair))
    for i, k in same:
        low, high = sorted((group[i], group[k]))
        if low != high and (low, high) not in apart:
            group = [low if at == high else at for at in group]
            renamed = (tuple(sorted(low if at == high else at for at in pair)) for pair in apart)
            apart = {(pair[0], pair[1]) for pair in renamed}
    return group, apart


def _put(weights: PairWeights, pairs: Iterable[Pair], value: float) -> None:
    for i, k in pairs:
        weights.put(i, k, value)


def _lift(
    weights: PairWeights,
    before: PairWeights,
    bound: Sequence[int],
    ordered: Sequence[Occurrence],
    evidence: Evidence,
) -> None:
    """Lets in what contradicts a bound telling only in what another contradicts it in that it is bound to."""
    odd = _contradictions(bound, ordered, evidence)
    for i in sorted(odd):
        for k in range(len(ordered)):
            if k in bound or before.between(i, k) != NEVER:
                continue
            forbidden = see(ordered[i], ordered[k], evidence)[1]
            fits = [before.between(j, k) for j, reason in odd[i] if reason == forbidden]
            if max(fits, default=NEVER) != NEVER:
                _put(weights, [(i, k)], max(fits))


def _contradictions(
    bound: Sequence[int], ordered: Sequence[Occurrence], evidence: Evidence
) -> Mapping[int, list[tuple[int, str]]]:
    """For each telling those that it is bound to though something forbids it, and what."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for i, j in combinations(bound, 2):
        if reason := see(ordered[i], ordered[j], evidence)[1]:
            found[i].append((j, reason))
            found[j].append((i, reason))
    return found
