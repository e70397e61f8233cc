"""Whole runs of the command line, and a look at what a chronicle holds."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from whimbrel.api import Chronicle

Found = TypeVar("Found")
Whimbrel = Callable[..., tuple[int, str, str]]  # what the fixture of that name is
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
# A shell that starts us in the background has us ignore Ctrl-C; a person's shell does not.
START = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from whimbrel.cli import main; main()"


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
    """Starts one command as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        **options,
    )


def dump(path: Path) -> str:
    """Everything in a chronicle, as SQL."""
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def in_order(path: Path) -> list[str]:
    """Every row of a chronicle as SQL, in its order; only its indexes are made in any."""
    return [line for line in dump(path).splitlines() if not line.startswith("CREATE INDEX")]


def until(ask: Callable[[], Found], seconds: float = 120) -> Found:
    """What is asked for, once it is there; what it is at the end, where it does not come."""
    end = time.monotonic() + seconds
    while not (found := ask()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def check_whole(path: Path) -> None:
    """Fails unless the database is sound, every reference leads somewhere and every span fits its report's text."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
    with Chronicle.open(path, create=False) as chronicle:
        texts = {report.id: report.text for report in chronicle.reports()}
        for claim in chronicle.claims():
            assert texts[claim.report][claim.span.start : claim.span.end] == claim.text


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every record of a chronicle, by noun, in an order that does not depend on when it was read."""
    with Chronicle.open(path, create=False) as chronicle:
        return {
            noun: sorted(chronicle.records(noun), key=lambda record: json.dumps(record, sort_keys=True))
            for noun in ("event", "claim", "report", "actor")
        }
