"""The commands. Heavy imports stay inside them, so that help and completion answer at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

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
from whimbrel.cli.mcp import mcp
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, Format
from whimbrel.cli.panel import panel
from whimbrel.cli.plot import plot
from whimbrel.cli.serve import serve
from whimbrel.cli.timeline import timeline
from whimbrel.cli.token import token

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.chronicle import EventFilter

app = typer.Typer(
    name="whimbrel",
    help="Reads news reports and keeps a chronicle: one event, one record, every source behind it.",
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LimitOption = Annotated[int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")]


def _open(chronicle: str) -> Chronicle:
    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy

    return open_chronicle(chronicle)


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


@app.command()
@options.narrowed
def events(
    *,
    wanted: EventFilter,
    limit: LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List events, newest first; every condition given must hold."""
    with _open(chronicle) as opened:
        output.listing("event", opened.records("event", wanted), format, limit=limit, none="no event fits")


@app.command()
def event(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")],
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Show one event with every source, its exact words, every conflict, and what was decided about it."""
    from whimbrel.api import claim_records, dossiers  # noqa: PLC0415
    from whimbrel.export.decisions import print_decisions  # noqa: PLC0415
    from whimbrel.export.detail import print_event  # noqa: PLC0415
    from whimbrel.export.record import event_record  # noqa: PLC0415

    with _open(chronicle) as opened:
        found = opened.event(id)
        if not found.id.startswith(id):
            output.note(f"event {id} is now part of event {found.id}")
        (dossier,) = dossiers(opened, [found])
        decided = opened.decisions_about(found.claims)
        if format is Detail.json:
            sources = list(claim_records(opened, dossier.claims))
            output.record({**event_record(found), "sources": sources, "decisions": decided})
        else:
            print_event(dossier, output.console())
            print_decisions(decided, output.console())


@app.command()
def claims(
    *,
    report: Annotated[str, typer.Option(metavar="ID", help="Only those of this report.")] = "",
    event: Annotated[str, typer.Option(metavar="ID", help="Only those of this event.")] = "",
    type: options.TypeOption = "",
    status: options.StatusOption = "",
    passage: Annotated[
        str, typer.Option(metavar="KIND", help="Only from headline, lead, body, caption or quote.")
    ] = "",
    limit: LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List claims: what each report says happened, with the words it was read from."""
    from whimbrel.api import claim_records  # noqa: PLC0415

    kind, _, mode = options.known_type(type).partition("/")
    with _open(chronicle) as opened:
        found = opened.claims(
            report=opened.report(report, text=False).id if report else "",
            event=opened.event(event).id if event else "",
            type=kind,
            status=options.known_status(status),
            passage=options.known_passage(passage),
        )
        chosen = (claim for claim in found if not mode or claim.mode == mode.lower())
        output.listing("claim", claim_records(opened, chosen), format, limit=limit, none="no claim fits")


@app.command()
def quotes(
    *,
    report: Annotated[str, typer.Option(metavar="ID", help="Only those of this report.")] = "",
    speaker: Annotated[str, typer.Option(metavar="NAME", help="An actor's id, or words of the speaker's name.")] = "",
    text: Annotated[str, typer.Option(metavar="WORDS", help="Words that occur in what is said.")] = "",
    limit: LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List who says what: quotations and reported speech, read from the stored reports."""
    with _open(chronicle) as opened:
        found = opened.quote_records(report=report, speaker=speaker, text=text)
        output.listing("quote", found, format, limit=limit, none="no quotation fits")


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or the beginning of it.")],
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    lexicon: options.LexiconOption = "",
    format: options.SheetOption = options.Sheet.table,
) -> None:
    """Show how a claim was read: parse, lexicon entry, and each value with its words and rule."""
    from whimbrel.cli.explain import explain_claim  # noqa: PLC0415

    with _open(chronicle) as opened:
        raise typer.Exit(explain_claim(opened, claim, lexicon, format))


app.command()(timeline)
app.command()(compare)
app.command()(serve)
app.command()(token)
app.command()(import_actors)
app.command()(import_places)
app.command()(mcp)


@app.command()
def reports(
    limit: LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List the reports that were read."""
    with _open(chronicle) as opened:
        output.listing("report", opened.records("report"), format, limit=limit)


@app.command()
def report(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")],
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.DetailOption = Detail.text,
) -> None:
    """Show one report's text with its passages and the spans that claims were read from."""
    from whimbrel.api import claim_records  # noqa: PLC0415
    from whimbrel.beside import reports_beside  # noqa: PLC0415
    from whimbrel.dating.others import with_others  # noqa: PLC0415
    from whimbrel.dating.show import dating_record, print_dating, print_with_others  # noqa: PLC0415
    from whimbrel.export.detail import print_lines, print_report, print_reports  # noqa: PLC0415
    from whimbrel.export.record import report_record, report_reference  # noqa: PLC0415
    from whimbrel.following.other_versions import (  # noqa: PLC0415
        copy_words,
        version_words,
        versions_record,
        versions_view,
    )

    with _open(chronicle) as opened:
        found = opened.report(id)
        read = list(opened.claims(report=found.id))
        dating = opened.dating(found)
        beside = reports_beside(opened, found)
        narrowed = with_others(dating, beside.same) if dating else None
        versions = versions_view(opened, found)
        if format is Detail.json:
            told = {"dating": dating_record(dating)} if dating else {}
            told |= {"dating_with_others": dating_record(narrowed)} if narrowed else {}
            near = {
                "beside": [report_reference(one) for one in beside.same],
                "worded_alike": [report_reference(one) for one in beside.alike],
            }
            claims = list(claim_records(opened, read))
            near |= versions_record(versions)
            output.record({**report_record(found, text=True), **told, **near, "claims": claims})
            return
        print_report(found, read, output.console())
        if dating:
            print_dating(dating, output.console())
        if narrowed:
            print_with_others(narrowed, output.console())
        print_lines("versions of this report", version_words(versions), output.console())
        print_lines("the same text elsewhere", copy_words(versions), output.console())
        print_reports("reports of the same main event", beside.same, output.console())
        print_reports("reports worded alike, of a day that is not known", beside.alike, output.console())


events_decided.register(app)
actors.register(app)
app.command()(deciding.undo)
app.command()(deciding.decisions)


app.add_typer(watch.app, name="watch")


@app.command()
def problems(
    limit: LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List what was set aside, why, and what to do about it."""
    with _open(chronicle) as opened:
        output.listing("problem", opened.records("problem"), format, limit=limit)


@app.command()
@options.narrowed
def page(
    *,
    out: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - prints it.")] = (
        "chronicle.html"
    ),
    title: Annotated[str, typer.Option(metavar="TEXT", help="The page's heading.")] = "Chronicle",
    wanted: EventFilter,
    limit: LimitOption = 5000,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
) -> None:
    """Write the chronology as one self-contained HTML page, every line open to its sources."""
    with _open(chronicle) as opened:
        number = opened.write_page(sys.stdout if out == "-" else out, wanted, title=title, limit=limit)
    said = f"{number} event{'' if number == 1 else 's'} in {out}"
    output.note(said if number else f"no event fits; {out} says so")


app.command()(check)
app.command()(backup)
app.command()(restore)
app.command()(export)
app.command()(panel)
app.command()(plot)
app.command()(digest)

commands = get_command(app)  # the tree of all of them, for `run`
