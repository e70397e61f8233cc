"""The scores of clusters, on the examples that were worked by hand where each was published."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.coref_scores import b_cubed, best_matching, ceaf_e, conll_f1, lea, muc

CLUSTERS = st.lists(st.integers(0, 4), min_size=1, max_size=12)


def clustering(*groups: str) -> dict[str, int]:
    """Mentions of one letter each: "ab", "c" are two clusters."""
    return {mention: number for number, group in enumerate(groups) for mention in group}


TRUTH = clustering("12345", "67", "89ABC")
FIRST, SECOND = clustering("12345", "6789ABC"), clustering("1234589ABC", "67")


def test_muc_counts_missing_links() -> None:
    """Vilain et al. 1995: one of three links is missing; the other way round, one of three is too many."""
    whole, halves = clustering("abcd"), clustering("ab", "cd")
    assert (muc(whole, halves).recall, muc(whole, halves).precision) == pytest.approx((2 / 3, 1.0))
    assert (muc(halves, whole).recall, muc(halves, whole).precision) == pytest.approx((1.0, 2 / 3))
    assert muc(whole, clustering("a", "b", "c", "d")).f1 == 0.0


def test_muc_does_not_tell_what_b_cubed_tells() -> None:
    """Bagga and Baldwin 1998: two answers with one wrong link each, of which one does more harm."""
    assert muc(TRUTH, FIRST).precision == muc(TRUTH, SECOND).precision == pytest.approx(0.9)
    assert b_cubed(TRUTH, FIRST).precision == pytest.approx(0.762, abs=0.001)
    assert b_cubed(TRUTH, SECOND).precision == pytest.approx(0.583, abs=0.001)
    assert b_cubed(TRUTH, FIRST).recall == b_cubed(TRUTH, SECOND).recall == 1.0


@pytest.mark.parametrize(
    ("answer", "f1"),
    [
        (FIRST, 0.733),
        (SECOND, 0.667),
        (clustering("123456789ABC"), 0.294),
        (clustering(*"123456789ABC"), 0.178),
    ],
)
def test_ceaf_e_matches_clusters_one_to_one(answer: dict[str, int], f1: float) -> None:
    """Luo 2005, table 1."""
    assert ceaf_e(TRUTH, answer).f1 == pytest.approx(f1, abs=0.0006)


def test_lea_weighs_what_is_resolved_by_size() -> None:
    """Moosavi and Strube 2016, section 4.2."""
    found = lea(clustering("abc", "defg"), clustering("ab", "cd", "fghi"))
    assert found.recall == pytest.approx(0.238, abs=0.001)
    assert found.precision == pytest.approx(0.333, abs=0.001)


def test_lea_finds_a_cluster_of_one_only_alone() -> None:
    assert lea(clustering("a", "bc"), clustering("a", "bc")).f1 == 1.0
    assert lea(clustering("a", "bc"), clustering("abc")).recall == pytest.approx(2 / 3)


@given(CLUSTERS)
def test_what_is_right_is_all_right(labels: list[int]) -> None:
    gold = dict(enumerate(labels))
    renamed = {mention: -cluster for mention, cluster in gold.items()}
    linked = len(set(labels)) < len(labels)
    assert b_cubed(gold, renamed).f1 == ceaf_e(gold, renamed).f1 == lea(gold, renamed).f1 == pytest.approx(1.0)
    assert conll_f1(gold, renamed) == pytest.approx(1.0 if linked else 2 / 3)


@given(CLUSTERS, st.data())
def test_turned_round_recall_is_precision(labels: list[int], data: st.DataObject) -> None:
    gold = dict(enumerate(labels))
    n = len(labels)
    found = dict(enumerate(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n))))
    for score in (muc, b_cubed, ceaf_e, lea):
        assert score(gold, found).recall == pytest.approx(score(found, gold).precision)
        assert 0.0 <= score(gold, found).f1 <= 1.0 + 1e-9


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_no_other_matching_gains_more(rows: int, columns: int, seed: int) -> None:
    gains = np.random.default_rng(seed).random((rows, columns))
    wide = gains if rows <= columns else gains.T
    every = permutations(range(wide.shape[1]), wide.shape[0])
    best = max(sum(wide[i, column] for i, column in enumerate(chosen)) for chosen in every)
    assert best_matching(gains) == pytest.approx(best)
