"""The measures of the same_event benchmark on clusters counted by hand, and its whole way on three small texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.same_event import b_cubed, labelled, pairs, run

GOLD = {0: "a", 1: "a", 2: "b", 3: "b", 4: "c"}


def test_pairs() -> None:
    assert pairs(GOLD) == {(0, 1), (2, 3)}


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        (GOLD, 1.0, 1.0),
        ({i: str(i) for i in GOLD}, 1.0, 3 / 5),
        (dict.fromkeys(GOLD, "x"), 9 / 25, 1.0),
        ({0: "x", 1: "x", 2: "x", 3: "y", 4: "z"}, (2 * 2 / 3 + 1 / 3 + 1 + 1) / 5, (2 + 0.5 + 0.5 + 1) / 5),
    ],
)
def test_b_cubed(found: dict[int, str], precision: float, recall: float) -> None:
    assert b_cubed(GOLD, found) == pytest.approx((precision, recall))


def test_texts_with_clusters(tmp_path: Path) -> None:
    bombing = "A car bomb killed seven people at a market in Baghdad on 3 May 2014, police said."
    same = "Seven people were killed on 3 May 2014 when a car bomb exploded at a Baghdad market."
    other = "President Xi Jinping met Prime Minister Narendra Modi in Beijing on 9 June 2014."
    path = tmp_path / "own.jsonl"
    rows = [{"cluster": c, "title": t[:30], "text": t} for c, t in (("m", bombing), ("m", same), ("x", other))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    outcome = run(path)
    assert outcome.n == 3
    assert outcome.metrics["b3_precision"] == 1.0


def test_other_schemas_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"text": "no cluster"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="cluster"):
        list(labelled(path))
