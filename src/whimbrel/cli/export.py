"""`whimbrel export`: a chronicle in the formats of other programs, streamed to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter

OutOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - for standard output.")
]
DaysOption = Annotated[
    str,
    typer.Option(
        metavar="known|reported",
        help="Where a day is wanted: only days that a source tells, or the report's where none is told.",
    ),
]


@options.narrowed
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="Its name; --list tells them all.")] = "",
    *,
    out: OutOption = "-",
    wanted: EventFilter,
    level: Annotated[
        str, typer.Option(metavar="event|claim|report", help="What a row of csv or parquet is.")
    ] = "event",
    days: DaysOption = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the export calls itself, where it does.")] = (
        "Chronicle"
    ),
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many events; 0 for all.")] = 0,
    list_formats: Annotated[bool, typer.Option("--list", help="List the formats and end.")] = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Write events for other programs: spreadsheets, statistics, maps, the data sets of the field."""
    from whimbrel.export.formats.registry import find_format  # noqa: PLC0415

    if list_formats:
        return _list()
    if not format:
        raise UsageError("no format is named", remedy="`whimbrel export --list` tells them all")
    if find_format(format).binary and out == "-" and sys.stdout.isatty():
        raise UsageError(f"{format} is not for a terminal", remedy="name a file with -o, or pipe it on")
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    with open_chronicle(chronicle) as opened, _progress(out) as on_progress:
        target = sys.stdout.buffer if out == "-" else out
        tally = opened.export(
            format, target, wanted, level=level, days=days, limit=limit, title=title, on_progress=on_progress
        )
    where = "" if out == "-" else f"{tally.written} event{'' if tally.written == 1 else 's'} in {out}"
    said = "; ".join(filter(None, (where, tally.words())))
    if said:
        output.note(said)
    if not tally.written:
        output.note("no event fits")
        raise typer.Exit(FOUND_NOTHING)
    return None


def _list() -> None:
    """Every format with its line; one whose library is not installed says so."""
    from whimbrel.export.formats.registry import find_format, format_names  # noqa: PLC0415

    width = max(map(len, format_names()), default=0)
    for name in format_names():
        try:
            says = find_format(name).says
        except UsageError as error:
            says = str(error)
        print(f"{name:<{width}}  {says}")


@contextmanager
def _progress(out: str) -> Iterator[Callable[[int], None] | None]:
    """A line on standard error that counts; nothing when that is not a terminal, or the export itself goes to one."""
    if not sys.stderr.isatty() or (out == "-" and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("") as line:
        yield lambda number: line.update(f"{number:,} events")
