"""The benchmark of coreference on rows of our own, and what a row that is none is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import coref
from training.ecbplus import read_ecbplus


def row(id: str, words: str, events: dict[str, str], topic: str) -> dict[str, object]:
    tokens = words.split()
    mentions = [
        {"id": f"{id}_{word}", "kind": "event", "validated": True, "tokens": [tokens.index(word)], "cluster": cluster}
        for word, cluster in events.items()
    ]
    unseen = {"id": f"{id}_x", "kind": "event", "validated": False, "tokens": [0], "cluster": "none"}
    party = {"id": f"{id}_y", "kind": "actor", "validated": True, "tokens": [0], "cluster": "none"}
    mentions += [unseen, party]
    sentence_of, number = [], 0
    for word in tokens:
        sentence_of.append(number)
        number += word == "."
    return {
        "doc_id": id, "topic": topic, "subtopic": topic, "tokens": tokens, "sent_of": sentence_of, "mentions": mentions
    }  # fmt: skip


ROWS = [
    row("1", "A ferry sank off Kisumu . Divers rescued fourteen passengers .", {"sank": "A", "rescued": "B"}, "ferry"),
    row("2", "Ferry sinks off Kisumu .", {"sinks": "A"}, "ferry"),
    row("3", "The mayor of Linz resigned .", {"resigned": "C"}, "mayor"),
]


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_given_mentions_are_scored(tmp_path: Path) -> None:
    outcome = coref.run(written(tmp_path, ROWS))
    assert outcome.n == 4
    assert outcome.metrics["conll_f1"] == outcome.metrics["conll_f1_corpus"] == outcome.metrics["lea_f1"] == 1.0
    assert outcome.metrics["lemma_conll_f1_corpus"] == 1.0
    assert not outcome.errors


def test_topics_are_not_read(tmp_path: Path) -> None:
    bare = [{key: value for key, value in row.items() if "topic" not in key} for row in ROWS]
    first = coref.run(written(tmp_path, ROWS)).metrics
    assert coref.run(written(tmp_path, bare)).metrics == first


def test_a_row_of_another_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"own.jsonl:2: no row of ECB\+"):
        list(read_ecbplus(written(tmp_path, [ROWS[0], {"text": "A ferry sank."}])))
