"""The words a claim was read from, in their sentence, cut into marked pieces that join up to the report's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from whimbrel.model import Claim, Report, Span

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n")
_REACH = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the report's text. `mark` is "" (around the claim), "span" (the claim) or "trigger" (the word)."""

    text: str
    mark: str = ""


def excerpt(report: Report, claim: Claim) -> tuple[Piece, ...]:
    """The claim's span inside its sentence, at most some 240 characters more on either side.

    Falls back to the claim's own words when the report's text is not there or does not hold them.
    """
    text, span = report.text, claim.span
    if text[span.start : span.end] != claim.text or not claim.text:
        return (Piece(claim.text, "span"),)
    passage = _passage(report, span)
    start, end = _sentence_start(text, span.start, passage.start), _sentence_end(text, span.end, passage.end)
    pieces = [Piece(_ellipsis(text, passage.start, start) + text[start : span.start])]
    pieces.extend(_within(text, span, claim.trigger))
    pieces.append(Piece(text[span.end : end] + ("…" if _cut_off(text, end, passage.end) else "")))
    return tuple(piece for piece in pieces if piece.text)


def excerpt_at(report: Report, claim: Claim, value: Span | None) -> tuple[Piece, ...]:
    """The same, but what is marked as the trigger is where one value of the claim stands (a place, a number).

    A value outside the claim's own words is shown with them where both are near, else in its own sentence.
    """
    if value is None or not 0 <= value.start < value.end <= len(report.text):
        return excerpt(report, claim)
    span = claim.span
    if span.start <= value.start and value.end <= span.end:
        return excerpt(report, replace(claim, trigger=value))
    low, high = min(span.start, value.start), max(span.end, value.end)
    passage = _passage(report, value)
    near = passage.start <= low and high <= passage.end and high - low <= 2 * _REACH
    shown = Span(low, high) if near and not span.overlaps(value) else value
    return excerpt(report, replace(claim, span=shown, trigger=value, text=report.text[shown.start : shown.end]))


def _within(text: str, span: Span, trigger: Span) -> list[Piece]:
    if not (span.start <= trigger.start < trigger.end <= span.end):
        return [Piece(text[span.start : span.end], "span")]
    return [
        Piece(text[span.start : trigger.start], "span"),
        Piece(text[trigger.start : trigger.end], "trigger"),
        Piece(text[trigger.end : span.end], "span"),
    ]


def _passage(report: Report, span: Span) -> Span:
    for passage in report.passages:
        if passage.span.start <= span.start and span.end <= passage.span.end:
            return passage.span
    return Span(0, len(report.text))


def _sentence_start(text: str, at: int, floor: int) -> int:
    low = max(floor, at - _REACH)
    stops = [match.end() for match in _STOP.finditer(text, low, at)]
    if stops:
        return stops[-1]
    if low == floor:
        return floor
    gap = text.find(" ", low, at)
    return gap + 1 if gap >= 0 else low


def _sentence_end(text: str, at: int, ceiling: int) -> int:
    if at > 0 and text[at - 1] in ".!?…":
        return at
    high = min(ceiling, at + _REACH)
    stop = _STOP.search(text, at, high)
    if stop:
        return stop.start() + len(stop[0].rstrip())
    if high == ceiling:
        return ceiling
    gap = text.rfind(" ", at, high)
    return gap if gap >= 0 else high


def _ellipsis(text: str, floor: int, start: int) -> str:
    if start <= floor:
        return ""
    return "" if re.search(r"[.!?…][\"'”’)\]]*\s+$|\n$", text[max(floor, start - 6) : start]) else "…"


def _cut_off(text: str, end: int, ceiling: int) -> bool:
    return end < ceiling and text[end : end + 1] == " " and text[end - 1] not in ".!?…\"'”’)]"
