"""One party under the words of several outlets: one event, one actor, and each outlet's word kept apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from runs import Whimbrel

import whimbrel as package

TOLD = {
    "State Herald": "Kurdish terrorists attacked an army base in Hakkari on 4 May 2021.",
    "Free Voice": "Kurdish fighters stormed an army base in Hakkari on 4 May 2021, the governor said.",
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    rows = [{"date": "2021-05-05", "source": outlet, "text": text} for outlet, text in TOLD.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with package.read(tmp_path / "in.jsonl", tmp_path / "c.db"):
        return tmp_path / "c.db"


def test_terrorists_here_and_fighters_there_are_one_party_of_one_event(target: Path) -> None:
    with package.open_chronicle(target) as chronicle:
        (event,) = [event for event in chronicle if event.type == "ASSAULT"]
        assert len(event.reports) == 2
        (actor,) = event.actors
        assert actor.name == "Kurdish fighters"
        assert not [conflict for conflict in event.conflicts if conflict.field == "actors"]
        assert chronicle.actor(actor.id).words == (
            package.OutletWord("Free Voice", "fighter", 1),
            package.OutletWord("State Herald", "terrorist", 1),
        )


def test_they_are_shown_and_exported(target: Path, whimbrel: Whimbrel) -> None:
    code, out, _ = whimbrel("actor", "group:fighter", "-c", target)
    assert code == 0
    assert "called by State Herald: terrorist (1)" in out
    assert "called by Free Voice: fighter (1)" in out
    _, out, _ = whimbrel("actors", "-c", target, "-f", "ndjson")
    records = {record["id"]: record for record in map(json.loads, out.splitlines())}
    assert {"outlet": "State Herald", "word": "terrorist", "claims": 1} in records["group:fighter"]["words"]
    _, out, _ = whimbrel("actors", "-c", target, "-f", "csv")
    assert "Free Voice: fighter (1) | State Herald: terrorist (1)" in out
