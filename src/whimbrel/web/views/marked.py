"""A report's text cut into runs, with the spans of claims opened and closed around them however they overlap.

What overlaps without lying inside is closed and opened again, as a browser would do; only the first part of a claim
carries its anchor, so that a link finds where its words begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whimbrel.model import Claim, Passage, PassageKind, Report, Span

TEXT, OPEN, CLOSE, SIGN = "text", "open", "close", "sign"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked. `number` is that of the claim on the page, `id` its id; a trigger has no sign at its end."""

    start: int
    end: int
    number: int
    id: str
    trigger: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One step through a text: some text, or the beginning or end of a mark. `first` only where the mark begins."""

    kind: str
    text: str = ""
    mark: Mark | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A passage, or what of it is shown."""

    kind: str
    runs: tuple[Run, ...]


def sections(report: Report, claims: Sequence[tuple[int, Claim]], window: Span) -> Iterator[Section]:
    """The passages of a report within a window, in order, and what stands between them, with their claims marked."""
    marks = [mark for number, claim in claims for mark in _marks_of(claim, number)]
    for passage in _passages(report):
        low, high = max(passage.span.start, window.start), min(passage.span.end, window.end)
        if low < high:
            inside = [mark for mark in marks if low <= mark.start < mark.end <= high]
            yield Section(str(passage.kind), tuple(runs(report.text, low, high, inside)))


def runs(text: str, low: int, high: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """The text from `low` to `high` with its marks, all of which lie between."""
    opening = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.trigger, mark.number), reverse=True)
    opened: list[Mark] = []
    at = low
    while opening or opened:
        start = opening[-1].start if opening else high + 1
        end = min((mark.end for mark in opened), default=high + 1)
        here = min(start, end)
        if here > at:
            yield Run(TEXT, text[at:here])
            at = here
        if end <= start:
            yield from _closed(opened, end)
        else:
            mark = opening.pop()
            opened.append(mark)
            yield Run(OPEN, mark=mark, first=True)
    if high > at:
        yield Run(TEXT, text[at:high])


def _closed(opened: list[Mark], end: int) -> Iterator[Run]:
    """Closes what ends here; what was opened later and goes on is opened again."""
    lowest = next(number for number, mark in enumerate(opened) if mark.end == end)
    above = opened[lowest:]
    del opened[lowest:]
    for mark in reversed(above):
        yield Run(CLOSE, mark=mark)
    for mark in above:
        if mark.end == end and not mark.trigger:
            yield Run(SIGN, mark=mark)
    for mark in above:
        if mark.end > end:
            opened.append(mark)
            yield Run(OPEN, mark=mark)


def _marks_of(claim: Claim, number: int) -> Iterator[Mark]:
    span, trigger = claim.span, claim.trigger
    if span.start < span.end:
        yield Mark(span.start, span.end, number, claim.id)
    if span.start <= trigger.start < trigger.end <= span.end:
        yield Mark(trigger.start, trigger.end, number, claim.id, trigger=True)


def _passages(report: Report) -> Iterator[Passage]:
    """The passages in order; text that is in none of them stands as a piece of its own, so that nothing is hidden."""
    at, size = 0, len(report.text)
    for passage in sorted(report.passages, key=lambda passage: (passage.span.start, passage.span.end)):
        start, end = max(at, passage.span.start), min(size, passage.span.end)
        if report.text[at:start].strip():
            yield Passage(PassageKind.FURNITURE, Span(at, start))
        if start < end:
            yield Passage(passage.kind, Span(start, end))
        at = max(at, end)
    if report.text[at:].strip():
        yield Passage(PassageKind.FURNITURE if report.passages else PassageKind.BODY, Span(at, size))
