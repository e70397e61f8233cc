"""All commands, in the order in which help tells them.

Heavy imports stay inside them, so that help and completion answer at once.
"""

from __future__ import annotations

from typing import Annotated

import typer
from typer.main import get_command

from whimbrel.cli import CANNOT, actors, deciding, options, output, reading, watch
from whimbrel.cli import events as events_decided
from whimbrel.cli.compare import compare
from whimbrel.cli.copying import copy
from whimbrel.cli.digest import digest
from whimbrel.cli.export import export
from whimbrel.cli.fetching import fetch, follow, sources, versions
from whimbrel.cli.importing import import_actors, import_places
from whimbrel.cli.keeping import backup, check, restore
from whimbrel.cli.listing import claims, events, problems, quotes, reports
from whimbrel.cli.mcp import mcp
from whimbrel.cli.options import DEFAULT_CHRONICLE
from whimbrel.cli.page import page
from whimbrel.cli.panel import panel
from whimbrel.cli.plot import plot
from whimbrel.cli.serve import serve
from whimbrel.cli.showing import event, explain, report
from whimbrel.cli.timeline import timeline
from whimbrel.cli.token import token

app = typer.Typer(
    name="whimbrel",
    help="Reads news reports and keeps a chronicle: one event, one record, every source behind it.",
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"whimbrel {version('whimbrel')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Reads news reports and keeps a chronicle: one event, one record, every source behind it."""
    if context.invoked_subcommand is None and not version:
        print(context.get_help())
        raise typer.Exit(CANNOT)


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")],
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    lexicon: options.LexiconOption = "",
    almanac: options.AlmanacOption = "",
    places: options.PlacesOption = "",
    workers: options.WorkersOption = None,
    on: options.OnOption = "",
    shards: options.ShardsOption = "",
    log: options.LogOption = options.Log.none,
) -> None:
    """Read reports into the chronicle. Reports already there are left as they are."""
    output.start_log(log)
    hands = reading.Hands(workers, on, shards)
    raise typer.Exit(reading.read(paths, chronicle, lexicon, almanac=almanac, places=places, hands=hands))


app.command()(fetch)
app.command()(follow)
app.command()(sources)
app.command()(versions)
app.command()(copy)
app.command()(events)
app.command()(event)
app.command()(claims)
app.command()(quotes)
app.command()(explain)
app.command()(timeline)
app.command()(compare)
app.command()(serve)
app.command()(token)
app.command()(import_actors)
app.command()(import_places)
app.command()(mcp)
app.command()(reports)
app.command()(report)
events_decided.register(app)
actors.register(app)
app.command()(deciding.undo)
app.command()(deciding.decisions)
app.add_typer(watch.app, name="watch")
app.command()(problems)
app.command()(page)
app.command()(check)
app.command()(backup)
app.command()(restore)
app.command()(export)
app.command()(panel)
app.command()(plot)
app.command()(digest)

commands = get_command(app)  # the tree of all of them, for `run`
