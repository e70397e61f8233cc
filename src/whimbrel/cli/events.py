"""The commands about single events: decide which are one and which are right, and ask why they are what they are."""

from __future__ import annotations

from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.deciding import LaterOption, NoteOption, WhoOption, tell
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, opened_chronicle

EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="Its id, or the beginning of it.")]


def same(
    first: Annotated[str, typer.Argument(metavar="A", help="An event.")],
    others: Annotated[list[str], typer.Argument(metavar="B…", help="The events that are the same happening.")],
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Decide that events are one happening, whatever speaks against it. `undo` takes it back."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.same(first, *others, who=who, note=note, remake=not later), format, later)


def different(
    first: Annotated[str, typer.Argument(metavar="A", help="An event.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another, which is never to be one with it.")],
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Decide that two events are two happenings, whatever reports come. `split` parts what is one event now."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.different(first, second, who=who, note=note, remake=not later), format, later)


def split(
    event: EventArgument,
    report: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A report that tells of another happening; may be repeated.")
    ] = None,
    claim: Annotated[list[str] | None, typer.Option(metavar="ID", help="A claim that does; may be repeated.")] = None,
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Decide that some of an event's reports or claims tell of another happening than the rest."""
    with opened_chronicle(chronicle) as opened:
        made = opened.split(
            event, reports=report or (), claims=claim or (), who=who, note=note, remake=not later
        )  # fmt: skip
        tell(opened, made, format, later)


def right(
    event: EventArgument,
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Mark an event as checked and right."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.right(event, who=who, note=note, remake=not later), format, later)


def wrong(
    event: EventArgument,
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Mark an event as wrong: there was none. It stays listed; `events --checked right,unchecked` leaves it out."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.wrong(event, who=who, note=note, remake=not later), format, later)


def edit(
    event: EventArgument,
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="when, place, type, mode, status, actors, recipients, killed, wounded, …"),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="A date, a place (NAME, COUNTRY), TYPE or TYPE/mode, a status, ids of actors, a number (12, 10-12, "
            "12+); a time, place or parties may be `unknown`.",
        ),
    ],
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Give a field of an event the right value. What the sources say stays beside it."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.edit(event, field, value, who=who, note=note, remake=not later), format, later)


def why(
    first: Annotated[str, typer.Argument(metavar="A", help="An event; or a report or claim beside another.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another event, report or claim.")] = "",
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Tell why an event's reports are one event and what else came near; or why A and B are together, or are not."""
    from whimbrel.export.decisions import print_decisions  # noqa: PLC0415
    from whimbrel.export.why import print_why  # noqa: PLC0415

    with opened_chronicle(chronicle) as opened:
        if opened.events_due():
            output.note("events wait to be made anew: `whimbrel read`, or a decision without --later, does it")
        found = opened.why(first, second)
        if format is Detail.json:
            output.record(found)
        else:
            print_why(found, output.console())
            print_decisions(found["decisions"], output.console())


def register(app: typer.Typer) -> None:
    """Puts the commands into the program."""
    for command in (why, same, different, split, right, wrong, edit):
        app.command()(command)
