"""Reading with as many hands as are asked for: one process, some on this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from whimbrel import pipeline
from whimbrel.chronicle import Chronicle
from whimbrel.errors import UsageError
from whimbrel.model import Problem
from whimbrel.pipeline import Progress, Summary


def read(
    paths: Sequence[str | Path],
    chronicle: Chronicle,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    lexicon: str | Path | None = None,
    workers: int = 1,
    on: str = "",
    shards: str | Path | None = None,
) -> Summary:
    """As `pipeline.read`, whose outcome it has: by so many `workers` here, or `on` a cluster (0: all of its own).

    Raises UsageError for numbers and names that cannot be, and what `read_with_workers` and `read_on_cluster` raise.
    """
    if on:
        from whimbrel.scale.remote import read_on_cluster  # noqa: PLC0415

        return read_on_cluster(
            paths, chronicle, on, workers=workers, shards=shards, on_progress=on_progress, on_problem=on_problem,
            lexicon=lexicon,
        )  # fmt: skip
    if shards:
        raise UsageError("shards are written by a cluster alone", remedy="name one with --on, or leave --shards out")
    if workers < 1:
        raise UsageError(f"{workers} workers read nothing", remedy="ask for 1 or more")
    if workers == 1:
        return pipeline.read(
            paths, chronicle, stdin=stdin, on_progress=on_progress, on_problem=on_problem, lexicon=lexicon
        )
    from whimbrel.scale.local import read_with_workers  # noqa: PLC0415

    return read_with_workers(
        paths, chronicle, workers, stdin=stdin, on_progress=on_progress, on_problem=on_problem, lexicon=lexicon
    )
