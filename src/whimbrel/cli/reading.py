"""`whimbrel read`: progress on a terminal, the closing summary, and an honest word when it is stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import monotonic
from typing import TYPE_CHECKING

from whimbrel.cli import FOUND_NOTHING, STOPPED, output
from whimbrel.logs import bare, log

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.model import Problem
    from whimbrel.pipeline import Progress, Summary

_TOLD = 20  # problems that are told one by one; the rest only counted


@dataclass(frozen=True, slots=True)
class Hands:
    """Who codes: so many processes here (None: one), or those of the cluster `on` (None: all), into `shards`."""

    workers: int | None = None
    on: str = ""
    shards: str = ""

    @property
    def number(self) -> int:
        return (0 if self.on else 1) if self.workers is None else self.workers


ONE = Hands()


def read(
    paths: Sequence[str],
    target: str,
    lexicon: str = "",
    *,
    almanac: str = "",
    places: str = "",
    hands: Hands = ONE,
) -> int:
    """Reads `paths` into the chronicle, perhaps with own words and imports, perhaps with other processes; says what
    came of it; returns the exit code."""
    from whimbrel.api import Chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.knowing import ALMANAC, PLACES, remember  # noqa: PLC0415
    from whimbrel.scale.reading import read as run  # noqa: PLC0415 - spaCy and the models

    with Chronicle.open(target) as chronicle:
        remember(chronicle, ALMANAC, almanac)
        remember(chronicle, PLACES, places)
        before, began = chronicle.tally().reports, monotonic()
        try:
            with progress() as on_progress:
                summary = run(
                    list(paths),
                    chronicle,
                    stdin=sys.stdin.buffer,
                    on_progress=on_progress,
                    on_problem=teller(),
                    lexicon=lexicon or None,
                    workers=hands.number,
                    on=hands.on,
                    shards=hands.shards or None,
                )
        except KeyboardInterrupt:
            if hands.on:
                output.note("what the cluster coded is kept in its shards")
            return _stopped(chronicle, before)
        log("read", **asdict(summary), seconds=round(monotonic() - began, 3))
        print(_said(summary))
        if summary.set_aside or summary.with_gaps:
            what = "set aside" if summary.set_aside else "not read"
            output.note(f"`whimbrel problems{_option(target)}` lists what was {what} and why")
        return 0 if summary.reports else FOUND_NOTHING


def teller() -> Callable[[Problem], None]:
    """Tells problems as they are met, one line each; after the first few only that there are more."""
    left = iter(range(_TOLD, -1, -1))

    def tell(problem: Problem) -> None:
        log("problem", file=bare(problem.file), position=problem.position, code=problem.code)
        match next(left, None):
            case None:
                pass
            case 0:
                output.note("there are more problems; no more of them is told here")
            case _:
                where = f"{problem.file} {problem.position}".strip()
                output.note(f"{where}: {problem.message} ({problem.remedy})")

    return tell


def _said(summary: Summary) -> str:
    fresh = f" ({summary.new} new, {summary.unchanged} unchanged)"
    parts = (
        _number(summary.reports, "report") + (fresh if summary.reports else ""),
        _number(summary.claims, "claim"),
        _number(summary.events, "event"),
        f"{summary.set_aside} set aside",
        *([f"{summary.with_gaps} read with gaps"] if summary.with_gaps else []),
    )
    return ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _stopped(chronicle: Chronicle, before: int) -> int:
    tally = chronicle.tally()
    output.note(
        f"stopped: {tally.reports - before} reports were added and are whole; the chronicle holds {tally.reports} "
        f"reports and {tally.events} events; run the same command again to go on"
    )
    return STOPPED


def _option(target: str) -> str:
    from whimbrel.chronicle.opening import shown  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.cli.options import DEFAULT_CHRONICLE  # noqa: PLC0415

    return "" if target == DEFAULT_CHRONICLE else f" -c {shown(target)}"


@contextmanager
def progress() -> Iterator[Callable[[Progress], None] | None]:
    """A line on standard error that tells how far the run is; nothing when that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415

    from whimbrel.export.safe import one_line  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("loading the models") as line:

        def show(progress: Progress) -> None:
            name = one_line(progress.file)[-60:]
            line.update(f"{progress.done + 1:,} reports · {name}")

        yield show
