"""Is a chronicle that a cluster made, one of its workers killed meanwhile, the one that a single process makes?

Some thousand short reports are made from the set (`many_reports`: other days, towns and numbers), with copies and files
that cannot be used among them. They are read by one process, and on a Ray cluster of two workers begun on this machine,
of which one is killed in the middle. `identical` is the share of the chronicle's tables that hold the same rows in the
same order; `killed` is how many workers were killed. `speedup` is the wall time of one process over that of the
cluster, begun and ended; `reports_per_minute` and `worker_mb` are the cluster's pace and the largest worker.

`WHIMBREL_SCALE` sets how many reports (default 5000).
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.many_reports import rows_of, write_corpus
from benchmarks.result import Outcome, ratio, say
from whimbrel import pipeline
from whimbrel.chronicle import Chronicle
from whimbrel.scale.remote import read_on_cluster
from whimbrel.scale.stages import Made

REPORTS = "5000"
WORKERS = 2
KILLED_AFTER = 3  # shards: the models are loaded, and most is still to do
NOON = "2026-01-01T12:00:00Z"  # when all is read: so chronicles can be the same in every row


def run(data: Path) -> Outcome:
    number = int(os.environ.get("WHIMBREL_SCALE", REPORTS))
    os.environ["WHIMBREL_NOW"] = NOON
    with TemporaryDirectory() as name:
        folder = write_corpus(Path(name) / "reports", rows_of(data), number)
        alone, many = Path(name) / "alone.db", Path(name) / "many.db"
        seconds = by_one(folder, alone)
        say(f"scale: {number:,} reports by one process in {seconds:.0f} s")
        return compared(folder, alone, many, seconds, number)


def compared(folder: Path, alone: Path, many: Path, seconds: float, number: int) -> Outcome:
    """Reads the folder on a cluster and compares with the chronicle that one process made in so many seconds."""
    shards: list[Made] = []
    killed: list[int] = []

    def seen(made: Made) -> None:
        shards.append(made)
        if len(shards) == KILLED_AFTER:
            os.kill(made.worker, signal.SIGKILL)
            killed.append(made.worker)

    began = time.monotonic()
    with Chronicle.open(many) as chronicle:
        read_on_cluster([folder], chronicle, "ray", workers=WORKERS, on_shard=seen)
    taken = time.monotonic() - began
    say(f"scale: the same on a cluster in {taken:.0f} s, {len(shards)} shards, a worker killed after {KILLED_AFTER}")
    differing = [table for table in tables(alone) if not same(table, alone, many)]
    metrics = {
        "identical": 1 - ratio(len(differing), len(tables(alone))),
        "killed": float(len(killed)),
        "speedup": ratio(seconds, taken),
        "reports_per_minute": ratio(60 * number, taken),
        "worker_mb": float(max(made.rss for made in shards)),
    }
    errors = Counter({f"other rows in {table}": 1 for table in differing})
    return Outcome(metrics, number, errors, [("a table differs", table) for table in differing])


def by_one(folder: Path, target: Path) -> float:
    """Reads the folder with this process alone: wall seconds."""
    began = time.monotonic()
    with Chronicle.open(target) as chronicle:
        pipeline.read([folder], chronicle)
    return time.monotonic() - began


def tables(path: Path) -> list[str]:
    """The tables of a chronicle, by name."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in found]


def same(table: str, one: Path, other: Path) -> bool:
    """Whether a table holds the same rows in the same order in two chronicles."""
    return all(a == b for a, b in zip_longest(_rows(table, one), _rows(table, other)))


def _rows(table: str, path: Path) -> Iterator[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        yield from connection.execute(f"SELECT * FROM {table}")
