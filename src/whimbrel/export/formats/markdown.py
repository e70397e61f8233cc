"""A chronology in Markdown, oldest first, for publication: every sentence with footnotes that quote its reports.

Footnotes are those of GitHub, Pandoc and others; their labels are made of event ids, so that two exports can be
compared line by line. A section's footnotes stand beneath it and move with it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from whimbrel.export.dates import day_words
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Quote, Source, account, may_be_told
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.markdown_text import escaped, link
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.page.days import Figures, Group, by_day
from whimbrel.model import Status

_Order = tuple[date, int, int]
_READING = (
    "Each sentence is put together from the reports in its footnotes, which quote the words that it was read from. A"
    " bold word in front says that it is told otherwise than as having happened: what was **planned** is not known to"
    " have taken place. Where sources differ, that is said."
)
_ID = 12  # characters of an event's id in a label, as on the command line


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """Sections come newest first and wait in a temporary file until they can be copied oldest first."""
    figures = Figures()
    places: list[tuple[_Order, int, int]] = []
    with tempfile.TemporaryFile() as body:
        for group in by_day(filter(may_be_told, dossiers), figures):
            start = body.tell()
            body.write(_section(group).encode())
            places.append((_order(group, -len(places)), start, body.tell()))
        out.write(_head(figures, edition).encode())
        for _, start, end in sorted(places):
            body.seek(start)
            out.write(body.read(end - start))


def _order(group: Group, behind: int) -> _Order:
    """By day; what was on or before it, in some days that end with it, on it, after it; the undated last."""
    when = group.dossiers[0].event.when
    if when is None or not (when.earliest or when.latest):
        return date.max, 0, behind
    if when.latest is None or when.earliest is None:
        return when.latest or when.earliest or date.max, 0 if when.earliest is None else 3, behind
    return when.latest, 2 if when.earliest == when.latest else 1, behind


def _head(figures: Figures, edition: Edition) -> str:
    counted = f"{_number(figures.events, 'event')} from {_number(len(figures.reports), 'report')}"
    made = f"made by Whimbrel {escaped(edition.version)} on {day_words(edition.made.date())}"
    return f"# {escaped(edition.title) or 'Chronicle'}\n\n{counted}, {made}. {_READING}\n"


def _section(group: Group) -> str:
    entries, notes = [], []
    for dossier in group.dossiers:
        told = account(dossier)
        labels = [f"{dossier.event.id[:_ID]}-{number}" for number in range(1, len(told.sources) + 1)]
        entries.append(_entry(told, labels, dossier.event.status, group))
        notes += [_footnote(*each, dossier.event.status) for each in zip(labels, told.sources, strict=True)]
    heading = group.words[:1].upper() + group.words[1:]
    return f"\n## {escaped(heading)}\n\n" + "\n".join(entries) + "\n\n" + "\n".join(notes) + "\n"


def _entry(told: Account, labels: list[str], status: Status, group: Group) -> str:
    """The sentence with its footnotes, then what must be said of it."""
    marks = "".join(f"[^{label}]" for label in labels)
    heading = status_words(status).heading
    before = "" if status is Status.HAPPENED else f"**{escaped(heading)}:** "
    when = "" if group.dated or not told.when else f" When: {escaped(told.when)}."
    remarks = "".join(f" {escaped(remark)}" for remark in (*told.differ, told.counted) if remark)
    return f"- {before}{escaped(told.sentence)}{marks}{when}{remarks}"


def _footnote(label: str, source: Source, status: Status) -> str:
    headline = f"“{escaped(source.headline)}”" if source.headline else ""
    facts = filter(None, (f"*{escaped(source.name)}*", headline, escaped(source.published), link(source.link)))
    quotes = "; ".join(_quote(quote, status) for quote in source.quotes)
    return f"[^{label}]: {', '.join(facts)}: {quotes}"


def _quote(quote: Quote, status: Status) -> str:
    """The words, whose word it is, and the status where it is another than the event's."""
    beside = [f"according to {escaped(quote.says)}"] if quote.says else []
    if status not in quote.statuses:
        beside += [status_words(other).heading.lower() for other in quote.statuses]
    return f"“{escaped(quote.text)}”" + (f" ({', '.join(beside)})" if beside else "")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


FORMATS = {
    "markdown": Format(
        "markdown",
        ".md",
        "text/markdown",
        "a chronology with footnotes, for publication",
        write,
        linked=False,
        streams=False,
    ),
}
