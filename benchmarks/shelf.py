"""An almanac of a user's own, two million names large: how long it takes to open, how much memory, how fast to ask.

The names are made of given names and surnames of the file's English names, paired with a fixed seed, and written as an
import writes them. `open_ms` is from nothing to a shelf that answers; `rss_mb` the largest size of the whole process
that asks, after 50,000 look-ups; `per_second` look-ups of filed names, with the time of folding them.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from benchmarks.lookup import generated
from benchmarks.names import read
from benchmarks.result import Outcome, ratio, say
from benchmarks.speed import resident_mb
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.shelf import Shelf
from whimbrel.almanac.shelf_write import write_shelf
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name

NAMES = 2_000_000
ASKED = 50_000
SEED = 2026


def run(data: Path) -> Outcome:
    words = [english.split() for _, english in read(data)]
    names = generated(words, NAMES)
    if not names:
        raise DataError("holds no names of two words", where=str(data), remedy="give a file of full names")
    asked = random.Random(SEED).sample(names, min(ASKED, len(names)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shelf.db"
        write_shelf(path, _actors(names), lambda refused: None)  # noqa: ARG005
        say(f"shelf: {len(names):,} names written, {path.stat().st_size / 2**20:.0f} MiB")
        with get_context("spawn").Pool(1) as fresh:  # a process that has not made two million names
            opened, spent, found, size = fresh.apply(ask, (path, asked))
    metrics = {
        "open_ms": opened * 1000,
        "rss_mb": size,
        "per_second": ratio(len(asked), spent),
        "found": ratio(found, len(asked)),
    }
    return Outcome(metrics, NAMES)


def ask(path: Path, asked: list[str]) -> tuple[float, float, int, float]:
    """Seconds to open, processor seconds to look all names up, how many were found, MiB of the process."""
    began = time.perf_counter()
    shelf = Shelf(path)
    shelf.named("nobody")
    opened = time.perf_counter() - began
    began = time.process_time()
    found = sum(bool(shelf.named(name_key(name))) for name in asked)
    spent = time.process_time() - began
    shelf.close()
    return opened, spent, found, _largest_mb()


def _largest_mb() -> float:
    """The largest size of this process; where Linux tells it, without that of the process which started it."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    kib = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
    return kib / 1024 if kib else resident_mb()


def _actors(names: list[str]) -> Iterator[Actor]:
    for number, name in enumerate(names):
        yield Actor(f"made:{number}", name, ActorKind.PERSON, names=(Name(name),))
