"""Years put before a chronicle are read by it as if they had been taken in."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.growth import read
from benchmarks.history import put_before
from benchmarks.synthesis import day_by_day, stock, synthesise
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.remaking import bring_up_to_date

EXAMPLES = Path(__file__).parents[2] / "benchmarks" / "data" / "retellings.jsonl"


def test_years_before(tmp_path: Path) -> None:
    knowledge = Knowledge.load()
    stream = synthesise(stock(list(read(EXAMPLES, knowledge))), date(2020, 1, 6), day_by_day(12))
    path = tmp_path / "chronicle.db"
    with Chronicle.open(path) as chronicle:
        for report, claims in islice(stream, 30):
            chronicle.add(report, claims)
        bring_up_to_date(chronicle, knowledge.almanac)
        before, events = chronicle.tally(), {event.id: event for event in chronicle.events()}
    put_before(path, 3 * before.reports)
    with Chronicle.open(path) as chronicle:
        now = chronicle.tally()
        assert (now.reports, now.claims, now.events) == (3 * before.reports, 3 * before.claims, 3 * before.events)
        assert bring_up_to_date(chronicle, knowledge.almanac) == 0
        assert len({event.id for event in chronicle.events()} - events.keys()) == 2 * before.events
        chronicle.add(*next(stream))
        assert bring_up_to_date(chronicle, knowledge.almanac) > 0
        grown = {event.id for event in chronicle.events()}
        bring_up_to_date(chronicle, knowledge.almanac, anew=True)
        anew = {event.id for event in chronicle.events()}
        assert len(grown & anew) > 0.85 * len(grown)  # copies may be linked to one another
