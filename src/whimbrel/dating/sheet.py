"""A report as the finders see it: its sentences, cheaply split, and their words; no parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whimbrel.almanac.fold import Word, words_of
from whimbrel.model import Report, Span

_END = re.compile(
    r"(?<![A-Z]\.)(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)"
    r"(?<!\bGen)(?<!\bCol)(?<!\bMaj)(?<!\bSgt)(?<!\bCapt)(?<!\bAdm)(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bJun)"
    r"(?<!\bJul)(?<!\bAug)(?<!\bSept)(?<!\bSep)(?<!\bOct)(?<!\bNov)(?<!\bDec)[.!?][\"”’')]*\s+"
)
_GALLERY = re.compile(
    r"\b(?:Hide|Show) Caption\b|\A\s*(?:Photos|Gallery|Slideshow|Watch|Read more|Related)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: where it stands, and its folded words."""

    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the finders read."""

    report: Report
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return self.report.text

    def line_at(self, offset: int) -> Line | None:
        return next((line for line in self.lines if line.span.start <= offset < line.span.end), None)


def sheet(report: Report) -> Sheet:
    """The sentences of all passages that tell something."""
    return Sheet(report, tuple(_lines(report)))


def _lines(report: Report) -> Iterator[Line]:
    spans = [p.span for p in report.passages if p.kind.told]
    for span in spans or [Span(0, len(report.text))]:
        for paragraph in re.finditer(r"[^\n]+", report.text[span.start : span.end]):
            if _GALLERY.search(paragraph[0]):
                continue  # captions of a gallery are added to for months after the report
            start, end = span.start + paragraph.start(), span.start + paragraph.end()
            for mark in _END.finditer(report.text, start, end):
                yield from _line(report.text, start, mark.end())
                start = mark.end()
            yield from _line(report.text, start, end)


def _line(text: str, start: int, end: int) -> Iterator[Line]:
    part = text[start:end]
    if part.strip():
        moved = tuple(Word(word.key, word.start + start, word.end + start) for word in words_of(part))
        yield Line(Span(start, end), moved)
