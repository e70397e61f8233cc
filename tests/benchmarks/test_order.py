"""The benchmark of orders: it sees events that depend on the order, and none where there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks import order
from whimbrel.model import ActorKind, Event, Participant, Status

ROWS = [
    {"date": "2021-05-05", "text": "Rebels attacked an army base in Hakkari on 4 May 2021, killing three soldiers."},
    {
        "date": "2021-05-06",
        "text": "Three soldiers were killed when rebels attacked an army base in Hakkari on Tuesday.",
    },
    {"date": "2021-05-09", "text": "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala."},
    {"text": "Police arrested four protesters in Nairobi on Friday."},
]


def test_any_order_gives_the_same_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    monkeypatch.setenv("WHIMBREL_ORDERS", "4")
    outcome = order.run(path)
    assert (outcome.metrics["identical"], outcome.metrics["orders"], outcome.n) == (1.0, 4.0, len(ROWS))
    assert outcome.metrics["events"] >= 3
    assert not outcome.errors


def test_batches_hold_each_report_once_in_another_order() -> None:
    ids = [f"r{n:03}" for n in range(300)]
    drawn = [list(order.batches(ids, Random(seed))) for seed in range(3)]
    for some in drawn:
        assert sorted(id for batch in some for id in batch) == ids
    assert drawn[0] != drawn[1] != drawn[2]


def test_what_differs_is_named() -> None:
    event = made("a")
    other = replace(event, actors=(Participant("group:people", "people", ActorKind.GROUP),))
    assert list(order.differing({"a": event}, {"a": event})) == []
    assert [kind for kind, _ in order.differing({"a": event, "b": event}, {"a": other, "c": event})] == [
        "an event has other fields",
        "an event is lacking",
        "an event is not among those of all at once",
    ]


def made(id: str) -> Event:
    return Event(id, "CONSULT", "", (), (), (), None, None, Status.HAPPENED, (), {}, ("r",), ("c",), {}, ())
