"""How the tellings of the five meetings are counted, and the file of retellings itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import touchstones
from benchmarks.touchstones import TOLD, retellings, score

OWN = Path(touchstones.__file__).parent / "data" / "retellings.jsonl"
TOLD_TWICE = [
    "Kenyan president William Ruto met Ethiopian prime minister Abiy Ahmed in Nairobi on Friday.",
    "William Ruto and Abiy Ahmed held talks in Nairobi on Friday, officials said.",
]
ANOTHER = "William Ruto met the Ugandan president, Yoweri Museveni, in Kampala on Friday."


def test_every_meeting_is_told_twenty_times_and_others_beside_them() -> None:
    known = list(retellings(OWN))
    counts = Counter(row.cluster for row in known)
    assert {counts[f"{TOLD}{number}"] for number in range(5)} == {20}
    assert sum(not row.cluster.startswith(TOLD) for row in known) == 20
    assert len({row.page.text for row in known}) == len(known)
    assert sum("date" not in row.page.fields for row in known) == 10


def test_tellings_and_another_meeting_are_counted(tmp_path: Path) -> None:
    row = {"outlet": "The Paper", "title": "Talks", "date": "2023-05-06"}
    told = [{"touchstone": 0, **row, "text": text} for text in TOLD_TWICE]
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in (*told, {**row, "text": ANOTHER})), encoding="utf-8")
    outcome = score(list(retellings(path)))
    assert outcome.n == 3
    assert (outcome.metrics["main_events"], outcome.metrics["exact"], outcome.metrics["false_merges"]) == (1, 1, 0)


def test_a_row_without_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"outlet": "The Paper", "title": "Talks"}), encoding="utf-8")
    with pytest.raises(ValueError, match="needs text"):
        list(retellings(path))
