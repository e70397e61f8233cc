"""Boosted regression trees as plain data: `data/pair_trees.csv`, which `training/coref.py` makes.

Source: Friedman 2001. Their sum is the log-odds that two mentions are one event.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from whimbrel.coreference.bags import Table
from whimbrel.errors import DataError

FILE = "pair_trees.csv"
COLUMNS = ("tree", "node", "feature", "threshold", "low", "high", "value")
BLOCK = 50_000  # pairs at a time, for memory's sake


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by number, the first the root. A node without a feature is a leaf; others go to `low` where the feature is
    at most the threshold, else to `high`. `value` is the mean of what a node's leaves give."""

    feature: NDArray[np.intp]  # -1 for a leaf
    threshold: NDArray[np.float64]
    low: NDArray[np.intp]
    high: NDArray[np.intp]
    value: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees over features of these names."""

    names: tuple[str, ...]
    trees: tuple[Tree, ...]

    def log_odds(self, features: Table) -> NDArray[np.float64]:
        """The sum of all trees for each row of features."""
        total = np.zeros(len(features))
        for start in range(0, len(features), BLOCK):
            block = np.ascontiguousarray(features[start : start + BLOCK].T)
            for tree in self.trees:
                total[start : start + BLOCK] += _values(tree, block)
        return total

    def parts(self, features: Sequence[float]) -> dict[str, float]:
        """What each feature adds to the log-odds of one pair, and "base": on the way down a tree, the change of the
        mean value is the feature's that was asked (Saabas 2014)."""
        parts = {"base": 0.0}
        for tree in self.trees:
            node = 0
            parts["base"] += float(tree.value[0])
            while (asked := int(tree.feature[node])) >= 0:
                below = tree.low if features[asked] <= tree.threshold[node] else tree.high
                name = self.names[asked]
                parts[name] = parts.get(name, 0.0) + float(tree.value[below[node]] - tree.value[node])
                node = int(below[node])
        return parts


def _values(tree: Tree, features: Table) -> NDArray[np.float64]:
    """The leaf values of one tree; `features` has a row for each feature here."""
    found = np.empty(features.shape[1])
    waiting = [(0, np.arange(features.shape[1]))]
    while waiting:
        node, rows = waiting.pop()
        if tree.feature[node] < 0:
            found[rows] = tree.value[node]
            continue
        low = features[tree.feature[node]][rows] <= tree.threshold[node]
        waiting += [(int(tree.low[node]), rows[low]), (int(tree.high[node]), rows[~low])]
    return found


@cache
def shipped_trees() -> Trees:
    """The trees that come with the package. Raises DataError when the file is broken."""
    return read_trees((files("whimbrel.coreference") / "data" / FILE).read_text(encoding="utf-8"))


def read_trees(text: str) -> Trees:
    """Trees from rows `tree,node,feature,threshold,low,high,value`. Raises DataError on a row that breaks this."""
    nodes: dict[int, list[Mapping[str, str]]] = {}
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    try:
        for row in rows:
            tree = nodes.setdefault(int(row["tree"]), [])
            if int(row["node"]) != len(tree):
                raise ValueError(f"tree {row['tree']}: node {row['node']} is out of order")
            tree.append(row)
        names = sorted({row["feature"] for tree in nodes.values() for row in tree} - {""})
        at = {name: i for i, name in enumerate(names)} | {"": -1}
        return Trees(tuple(names), tuple(_tree(nodes[number], at) for number in sorted(nodes)))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"broken tree: {error}", where=FILE, remedy="make it again: python -m training.coref") from None


def _tree(rows: Sequence[Mapping[str, str]], at: Mapping[str, int]) -> Tree:
    for number, row in enumerate(rows):
        if row["feature"] and any(not number < int(row[way]) < len(rows) for way in ("low", "high")):
            raise ValueError(f"node {number} leads nowhere")
    return Tree(
        np.array([at[row["feature"]] for row in rows], dtype=np.intp),
        np.array([float(row["threshold"] or 0) for row in rows]),
        np.array([int(row["low"] or 0) for row in rows], dtype=np.intp),
        np.array([int(row["high"] or 0) for row in rows], dtype=np.intp),
        np.array([float(row["value"]) for row in rows]),
    )
