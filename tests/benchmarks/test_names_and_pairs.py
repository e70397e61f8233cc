"""How hits and merges are counted, on rows of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import names, pairs


def test_a_tie_counts_as_its_chance() -> None:
    offered = [("a", 1.0), ("b", 1.0), ("c", 0.5), ("d", 0.2)]
    assert names.chance("b", offered, 1) == 0.5
    assert names.chance("c", offered, 1) == 0.0
    assert names.chance("c", offered, 5) == 1.0
    assert names.chance("z", offered, 5) == 0.0
    assert names.chance("e", [(letter, 1.0) for letter in "abcdefghij"], 5) == 0.5


def test_every_english_name_of_the_file_is_a_candidate(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    rows = [{"ar": "سنوار", "en": "Sinwar"}, {"ar": "هنية", "en": "Haniyeh"}, {"ar": "هانيه", "en": "Hāniye"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    outcome = names.run(path)
    assert outcome.n == 3
    assert outcome.metrics["hit_at_5"] == 1.0
    with pytest.raises(ValueError, match="`ar` or `he`"):
        names.read(_file(tmp_path, {"en": "Sinwar"}))


def test_merges_are_counted_by_half(tmp_path: Path) -> None:
    rows = [
        {"a": "Yahya Sinwar", "b": "Yehya al-Sinwar", "same": True},
        {"a": "Yahya Sinwar", "b": "Mohammed Sinwar", "same": False},
        {"left": "Yahya Sinwar", "right": "Angela Merkel", "same": True},
        {"a": "Yahya Sinwar", "b": "YAHYA SINWAR", "same": False},
    ]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    metrics = pairs.run(path).metrics
    assert metrics["recall"] == 0.5
    assert metrics["false_merges"] == 1.0
    assert metrics["false_merges_aside"] == 1.0
    with pytest.raises(ValueError, match="two names and `same`"):
        list(pairs.read(_file(tmp_path, {"a": "Sinwar"})))


def test_our_own_pairs_are_read() -> None:
    own = list(pairs.read(Path(pairs.__file__).parent / "data" / "hard_pairs.csv"))
    assert len(own) == 300
    assert {pair.same for pair in own} == {True, False}


def _file(folder: Path, row: dict[str, str]) -> Path:
    path = folder / "one.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path
