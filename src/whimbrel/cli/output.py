"""Writing listings and single records to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from whimbrel.cli import FOUND_NOTHING
from whimbrel.cli.options import Format, Log

if TYPE_CHECKING:
    from rich.console import Console

_PIPE_WIDTH = 120


def console() -> Console:
    """Standard output with colour where it is a terminal; wide enough when piped."""
    from rich.console import Console  # noqa: PLC0415

    given = os.environ.get("COLUMNS", "")
    width = None if sys.stdout.isatty() else int(given) if given.isdecimal() and int(given) > 0 else _PIPE_WIDTH
    return Console(width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def note(message: str) -> None:
    """A line for the person, beside the data: on standard error."""
    from whimbrel.export.safe import one_line  # noqa: PLC0415

    print(one_line(message), file=sys.stderr)


def start_log(wanted: Log) -> None:
    """Begins to log, where that is asked for."""
    if wanted is Log.json:
        from whimbrel.logs import start  # noqa: PLC0415

        start()


def plain(text: str) -> str:
    """Text as one line in which nothing acts on a terminal."""
    from whimbrel.export.safe import one_line  # noqa: PLC0415

    return one_line(text)


def listing(noun: str, records: Iterable[dict[str, Any]], format: Format, *, limit: int = 0, none: str = "") -> None:
    """Writes a listing as it comes. Exits with 1, and says `none` on standard error, when there is nothing."""
    from whimbrel.export import lines  # noqa: PLC0415

    chosen = _limited(records, limit)
    if format is Format.table:
        from whimbrel.export.table import print_records  # noqa: PLC0415 - rich

        number = print_records(noun, chosen, console())
    elif format is Format.csv:
        number = lines.write_csv(noun, chosen, sys.stdout)
    elif format is Format.ndjson:
        number = lines.write_ndjson(chosen, sys.stdout)
    else:
        number = lines.write_json(chosen, sys.stdout)
    if not number:
        note(none or f"no {noun}s")
        raise typer.Exit(FOUND_NOTHING)


def record(value: dict[str, Any]) -> None:
    """One record as indented JSON."""
    from whimbrel.export.lines import as_json  # noqa: PLC0415

    print(as_json(value, indent=2))


def _limited(records: Iterable[dict[str, Any]], limit: int) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(records):
        if limit and number >= limit:
            note(f"only the first {limit} are listed: raise --limit for more")
            return
        yield one
