"""`whimbrel page`: the chronology as one HTML page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, opened_chronicle

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter


@options.narrowed
def page(
    *,
    out: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - prints it.")] = (
        "chronicle.html"
    ),
    title: Annotated[str, typer.Option(metavar="TEXT", help="The page's heading.")] = "Chronicle",
    wanted: EventFilter,
    limit: options.LimitOption = 5000,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Write the chronology as one self-contained HTML page, every line open to its sources."""
    with opened_chronicle(chronicle) as opened:
        number = opened.write_page(sys.stdout if out == "-" else out, wanted, title=title, limit=limit)
    said = f"{number} event{'' if number == 1 else 's'} in {out}"
    output.note(said if number else f"no event fits; {out} says so")
