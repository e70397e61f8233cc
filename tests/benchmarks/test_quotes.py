"""The scorer of attributions on a text of our own."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import quotes
from benchmarks.quotes import Said, aligned, same_characters

TEXT = "The mayor said the bridge was safe.\n\nIt rained."


def span(words: str) -> list[list[int]]:
    at = TEXT.index(words)
    return [[at, at + len(words)]]


def said(source: range, cue: range, content: range) -> Said:
    return Said(frozenset(source), frozenset(cue), frozenset(content))


def test_what_is_found_exactly_scores_one(tmp_path: Path) -> None:
    item = {"source": span("The mayor"), "cue": span("said"), "content": span("the bridge was safe")}
    path = tmp_path / "quotes.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": [item]}), encoding="utf-8")
    outcome = quotes.run(path)
    assert [outcome.metrics[f"{part}_exact_f1"] for part in quotes.PARTS] == [1, 1, 1]
    assert not outcome.errors


def test_what_is_missed_counts_against_every_part(tmp_path: Path) -> None:
    found = {"source": span("The mayor"), "cue": span("said"), "content": span("the bridge was safe")}
    missed = {"source": span("It"), "cue": span("rained"), "content": span("It rained")}
    path = tmp_path / "quotes.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": [found, missed]}), encoding="utf-8")
    outcome = quotes.run(path)
    assert outcome.metrics["content_f1"] == outcome.metrics["source_f1"] == 2 / 3
    assert outcome.errors["attribution missed, cue"] == 1


def test_the_largest_overlap_goes_first() -> None:
    gold = [said(range(0, 2), range(3, 5), range(6, 30)), said(range(40, 42), range(43, 45), range(46, 60))]
    ours = [said(range(0, 2), range(3, 5), range(25, 60)), said(range(0, 2), range(3, 5), range(6, 20))]
    assert sorted(aligned(gold, ours)) == [(0, 1), (1, 0)]


def test_offsets_survive_other_spacing() -> None:
    text = "One  two\n three."
    report = "One two three."
    back = same_characters(report, text)
    assert back is not None
    assert [text[back[i]] for i, char in enumerate(report) if not char.isspace()] == list("Onetwothree.")
    assert same_characters("One two", text) is None
