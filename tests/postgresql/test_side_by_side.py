"""Many at once on one PostgreSQL chronicle: eight processes that write, eight that read, and nothing is lost.

`WHIMBREL_SIDE_BY_SIDE` sets for how many seconds; 600 before a release.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from postgresql.at_once import COUNT
from postgresql_server import Server

from benchmarks.growth import read
from whimbrel.api import Chronicle
from whimbrel.coder import Knowledge

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPORTS = ROOT / "examples" / "reports" / "meridian.jsonl"
SECONDS = float(os.environ.get("WHIMBREL_SIDE_BY_SIDE", "15"))
WRITERS = READERS = 8


@pytest.mark.slow
def test_eight_writers_and_eight_readers(postgresql: Server, tmp_path: Path) -> None:
    address = postgresql.address("side_by_side")
    Chronicle.open(address).close()
    told = tmp_path / "reports.pickle"
    told.write_bytes(pickle.dumps(list(read(REPORTS, Knowledge.load()))))
    before = deadlocks(postgresql)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    started = [
        subprocess.Popen(
            [sys.executable, HERE / "at_once.py", kind, str(number), address, str(SECONDS), told],
            stdout=subprocess.PIPE, text=True, env=environment,
        )
        for kind, many in (("write", WRITERS), ("read", READERS))
        for number in range(many)
    ]  # fmt: skip
    said = [one.communicate(timeout=SECONDS * 3 + 600)[0] for one in started]
    assert [one.returncode for one in started] == [0] * len(started)
    did = [json.loads(line) for line in said]
    wrote, looked = did[:WRITERS], did[WRITERS:]
    print(json.dumps({"seconds": SECONDS, "writers": wrote, "readers": looked}))
    with Chronicle.open(address) as chronicle:
        tally = chronicle.tally()
        for noun in ("reports", "claims", "problems"):
            assert getattr(tally, noun) == sum(one[noun] for one in wrote)
        assert len(chronicle.decisions()) == sum(one["decisions"] for one in wrote)
        with chronicle.ground(write=False) as ground:
            assert ground.noted(COUNT) == str(sum(one["counted"] for one in wrote)), "an update was lost"
        chronicle.remake_events()
        assert told_by(chronicle) == made_alone(chronicle)
    assert all(one["looks"] > 0 for one in looked)
    assert not any(one["torn"] for one in looked), "a reader saw half of a step"
    assert deadlocks(postgresql) == before


def told_by(chronicle: Chronicle) -> list[dict[str, object]]:
    return sorted(chronicle.records("event"), key=lambda record: str(record["id"]))


def made_alone(chronicle: Chronicle) -> list[dict[str, object]]:
    """The events of the same reports and decisions, by one writer in memory."""
    with Chronicle.open() as alone:
        for report in chronicle.reports():
            alone.add(report, chronicle.claims(report=report.id))  # those who were decided about are in none
        alone.decide(*chronicle.decisions())
        alone.remake_events()
        return told_by(alone)


def deadlocks(server: Server) -> int:
    time.sleep(1.2)  # the server counts with some delay
    return int(server.query("select deadlocks from pg_stat_database where datname = 'news'")[0][0])
