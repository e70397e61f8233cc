"""The command line of the benchmarks; the contract is in `benchmarks/README.md`."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: one processor is what we measure
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import importlib
import sys
import tomllib
from pathlib import Path

from rich.console import Console

from benchmarks.floors import check
from benchmarks.result import Benchmark, measure, say, show, show_examples
from whimbrel.errors import WhimbrelError

HERE = Path(__file__).parent
PEERS = HERE / "peers.toml"
FLOORS = HERE / "floors.toml"
SHARED_DATA = HERE.parent.parent / "shared" / "data"
HELPERS = {
    "coding_actors", "coding_marked", "coref_scores", "floors", "history", "history_change", "html_pages",
    "many_reports", "result", "rows", "sample_events", "sentences", "status_claims", "synthesis", "timeline_gold",
    "timeline_rows", "timeline_score", "timeline_semeval",
}  # fmt: skip
NOT_BENCHMARKS = {"__init__", "__main__"} | HELPERS


def names() -> list[str]:
    """Every benchmark there is: the modules of this folder that hold a `run`."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def benchmark(name: str) -> Benchmark:
    """The `run` of the module of that name."""
    found: Benchmark = importlib.import_module(f"benchmarks.{name}").run
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Whimbrel on a data set.")
    parser.add_argument("name", nargs="?", choices=names(), help="which benchmark")
    parser.add_argument("--data", type=Path, help="the data file, or with --check the folder of all sets")
    parser.add_argument("--json", action="store_true", help="print the result as one line of JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N example rows of every error class")
    parser.add_argument("--check", action="store_true", help="run every benchmark that has a floor and fail below it")
    asked = parser.parse_args(arguments)
    try:
        if asked.check:
            return check(FLOORS, asked.data or SHARED_DATA, benchmark)
        if asked.name is None or asked.data is None:
            parser.error("name a benchmark and give its --data FILE, or use --check")
        run = measure(asked.name, benchmark(asked.name), asked.data)
    except (OSError, ValueError, WhimbrelError) as error:
        say(f"{asked.name or 'benchmarks'}: {error}")
        return 1
    if asked.json:
        print(run.to_json())
    else:
        peers = tomllib.loads(PEERS.read_text(encoding="utf-8")).get(asked.name, {}).get(asked.data.name, {})
        show(run, peers, Console())
        show_examples(run.outcome, asked.errors, Console())
    return 0


if __name__ == "__main__":
    sys.exit(main())
