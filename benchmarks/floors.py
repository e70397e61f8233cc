"""The floors below which no change may take a figure: `floors.toml` holds them, continuous integration checks them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from benchmarks.result import Benchmark, Run, measure, say, sha256

CEILING = "max_"
"""A key `max_NAME` is a ceiling for the metric NAME (memory, say), every other key a floor."""

OWN_DATA = Path(__file__).parent / "data"
"""Sets of our own, which come with the clone."""


def check(floors: Path, data: Path, benchmark: Callable[[str], Benchmark]) -> int:
    """Runs every benchmark whose data is present; gives 1 when one is below its floor. Absent data is skipped."""
    fallen = 0
    for name, sets in tomllib.loads(floors.read_text(encoding="utf-8")).items():
        for file, limits in sets.items():
            found = [*sorted(data.rglob(file)), *sorted(OWN_DATA.rglob(file))] if data.is_dir() else []
            path = next(iter(found), None)
            if path is None:
                say(f"skipped {name} {file}: not found under {data}")
                continue
            if limits.get("sha256", sha256(path)) != sha256(path):
                say(f"skipped {name} {file}: the file is not the one that the floor was set on")
                continue
            fallen += _report(measure(name, benchmark(name), path), limits)
    return 1 if fallen else 0


def broken(metrics: dict[str, float], limits: dict[str, float | str]) -> list[str]:
    """What is out of bounds, in words."""
    complaints = []
    for key, limit in limits.items():
        if isinstance(limit, str):
            continue
        metric = key.removeprefix(CEILING)
        value = metrics.get(metric)
        if value is None:
            complaints.append(f"{metric} is not measured")
        elif key.startswith(CEILING) and value > limit:
            complaints.append(f"{metric} {value:.4f} is above {limit}")
        elif not key.startswith(CEILING) and value < limit:
            complaints.append(f"{metric} {value:.4f} is below {limit}")
    return complaints


def _report(run: Run, limits: dict[str, float | str]) -> int:
    complaints = broken(dict(run.outcome.metrics), limits)
    figures = ", ".join(f"{name} {value:.3f}" for name, value in run.outcome.metrics.items())
    verdict = "FALLEN: " + "; ".join(complaints) if complaints else "holds"
    say(f"{run.benchmark} {run.file}: {verdict} ({figures}; {run.seconds_cpu:.0f} s)")
    return len(complaints)
