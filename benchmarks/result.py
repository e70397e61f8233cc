"""What one benchmark run gives, and how it is shown."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

MOST_COMMON = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """Metrics as fractions (0 to 1) unless their name tells a unit; `errors` counts what went wrong by class.

    `examples` are rows that went wrong, each an error's class and a line for people; benchmarks may give none.
    """

    metrics: Mapping[str, float]
    n: int
    errors: Counter[str] = field(default_factory=Counter)
    examples: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """An outcome with what it was measured on and what it cost."""

    benchmark: str
    file: str
    outcome: Outcome
    data_sha256: str
    seconds_cpu: float

    def to_json(self) -> str:
        return json.dumps(
            {
                "benchmark": self.benchmark,
                "metrics": {name: round(value, 5) for name, value in self.outcome.metrics.items()},
                "n": self.outcome.n,
                "data_sha256": self.data_sha256,
                "seconds_cpu": round(self.seconds_cpu, 2),
            }
        )


Benchmark = Callable[[Path], Outcome]


def measure(name: str, benchmark: Benchmark, data: Path) -> Run:
    """Runs a benchmark on a file. Raises OSError when the file cannot be read, ValueError when it breaks its schema."""
    digest = sha256(data)
    began = time.process_time()
    outcome = benchmark(data)
    return Run(name, data.name, outcome, digest, time.process_time() - began)


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def show(run: Run, peers: Mapping[str, str], console: Console) -> None:
    """A table of our figures with the peer's beside them, then the commonest error classes."""
    table = Table(title=f"{run.benchmark} · {run.file} · n = {run.outcome.n:,} · {run.seconds_cpu:.1f} s of processor")
    table.add_column("metric")
    table.add_column("ours", justify="right")
    table.add_column("peer", justify="right")
    for name, value in run.outcome.metrics.items():
        table.add_row(name, f"{value:.4f}" if value <= 1 else f"{value:,.1f}", peers.get(name, "–"))
    console.print(table)
    if run.outcome.errors:
        errors = Table(title="commonest errors")
        errors.add_column("class")
        errors.add_column("count", justify="right")
        for label, count in run.outcome.errors.most_common(MOST_COMMON):
            errors.add_row(label, str(count))
        console.print(errors)


def show_examples(outcome: Outcome, most: int, console: Console) -> None:
    """Up to `most` rows of every error class, the commonest class first."""
    for label, count in outcome.errors.most_common():
        lines = [line for found, line in outcome.examples if found == label]
        if lines:
            console.print(f"\n{label} ({count})", style="bold", markup=False, highlight=False)
        for line in lines[:most]:
            console.print(f"- {line}", markup=False, highlight=False, soft_wrap=True)


def ratio(part: float, whole: float) -> float:
    """`part / whole`, nought where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f_score(precision: float, recall: float) -> float:
    return ratio(2 * precision * recall, precision + recall)


def say(line: str) -> None:
    """A line of progress on standard error."""
    print(line, file=sys.stderr, flush=True)
