"""Scores of clusters against known clusters: MUC, B-cubed, CEAFe, LEA, and CoNLL F1, the mean of the first three.

Each score gives recall, precision and F1. Both sides hold the same mentions; for LEA one may lack some, which are then
linked to nothing there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.result import f_score, ratio

Clustering = Mapping[Any, Hashable]
"""Mention -> the cluster that it is in."""


@dataclass(frozen=True, slots=True)
class Prf:
    """Recall, precision and their harmonic mean."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        return f_score(self.precision, self.recall)


def conll_f1(gold: Clustering, found: Clustering) -> float:
    """The mean F1 of MUC, B-cubed and CEAFe (Denis and Baldridge 2009), as the CoNLL shared tasks count it."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def muc(gold: Clustering, found: Clustering) -> Prf:
    """Links that need no mending (Vilain et al. 1995). Clusters of one count for nothing."""
    return Prf(_links(gold, found), _links(found, gold))


def _links(of: Clustering, by: Clustering) -> float:
    """Of the links that would chain up each cluster of `of`, the share that `by` has as well."""
    kept = wanted = 0
    for members in groups(of).values():
        wanted += len(members) - 1
        kept += len(members) - len({by[mention] for mention in members})
    return ratio(kept, wanted)


def b_cubed(gold: Clustering, found: Clustering) -> Prf:
    """Mention by mention, how much of its cluster is right (Bagga and Baldwin 1998)."""
    both = Counter((gold[mention], found[mention]) for mention in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    recall = sum(n * n / in_gold[g] for (g, _), n in both.items())
    precision = sum(n * n / in_found[f] for (_, f), n in both.items())
    return Prf(ratio(recall, len(gold)), ratio(precision, len(found)))


def ceaf_e(gold: Clustering, found: Clustering) -> Prf:
    """Clusters matched one to one for the most likeness, 2|K∩R| / (|K|+|R|) each (Luo 2005, φ4)."""
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[mention], found[mention]) for mention in gold)
    likeness = {(g, f): 2 * n / (in_gold[g] + in_found[f]) for (g, f), n in both.items()}
    best = sum(best_matching(part) for part in _components(likeness))
    return Prf(ratio(best, len(in_gold)), ratio(best, len(in_found)))


def lea(gold: Clustering, found: Clustering) -> Prf:
    """Links of each cluster found on the other side, weighed by its size (Moosavi and Strube 2016).

    A cluster of one is a link to itself: found where it is a cluster of one on the other side too.
    """
    return Prf(_resolved(gold, found), _resolved(found, gold))


def _resolved(of: Clustering, by: Clustering) -> float:
    sizes = Counter(by.values())
    total, resolved = 0, 0.0
    for members in groups(of).values():
        total += len(members)
        if len(members) == 1:
            resolved += members[0] in by and sizes[by[members[0]]] == 1
            continue
        found = sum(n * (n - 1) / 2 for n in Counter(by[mention] for mention in members if mention in by).values())
        resolved += len(members) * found / (len(members) * (len(members) - 1) / 2)
    return ratio(resolved, total)


def groups(clustering: Clustering) -> dict[Hashable, list[Hashable]]:
    """Cluster -> its mentions."""
    members: dict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, cluster in clustering.items():
        members[cluster].append(mention)
    return members


def _components(likeness: Mapping[tuple[Hashable, Hashable], float]) -> Iterable[NDArray[np.float64]]:
    """The likenesses cut into parts that share no cluster, each a table: a matching of each is one of all."""
    of_gold: dict[Hashable, list[Hashable]] = defaultdict(list)
    of_found: dict[Hashable, list[Hashable]] = defaultdict(list)
    for g, f in likeness:
        of_gold[g].append(f)
        of_found[f].append(g)
    seen: set[Hashable] = set()
    for start in of_gold:
        if start in seen:
            continue
        rows, columns, waiting = list[Hashable](), dict[Hashable, int](), [start]
        seen.add(start)
        while waiting:
            g = waiting.pop()
            rows.append(g)
            for f in of_gold[g]:
                if f not in columns:
                    columns[f] = len(columns)
                    fresh = [other for other in of_found[f] if other not in seen]
                    seen.update(fresh)
                    waiting += fresh
        table = np.zeros((len(rows), len(columns)))
        for i, g in enumerate(rows):
            for f in of_gold[g]:
                table[i, columns[f]] = likeness[g, f]
        yield table


def best_matching(gains: NDArray[np.float64]) -> float:
    """The highest sum of a one-to-one matching of rows to columns: the Hungarian method with shortest paths.

    Source: Jonker and Volgenant 1987. Rows are let in one by one; each opens the cheapest path that gives it a column.
    """
    cost = -(gains if gains.shape[0] <= gains.shape[1] else gains.T)
    n, m = cost.shape
    row_price, column_price = np.zeros(n), np.zeros(m)
    row_of = np.full(m, -1)
    for entering in range(n):
        reach = np.full(m, np.inf)
        before = np.full(m, -1)
        done = np.zeros(m, dtype=bool)
        row, column, length = entering, -1, 0.0
        closed: list[int] = []
        while row >= 0:
            through = length + cost[row] - row_price[row] - column_price
            better = ~done & (through < reach)
            reach[better] = through[better]
            before[better] = column
            column = int(np.argmin(np.where(done, np.inf, reach)))
            length = float(reach[column])
            done[column] = True
            closed.append(column)
            row = int(row_of[column])
        row_price[entering] += length
        for at in closed[:-1]:
            row_price[row_of[at]] += length - reach[at]
            column_price[at] -= length - reach[at]
        while column >= 0:
            earlier = int(before[column])
            row_of[column] = entering if earlier < 0 else row_of[earlier]
            column = earlier
    return float(-sum(cost[row, column] for column, row in enumerate(row_of) if row >= 0))
