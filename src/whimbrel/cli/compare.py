"""`whimbrel compare`: the rules and a language model over the same reports, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from whimbrel.cli import options, output
from whimbrel.cli.options import DEFAULT_CHRONICLE, Format

if TYPE_CHECKING:
    from whimbrel.api import Chronicle
    from whimbrel.coder.llm import Endpoint
    from whimbrel.export.record import Record
    from whimbrel.model import Report

FEW = 10  # a model costs time or money, so not all reports unless asked

ReportsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPORT…", help="Ids of reports, or their beginnings; without any, the first reports."),
]
EndpointOption = Annotated[
    str,
    typer.Option(
        envvar="WHIMBREL_LLM_ENDPOINT", metavar="URL", help="An OpenAI-compatible endpoint: http://localhost:8000/v1."
    ),
]
ModelOption = Annotated[
    str, typer.Option(envvar="WHIMBREL_LLM_MODEL", metavar="NAME", help="The model's name at that endpoint.")
]
ReportLimitOption = Annotated[
    int, typer.Option(min=0, metavar="N", help="Where no ids are given, at most so many reports; 0 for all.")
]
TimeoutOption = Annotated[
    float, typer.Option(min=0.1, max=3600, metavar="SECONDS", help="How long one answer may take.")
]


def compare(
    reports: ReportsArgument = None,
    endpoint: EndpointOption = "",
    model: ModelOption = "",
    limit: ReportLimitOption = FEW,
    timeout: TimeoutOption = 120.0,
    lexicon: options.LexiconOption = "",
    chronicle: options.ChronicleOption = DEFAULT_CHRONICLE,
    format: options.FormatOption = Format.table,
) -> None:
    """Compare the rules with a language model on stored reports, which are sent to it. Stores nothing.

    The key of the endpoint, where it needs one, is taken from WHIMBREL_LLM_KEY.
    """
    from dataclasses import replace  # noqa: PLC0415

    from whimbrel.api import open_chronicle  # noqa: PLC0415 - SQLAlchemy
    from whimbrel.coder.llm.endpoint import from_environment  # noqa: PLC0415 - the coder

    wanted = replace(from_environment(endpoint, model), patience=timeout)
    with open_chronicle(chronicle) as opened:
        chosen = _chosen(opened, reports or (), limit)
        found = _records(chosen, wanted, lexicon)
        output.listing("comparison", found, format, none="neither coder found anything in these reports")


def _chosen(chronicle: Chronicle, ids: Sequence[str], limit: int) -> list[Report]:
    """The reports asked for, each once. Raises UsageError for an id that is not known."""
    if ids:
        return list({report.id: report for report in map(chronicle.report, ids)}.values())
    every = list(islice(chronicle.reports(), limit + 1 if limit else None))
    if limit and len(every) > limit:
        output.note(f"only the first {limit} reports are compared: raise --limit for more")
    return every[:limit] if limit else every


def _records(reports: Sequence[Report], endpoint: Endpoint, lexicon: str) -> Iterator[Record]:
    from whimbrel.coder import Knowledge  # noqa: PLC0415 - the models
    from whimbrel.coder.llm import LlmCoder  # noqa: PLC0415
    from whimbrel.coder.llm.client import Client  # noqa: PLC0415
    from whimbrel.coder.rules import RuleCoder  # noqa: PLC0415
    from whimbrel.comparing import compare_reports  # noqa: PLC0415
    from whimbrel.export.comparison import comparison_record  # noqa: PLC0415

    client = Client(endpoint)  # what is missing is told before the models are loaded
    knowledge = Knowledge.load(lexicon or None)
    found = compare_reports(reports, RuleCoder(knowledge), LlmCoder(client, knowledge))
    for report, finding in found:
        yield comparison_record(finding, report)
