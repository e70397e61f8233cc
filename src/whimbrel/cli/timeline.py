"""`whimbrel timeline`: what an actor did and underwent, in order of time."""

from __future__ import annotations

from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Format


def timeline(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id, or its name.")],
    *,
    since: options.SinceOption = "",
    until: options.UntilOption = "",
    read: Annotated[
        bool, typer.Option("--read", help="Read the stored reports for what no event of the chronicle tells; slower.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="Also what is denied, threatened, called for or only supposed.")
    ] = False,
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List what an actor did and underwent, earliest first, with the reports that tell it."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    first, last = options.period(since, until)
    with open_chronicle(chronicle) as opened:
        found = opened.timeline_records(actor, since=first, until=last, read=read, whole=whole)
        output.listing("moment", found, format, limit=limit, none="nothing is told of it")
