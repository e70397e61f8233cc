"""`whimbrel events`, `claims`, `quotes`, `reports`, `problems`: what the chronicle holds, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Format, opened_chronicle

if TYPE_CHECKING:
    from whimbrel.chronicle import EventFilter


@options.narrowed
def events(
    *,
    wanted: EventFilter,
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List events, newest first; every condition given must hold."""
    with opened_chronicle(chronicle) as opened:
        output.listing("event", opened.records("event", wanted), format, limit=limit, none="no event fits")


def claims(
    *,
    report: Annotated[str, typer.Option(metavar="ID", help="Only those of this report.")] = "",
    event: Annotated[str, typer.Option(metavar="ID", help="Only those of this event.")] = "",
    type: options.TypeOption = "",
    status: options.StatusOption = "",
    passage: Annotated[
        str, typer.Option(metavar="KIND", help="Only from headline, lead, body, caption or quote.")
    ] = "",
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List claims: what each report says happened, with the words it was read from."""
    from whimbrel.api import claim_records  # noqa: PLC0415

    kind, _, mode = options.known_type(type).partition("/")
    with opened_chronicle(chronicle) as opened:
        found = opened.claims(
            report=opened.report(report, text=False).id if report else "",
            event=opened.event(event).id if event else "",
            type=kind,
            status=options.known_status(status),
            passage=options.known_passage(passage),
        )
        chosen = (claim for claim in found if not mode or claim.mode == mode.lower())
        output.listing("claim", claim_records(opened, chosen), format, limit=limit, none="no claim fits")


def quotes(
    *,
    report: Annotated[str, typer.Option(metavar="ID", help="Only those of this report.")] = "",
    speaker: Annotated[str, typer.Option(metavar="NAME", help="An actor's id, or words of the speaker's name.")] = "",
    text: Annotated[str, typer.Option(metavar="WORDS", help="Words that occur in what is said.")] = "",
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List who says what: quotations and reported speech, read from the stored reports."""
    with opened_chronicle(chronicle) as opened:
        found = opened.quote_records(report=report, speaker=speaker, text=text)
        output.listing("quote", found, format, limit=limit, none="no quotation fits")


def reports(
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List the reports that were read."""
    with opened_chronicle(chronicle) as opened:
        output.listing("report", opened.records("report"), format, limit=limit)


def problems(
    limit: options.LimitOption = 0,
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """List what was set aside, why, and what to do about it."""
    with opened_chronicle(chronicle) as opened:
        output.listing("problem", opened.records("problem"), format, limit=limit)
