"""`whimbrel panel`: events counted by pair of parties and week, or by country and month, for models."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, options, output
from whimbrel.cli.export import OutOption
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter


@options.narrowed
def panel(
    kind: Annotated[str, typer.Argument(metavar="dyad-week|country-month", help="What has a row.")],
    *,
    out: OutOption = "-",
    wanted: EventFilter,
    parties: Annotated[
        str,
        typer.Option(metavar="country|sector|actor", help="What the two of a dyad are: SYR, SYRREB, or actors' ids."),
    ] = "country",
    days: Annotated[
        str,
        typer.Option(
            metavar="known|reported", help="Only days that a source tells, or the report's where none is told."
        ),
    ] = "known",
    balanced: Annotated[
        bool, typer.Option("--balanced", help="A row in every period for whoever has one in any, with zeros.")
    ] = False,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="csv|parquet|dta", help="Else what the file's name ends in, or csv."),
    ] = "",
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Count events for models: by type and quad class, with scores, deaths, origins and conflicts."""
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.export.formats.days import KNOWN  # noqa: PLC0415
    from whimbrel.export.panels.table import UNDATED  # noqa: PLC0415
    from whimbrel.export.panels.write import BINARY, FORMATS, write_panel  # noqa: PLC0415
    from whimbrel.export.whole import whole_file  # noqa: PLC0415

    ending = Path(out).suffix.removeprefix(".")
    chosen = format or (ending if ending in FORMATS else "csv")
    if chosen not in FORMATS:
        raise UsageError(f"a panel cannot be {chosen!r}", remedy=f"one of {', '.join(FORMATS)}")
    if chosen in BINARY and out == "-" and sys.stdout.isatty():
        raise UsageError(f"{chosen} is not for a terminal", remedy="name a file with -o, or pipe it on")
    with open_chronicle(chronicle) as opened:
        found = opened.panel_table(kind, wanted, parties=parties, days=days, balanced=balanced)
    with nullcontext(sys.stdout.buffer) if out == "-" else whole_file(Path(out)) as target:
        write_panel(found, target, chosen)
    where = "" if out == "-" else f" in {out}"
    output.note(f"{found.counted} events in {len(found.rows)} rows{where}")
    for why, number in sorted(found.left_out.items(), key=lambda one: (-one[1], one[0])):
        hint = " (--days reported takes that of the report)" if why == UNDATED and days == KNOWN else ""
        output.note(f"{number:>8} in no row: {why}{hint}")
    if not found.rows:
        raise typer.Exit(FOUND_NOTHING)
