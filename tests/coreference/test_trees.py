"""Boosted trees read from plain rows, and average linkage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coreference.linkage import average_linkage
from whimbrel.coreference.trees import read_trees, shipped_trees
from whimbrel.errors import DataError

HEAD = "# made by hand\ntree,node,feature,threshold,low,high,value\n"
TWO = HEAD + "0,0,near,0.5,1,2,0.1\n0,1,,,,,-1\n0,2,far,3,3,4,0.7\n0,3,,,,,0.5\n0,4,,,,,2\n1,0,,,,,0.25\n"


def test_trees_are_walked_to_their_leaves() -> None:
    trees = read_trees(TWO)
    assert trees.names == ("far", "near")
    features = np.array([[9, 0.5], [3, 0.6], [4, 0.6]], dtype=np.float32)
    assert trees.log_odds(features).tolist() == [-0.75, 0.75, 2.25]
    assert trees.parts([4, 0.6]) == pytest.approx({"base": 0.35, "near": 0.6, "far": 1.3})


@pytest.mark.parametrize(
    "rows",
    [
        "0,0,near,0.5,1,2,0.1\n0,1,,,,,-1\n",  # leads to a node that there is not
        "0,0,near,0.5,0,1,0.1\n0,1,,,,,-1\n",  # leads back to itself
        "0,1,,,,,1\n",
        "0,0,,,,,high\n",
    ],
)
def test_broken_trees_are_refused(rows: str) -> None:
    with pytest.raises(DataError, match="broken tree"):
        read_trees(HEAD + rows)


@given(st.integers(0, 1000))
def test_parts_add_up_to_the_log_odds(seed: int) -> None:
    trees = shipped_trees()
    row = np.random.default_rng(seed).random((1, len(trees.names))).astype(np.float32)
    assert sum(trees.parts(row[0].tolist()).values()) == pytest.approx(float(trees.log_odds(row)[0]), abs=0.02)


def test_clusters_join_by_their_mean() -> None:
    likeness = np.array([[1, 0.9, 0.1, 0], [0.9, 1, 0.7, 0], [0.1, 0.7, 1, 0], [0, 0, 0, 1]], dtype=np.float32)
    assert average_linkage(likeness, 0.5) == [[0, 1], [2], [3]]  # .4 between the pair and the third
    assert average_linkage(likeness, 0.35) == [[0, 1, 2], [3]]


@given(st.integers(0, 9), st.integers(0, 1000))
def test_linkage_joins_what_the_plain_method_joins(n: int, seed: int) -> None:
    """Against the definition: means over all pairs, taken anew for every join."""
    half = np.random.default_rng(seed).random((n, n)).astype(np.float32)
    likeness = (half + half.T) / 2
    groups = [[i] for i in range(n)]
    while len(groups) > 1:
        means = {
            (i, j): float(likeness[np.ix_(groups[i], groups[j])].mean()) for i in range(len(groups)) for j in range(i)
        }
        (i, j), best = max(means.items(), key=lambda item: item[1])
        if best <= 0.5 or math.isclose(best, 0.5):
            break
        groups[j] += groups.pop(i)
    assert sorted(map(sorted, groups)) == average_linkage(likeness, 0.5)
