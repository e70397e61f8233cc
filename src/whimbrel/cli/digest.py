"""`whimbrel digest`: what changed since a time."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE


class Edition(StrEnum):
    """How a digest is written."""

    markdown = "markdown"
    html = "html"


_TIMES = "today, yesterday, a date, a time (2022-10-30T18:00), 12h, 7d or “2 days ago”"


def digest(
    *,
    since: Annotated[str, typer.Option(metavar="TIME", help=f"From when: {_TIMES}.")] = "yesterday",
    until: Annotated[
        str, typer.Option(metavar="TIME", help="Up to when, in the same words; a day to its end.")
    ] = "now",
    out: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - prints it.")] = "-",
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its heading.")] = "What changed",
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many of each kind; 0 for all.")] = 25,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: Annotated[
        Edition, typer.Option("--format", "-f", help="markdown for mail and chat, html for a page.")
    ] = Edition.markdown,
) -> None:
    """Tell what changed: new events, tolls, conflicts between sources, what was merged or is gone, new actors."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.export.digest.write import write_digest  # noqa: PLC0415 - Jinja

    with open_chronicle(chronicle) as opened:
        found = opened.digest(since, until, title=title, limit=limit)
    written = write_digest(found, format)
    if out == "-":
        sys.stdout.write(written)
    else:
        Path(out).write_text(written, encoding="utf-8")
        output.note(f"{sum(part.total for part in found.parts)} changes in {out}")
    if not found.changed:
        output.note("nothing changed in this time")
        raise typer.Exit(FOUND_NOTHING)
