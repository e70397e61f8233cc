"""`whimbrel event`, `report`, `explain`: one thing that the chronicle holds, with all that stands behind it."""

from __future__ import annotations

from typing import Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Detail, opened_chronicle


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

    with opened_chronicle(chronicle) as opened:
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

    with opened_chronicle(chronicle) as opened:
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


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or the beginning of it.")],
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    lexicon: options.LexiconOption = "",
    format: options.SheetOption = options.Sheet.table,
) -> None:
    """Show how a claim was read: parse, lexicon entry, and each value with its words and rule."""
    from whimbrel.cli.explain import explain_claim  # noqa: PLC0415

    with opened_chronicle(chronicle) as opened:
        raise typer.Exit(explain_claim(opened, claim, lexicon, format))
