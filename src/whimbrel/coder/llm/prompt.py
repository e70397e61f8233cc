"""What the model is told: the ontology's types, modes and statuses, and the report as fenced data.

The wording is in `prompt.txt`, `types.csv` and `statuses.csv`; types and modes come from the ontology itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from whimbrel.errors import DataError
from whimbrel.model import Report, Span, Status
from whimbrel.ontology import modes

Message = dict[str, str]
MOST = 12_000  # code points of a report that are sent at once


def messages(text: str) -> list[Message]:
    """The conversation that asks for the claims of a stretch of text."""
    name = _fence(text)
    opening, closing = f"<{name}>", f"</{name}>"
    return [
        {"role": "system", "content": _instructions().replace("{opening}", opening).replace("{closing}", closing)},
        {"role": "user", "content": f"{opening}\n{text}\n{closing}"},
    ]


def stretches(report: Report, most: int = MOST) -> Iterator[Span]:
    """The parts in which a report is sent: whole passages, together no longer than `most` where that can be.

    Credits, furniture and comments end a part and are not sent. A longer passage is cut at a blank.
    """
    start = end = -1
    for passage in report.passages:
        for piece in _pieces(report.text, passage.span, most) if passage.kind.told else ():
            joined = start >= 0 and piece.end - start <= most and not report.text[end : piece.start].strip()
            if start >= 0 and not joined:
                yield Span(start, end)
            start, end = (start if joined else piece.start), piece.end
    if start >= 0:
        yield Span(start, end)


def _pieces(text: str, span: Span, most: int) -> Iterator[Span]:
    start = span.start
    while span.end - start > most:
        blank = max(text.rfind("\n", start + 1, start + most), text.rfind(". ", start + 1, start + most) + 1)
        cut = blank if blank > start + most // 2 else start + most
        yield Span(start, cut)
        start = cut
    if text[start : span.end].strip():
        yield Span(start, span.end)


def _fence(text: str) -> str:
    """A name that does not stand in the text, so that the text cannot close its own fence. The same for equal texts."""
    name = "report-" + sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    while name in text:
        name = "report-" + sha256(name.encode()).hexdigest()[:12]
    return name


@cache
def _instructions() -> str:
    types, statuses = _meanings("types", "type"), _meanings("statuses", "status")
    known = modes()
    if set(types) != set(known) or set(statuses) != set(Status):
        odd = sorted(set(types) ^ set(known) | set(statuses) ^ set(Status))
        raise DataError(
            f"not told, or not known: {', '.join(odd)}", where="coder/llm", remedy="mend types.csv or statuses.csv"
        )
    lines = [f"- {type}: {means}. Modes: {', '.join(sorted(known[type])) or 'none'}." for type, means in types.items()]
    return (
        (files("whimbrel.coder.llm") / "prompt.txt").read_text(encoding="utf-8")
        .replace("{types}", "\n".join(lines))
        .replace("{meanings}", "\n".join(f"- {status}: {means}." for status, means in statuses.items()))
        .replace("{statuses}", "one of " + ", ".join(statuses))
        .replace("{{", "{")
        .replace("}}", "}")
    )  # fmt: skip


def _meanings(table: str, key: str) -> dict[str, str]:
    text = (files("whimbrel.coder.llm") / f"{table}.csv").read_text(encoding="utf-8")
    return {row[key]: row["means"] for row in csv.DictReader(text.splitlines())}
