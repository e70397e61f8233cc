"""Runs killed at instants by chance: a few here, 200 in the benchmark (`WHIMBREL_KILLS=200`)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import kills

DATA = Path(__file__).parents[2] / "benchmarks" / "data" / "retellings.jsonl"


@pytest.mark.slow
def test_a_kill_at_any_instant_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_KILLS", os.environ.get("WHIMBREL_KILLS", "12"))
    monkeypatch.setenv("WHIMBREL_NOW", kills.NOW)
    monkeypatch.setattr(kills, "MOST", 12)
    outcome = kills.run(DATA)
    assert outcome.examples == []
    assert outcome.metrics["equal"] == 1.0


def test_a_row_that_is_otherwise_is_seen(tmp_path: Path) -> None:
    for number in (1, 2):
        with closing(sqlite3.connect(tmp_path / "c.db")) as raw, raw:
            raw.execute("create table if not exists t (a)")
            raw.execute("insert into t values (?)", (number,))
        if number == 1:
            wanted = kills.everything(tmp_path)
    found = kills.everything(tmp_path)
    assert wanted["t"] == [(1,)]
    assert found["t"] == [(1,), (2,)]
    (tmp_path / kills.OUTPUTS[0]).write_text("in part")
    assert list(kills.faults_left(tmp_path / "none", found)) == []
