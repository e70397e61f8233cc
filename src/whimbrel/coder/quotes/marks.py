"""Quoted runs of a text: where quotation marks open and close, over paragraphs and where a mark is missing.

Marks come as `"…"`, `“…”`, `''…''`, ``…'', `«…»`, `„…“`, and single ones `‘…’`, `'…'`, which are apostrophes too.
A quotation that goes on in the next paragraph opens again there and closes only at its end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from whimbrel.model import Span

PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\r?\n")
DOUBLE = re.compile(r"''|``|[\"“”„‟«»]")
SINGLE = re.compile(r"['‘’‹›]")
OPENING = frozenset({"“", "„", "«", "``", "‟"})
CLOSING = frozenset({"”", "»"})
BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{-–—―:/'‘“\"")
SHORTEST_OPEN = 12  # code points; a mark before less is a stray one
LONGEST_OPEN = 2_000  # code points; a mark without its fellow quotes no more than this


@dataclass(frozen=True, slots=True)
class Run:
    """One quoted run, its marks included. `open_end` when no closing mark was found in its paragraph; `resumes` when
    it takes up the quotation that the paragraph before left open."""

    span: Span
    open_end: bool = False
    resumes: bool = False


def quoted_runs(text: str, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """The outermost quoted runs of `text[start:end]`, in order, none overlapping. Never raises on stray marks."""
    runs: list[Run] = []
    for low, high in _paragraphs(text, start, len(text) if end is None else end):
        before = runs[-1] if runs and runs[-1].open_end else None
        found = _pairs(text, low, high, DOUBLE) or _pairs(text, low, high, SINGLE)
        if found and before is not None and found[0].span.start == low:
            found[0] = Run(found[0].span, found[0].open_end, resumes=True)
        runs.extend(found)
    return tuple(runs)


def covering(runs: tuple[Run, ...], at: int) -> Run | None:
    """The run that holds the offset `at`, if any."""
    i = bisect_right(runs, at, key=lambda run: run.span.start) - 1
    return runs[i] if i >= 0 and at < runs[i].span.end else None


def paragraph_of(text: str, at: int) -> Span:
    """The paragraph that holds the offset `at`, without the line ends about it."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    return Span(start, len(text) if stop < 0 else stop)


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for gap in PARAGRAPH.finditer(text, start, end):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, end))
    bare = (_bare(text, low, high) for low, high in found)
    return [(low, high) for low, high in bare if low < high]


def _bare(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def _pairs(text: str, low: int, high: int, marks: re.Pattern[str]) -> list[Run]:
    runs: list[Run] = []
    opened: int | None = None
    for match in marks.finditer(text, low, high):
        opens, closes = _sides(text, match, low, high)
        if opened is None:
            if opens:
                opened = match.start()
        elif closes and match.start() > opened + 1:
            runs.append(Run(Span(opened, match.end())))
            opened = None
    if opened is not None and marks is DOUBLE and _worth(text, opened, high):
        runs.append(Run(Span(opened, min(high, opened + LONGEST_OPEN)), open_end=True))
    return runs


def _sides(text: str, match: re.Match[str], low: int, high: int) -> tuple[bool, bool]:
    """Whether a mark can open, and whether it can close, by its shape and what stands on either side."""
    mark = match.group()
    left = text[match.start() - 1] if match.start() > low else " "
    right = text[match.end()] if match.end() < high else " "
    if mark in OPENING:
        return not right.isspace(), mark == "“" and right.isspace()
    if mark in CLOSING:
        return mark == "»" and left.isspace() and not right.isspace(), True
    opens = (left in BEFORE_OPENING) and not right.isspace()
    closes = not left.isspace()
    if mark in {"'", "’", "‘", "‹", "›"}:
        opens = opens and mark != "’" and (right.isalnum() or right in "[…")
        closes = closes and mark != "‘" and not right.isalnum()
    elif mark in {"''", '"'}:
        closes = closes and not (left.isdigit() and right.isalnum())
    return opens, closes


def _worth(text: str, start: int, end: int) -> bool:
    """Whether a run with no closing mark is likely a quotation: it opens the paragraph or a sentence, or follows a
    comma or colon."""
    before = text[max(0, start - 8) : start].rstrip(" ")[-1:]
    return end - start > SHORTEST_OPEN and (before == "" or before in '\n,:.?!”"')
