"""Runs killed at instants by chance: a few here, 200 in the benchmark (`WHIMBREL_KILLS=200`)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import kills
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge, code_all
from whimbrel.model import Report
from whimbrel.pages import Coded
from whimbrel.pipeline import read

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


def test_a_report_is_coded_once_however_often_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kills, "MOST", 4)
    reports = kills.write_reports(DATA, tmp_path / "in")
    coded: list[str] = []

    def noted(reports: Sequence[Report], knowledge: Knowledge) -> Sequence[Coded]:
        coded.extend(report.id for report in reports)
        return code_all(reports, knowledge)

    loaded, claims = Knowledge.load(), []
    with kills.coded_once(noted):
        for _ in range(2):
            with Chronicle.open() as chronicle:
                summary = read([tmp_path / "in"], chronicle, knowledge=loaded)
                claims.append(summary.claims)
                assert summary.new == reports
    assert len(coded) == len(set(coded)) == reports
    assert claims[0] == claims[1] > 0
