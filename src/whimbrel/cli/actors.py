"""The commands about actors: who there is, whom a name may mean, and what people decide."""

from __future__ import annotations

from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.deciding import LaterOption, NoteOption, WhoOption, tell
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, Format, opened_chronicle
from whimbrel.errors import UsageError

ActorArgument = Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")]


def actors(
    *,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Those that no almanac knows, those who may be one together.")
    ] = False,
    like: Annotated[
        str, typer.Option(metavar="NAME", help="Actors with a name like this, in any script, also of the almanac.")
    ] = "",
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List who takes part in events, most events first."""
    if unknown and like:
        raise UsageError("--unknown and --like do not go together", remedy="give one of them")
    with opened_chronicle(chronicle) as opened:
        if unknown:
            output.listing("unknown", opened.unknown_records(), format, limit=limit, none="everybody is known")
        elif like:
            output.listing("like", opened.actors_like(like), format, limit=limit, none="nobody has a name like this")
        else:
            output.listing("actor", opened.records("actor"), format, limit=limit)


def actor(
    id: ActorArgument,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Show one actor: how it is written, its roles over time, who is like it, and its events."""
    from whimbrel.chronicle import EventFilter  # noqa: PLC0415
    from whimbrel.export.actors import print_sheet  # noqa: PLC0415
    from whimbrel.export.detail import print_actor  # noqa: PLC0415
    from whimbrel.export.table import print_records  # noqa: PLC0415

    with opened_chronicle(chronicle) as opened:
        found = opened.actor_sheet(id)
        if not found["id"].startswith(id):
            output.note(f"actor {id} is now {found['id']}")
        if format is Detail.json:
            output.record(found)
            return
        console = output.console()
        if found["events"] or found["claims"]:
            print_actor(opened.actor(found["id"]), console)
        else:
            output.note(f"{found['name']} is in the almanac, and in no report of this chronicle")
        print_sheet(found, console)
        print_records("event", opened.records("event", EventFilter(actor_id=found["id"])), console)


def merge_actors(
    keep: Annotated[str, typer.Argument(metavar="A", help="The actor that stays; also one of the almanac.")],
    others: Annotated[list[str], typer.Argument(metavar="B…", help="The actors that are A from now on.")],
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Decide that B is A: in every listing and record, and when events are merged. `undo` takes it back."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.merge_actors(keep, *others, who=who, note=note, remake=not later), format, later)


def split_actor(
    id: ActorArgument,
    spellings: Annotated[list[str], typer.Argument(metavar="SPELLING…", help="As `whimbrel actor` lists them.")],
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Decide that these spellings are somebody else: one merged or wrongly linked becomes an actor of its own."""
    with opened_chronicle(chronicle) as opened:
        tell(opened, opened.split_actor(id, *spellings, who=who, note=note, remake=not later), format, later)


def promote(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id that begins with local:, or the beginning of it.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="Its name, where the commonest spelling is not.")] = "",
    country: Annotated[str, typer.Option(metavar="WHERE", help="Its country: a name, or alpha-3.")] = "",
    sector: Annotated[str, typer.Option(metavar="CODE", help="PLOVER's sector: GOV, MIL, REB, …")] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of a body: armed group, party, organisation, …")] = "",
    role: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help='"title @ body-id start/end"; may be given more than once.')
    ] = None,
    who: WhoOption = "",
    note: NoteOption = "",
    later: LaterOption = False,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Give an unknown actor an entry in this chronicle's own almanac, to which later reports are linked."""
    with opened_chronicle(chronicle) as opened:
        made = opened.promote(
            id, name=name, country=country, sector=sector, kind=kind, roles=role or (),
            who=who, note=note, remake=not later,
        )  # fmt: skip
        tell(opened, made, format, later)


def register(app: typer.Typer) -> None:
    """Puts the commands into the program."""
    for command in (actors, actor, merge_actors, split_actor, promote):
        app.command()(command)
