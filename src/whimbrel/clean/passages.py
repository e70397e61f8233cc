"""Marks every stretch of a report's text with its kind. Works on plain text, where markup is gone.

A passage is a paragraph, or a part of one where several things were glued into one line: a stamp, the headline, a
dateline, a caption with its credit, a signature. A paragraph is first looked at alone (`lines.py`: markers and shape;
`split.py`: what is glued), then by what stands around it (`top.py`, `beside.py`, `caption_lines.py`, `crossheads.py`)
and by what the text tells twice (`repeats.py`). What is decided where the field leaves a choice:

- the first copy of a headline, caption or credit keeps its kind; later copies are FURNITURE
- a paragraph of the story that comes again, or a short one whose words stand inside another, is a QUOTE (pull quote)
- a line without a full stop between paragraphs is a SUBHEAD, beside other reports' headlines RELATED
- a date stamp, a dateline and a share bar are none of the story even at the head of a paragraph; it starts behind them
- the standfirst is the LEAD where there is one, else the first paragraph
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from whimbrel.clean.beside import mark_comments, mark_lists
from whimbrel.clean.caption_lines import mark_captions
from whimbrel.clean.crossheads import mark_crossheads, mark_tail
from whimbrel.clean.headline import loose_key
from whimbrel.clean.lines import line_kind
from whimbrel.clean.paragraphs import paragraphs
from whimbrel.clean.pieces import Line, Piece
from whimbrel.clean.repeats import mark_repeats
from whimbrel.clean.sentences import sentences
from whimbrel.clean.split import split
from whimbrel.clean.top import mark_dateline, mark_headline, mark_top
from whimbrel.model import Passage, PassageKind, Span

_LEAD_LONGEST: Final = 700
_SENTENCE_LONGEST: Final = 2000  # characters


def mark_passages(
    text: str, title: Span | None = None, known: Mapping[str, PassageKind] | None = None
) -> tuple[Passage, ...]:
    """The passages of a normalised text: sorted, apart from each other, covering all that is not blank.

    `title` is where the headline is known to stand; `known` gives kinds by `loose_key` of a paragraph (from markup).
    """
    lines = [_line(text, start, end, title, known or {}) for start, end in paragraphs(text)]
    mark_comments(text, lines)
    if title is None:
        mark_headline(text, lines)
    mark_lists(text, lines)
    mark_dateline(text, lines)
    mark_captions(text, lines)
    mark_top(text, lines, bool(title))
    mark_repeats(text, lines)
    mark_tail(text, lines)
    mark_crossheads(text, lines)
    return tuple(_passages(text, lines))


def _line(text: str, start: int, end: int, title: Span | None, known: Mapping[str, PassageKind]) -> Line:
    if known:
        kind = known.get(loose_key(text[start:end]))
        if kind:
            return Line(start, end, [Piece(start, end, kind)])
    if title is None or not title.overlaps(Span(start, end)):
        kind = line_kind(text[start:end])
        if kind:
            return Line(start, end, [Piece(start, end, kind)])
    return Line(start, end, split(text, start, end, title))


def _passages(text: str, lines: Sequence[Line]) -> list[Passage]:
    """Pieces to passages; the first of the story is the lead (its first sentences when all is one long line)."""
    found: list[Passage] = []
    lead_given = False
    for piece in (piece for line in lines for piece in line.pieces):
        kind = piece.kind
        if kind is None:
            if not lead_given and piece.end - piece.start > _LEAD_LONGEST:
                cut = _lead_end(text, piece)
                found.append(Passage(PassageKind.LEAD, Span(piece.start, cut)))
                rest = cut + len(text[cut : piece.end]) - len(text[cut : piece.end].lstrip())
                if rest < piece.end:
                    found.append(Passage(PassageKind.BODY, Span(rest, piece.end)))
                lead_given = True
                continue
            kind = PassageKind.BODY if lead_given else PassageKind.LEAD
            lead_given = True
        found.append(Passage(kind, Span(piece.start, piece.end)))
    return _covering(text, found)


def _covering(text: str, found: list[Passage]) -> list[Passage]:
    """Give the marks that were left between two passages ("—", ".") to the one before."""
    covered: list[Passage] = []
    for number, passage in enumerate(found):
        limit = found[number + 1].span.start if number + 1 < len(found) else len(text)
        gap = text[passage.span.end : limit].rstrip()
        end = passage.span.end + len(gap) if gap.strip() else passage.span.end
        covered.append(Passage(passage.kind, Span(passage.span.start, end)))
    return covered


def _lead_end(text: str, piece: Piece) -> int:
    """Where the first sentence of a piece ends."""
    return sentences(text, piece.start, min(piece.end, piece.start + _SENTENCE_LONGEST))[0][1]
