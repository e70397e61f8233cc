"""A chronology in Markdown, oldest first, for publication: every sentence with footnotes that quote its reports.

Footnotes are those of GitHub, Pandoc and others; their labels are made of event ids, so that two exports can be compared
line by line. A section's footnotes stand beneath it and move with it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Quote, Source, account, may_be_told
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.markdown_text import escaped, link
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.page.days import Figures, Group, by_day
from whimbrel.model import Status

_ID = 12  # characters of an event's id in a label, as on the command line


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """Sections come newest first, wait in a temporary file and are copied from its end; the undated go last."""
    figures = Figures()
    undated = BytesIO()
    starts = [0]
    with tempfile.TemporaryFile() as body:
        for group in by_day(filter(may_be_told, dossiers), figures):
            (body if group.dated else undated).write(_section(group).encode())
            if group.dated:
                starts.append(body.tell())
        out.write(_head(figures, edition).encode())
        for start, end in reversed(list(zip(starts, starts[1:], strict=False))):
            body.seek(start)
            out.write(body.read(end - start))
    undated.seek(0)
    shutil.copyfileobj(undated, out)


def _head(figures: Figures, edition: Edition) -> str:
    made = edition.made.date()
    counted = f"{_number(figures.events, 'event')} from {_number(len(figures.reports), 'report')}"
    return (
        f"# {escaped(edition.title) or 'Chronicle'}\n\n"
        f"{counted} of {_number(len(figures.outlets), 'source')}, made by Whimbrel {escaped(edition.version)} on"
        f" {made.day} {made:%B %Y}. Each sentence is put together from the reports in its footnotes, which quote the words that"
        " it was read from. A bold word in front says that it is told otherwise than as having happened: what was **planned** is"
        " not known to have taken place. Where sources differ, that is said.\n"
    )


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
    "markdown": Format("markdown", ".md", "text/markdown", "a chronology with footnotes, for publication", write),
}
