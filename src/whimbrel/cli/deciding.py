"""What every command that decides has in common, and those that list decisions and take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import FOUND_NOTHING, options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, Format, opened_chronicle
from whimbrel.errors import UsageError

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.chronicle import Decision

WhoOption = Annotated[
    str, typer.Option(envvar="WHIMBREL_WHO", metavar="NAME", help="Who decides; by default the user of this machine.")
]
NoteOption = Annotated[str, typer.Option(metavar="TEXT", help="Why, for those who read it later.")]
LaterOption = Annotated[
    bool, typer.Option("--later", help="Leave the events as they are until the next decision or reading.")
]


def undo(
    id: Annotated[str, typer.Argument(metavar="DECISION", help="Its id; without one the last that is in force.")] = "",
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Take a decision about actors or events back. It stays listed."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.undo(id, who=who, note=note, remake=not later), format, later)


def decisions(
    take: Annotated[
        str, typer.Option("--import", metavar="FILE", help="First add those of an NDJSON file, all or none.")
    ] = "",
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List what people decided about actors and events, who and when; `--format ndjson` writes what --import takes."""
    with opened_chronicle(chronicle) as opened:
        if take:
            added = _imported(opened, take)
            output.note(f"{added} decision{'' if added == 1 else 's'} added from {take}")
        none = "nothing was decided"
        output.listing("decision", opened.decision_records(), format, limit=limit, none=none)


def tell(opened: Chronicle, made: list[Decision], format: Detail, later: bool) -> None:
    """The decisions as stored, and the events that hold the claims they are about; events that wait are told of."""
    from whimbrel.export.table import print_records  # noqa: PLC0415

    ids = {one.id for one in made}
    undone = {one.subject for one in made if one.verb == "undo"}
    everything = list(opened.decision_records())
    records = [record for record in everything if record["id"] in ids]
    about = [id for record in everything if record["id"] in ids | undone for side in record["sides"] for id in side]
    now = sorted(set(opened.events_of(about).values())) if about and not later else []
    if format is Detail.json:
        output.record({"decisions": records, "events": opened.tally().events, "now": now})
    else:
        from whimbrel.export.record import event_record  # noqa: PLC0415

        print_records("decision", records, output.console())
        print_records("event", (event_record(opened.event(id)) for id in now), output.console())
    if later:
        output.note("events are made anew with the next decision without --later, or the next `whimbrel read`")
    if not made:
        raise typer.Exit(FOUND_NOTHING)


def _imported(opened: Chronicle, path: str) -> int:
    from pathlib import Path  # noqa: PLC0415

    try:
        with Path(path).open(encoding="utf-8") as lines:
            return len(opened.import_decisions(lines, path))
    except UnicodeDecodeError as error:
        raise UsageError("is not UTF-8", where=path, remedy="nothing was imported") from error
