"""Marks every stretch of a report's text with its kind. Works on plain text, where markup is gone.

A passage is a paragraph, or a part of one where several things were glued into one line: a stamp, the headline, a
dateline, a caption with its credit, a signature. What is decided where the field leaves a choice:

- the first copy of a headline, caption or credit keeps its kind; later copies are FURNITURE
- a paragraph of the story that comes again, or a short one whose words stand inside another, is a QUOTE (pull quote)
- a line without a full stop between paragraphs (crosshead) is FURNITURE up to four words, HEADLINE when it is longer
- a date stamp, a dateline and a share bar are FURNITURE even at the head of a paragraph; the story starts behind them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from whimbrel.clean.headline import loose_key
from whimbrel.clean.lines import is_byline, is_crosshead, is_headline_like, line_kind, names_only
from whimbrel.clean.paragraphs import paragraphs
from whimbrel.clean.pieces import Piece
from whimbrel.clean.sentences import sentences
from whimbrel.clean.split import split
from whimbrel.model import Passage, PassageKind, Span

_Keys: TypeAlias = Mapping[tuple[int, int], str]
_CROSSHEAD_WORDS: Final = 4
_PULL_LONGEST: Final = 300
_PULL_SHORTEST: Final = 30
_PULL_SEARCHED: Final = 200_000
_LEAD_LONGEST: Final = 700


@dataclass(slots=True)
class _Line:
    """One paragraph and its pieces; a piece without a kind belongs to the story."""

    start: int
    end: int
    pieces: list[Piece]

    @property
    def story(self) -> bool:
        return any(piece.kind is None for piece in self.pieces)

    @property
    def whole(self) -> bool:
        return len(self.pieces) == 1 and self.pieces[0].kind is None


def mark_passages(
    text: str, title: Span | None = None, known: Mapping[str, PassageKind] | None = None
) -> tuple[Passage, ...]:
    """The passages of a normalised text: sorted, apart from each other, covering all that is not blank.

    `title` is where the headline is known to stand; `known` gives kinds by `loose_key` of a paragraph (from markup).
    """
    lines = [_line(text, start, end, title, known or {}) for start, end in paragraphs(text)]
    _comments(text, lines)
    _headline(text, lines, title)
    _top(text, lines, bool(title))
    _crossheads(text, lines)
    _tail(text, lines)
    keys = {
        (piece.start, piece.end): loose_key(text[piece.start : piece.end]) for line in lines for piece in line.pieces
    }
    _copies(lines, keys)
    _pull_quotes(lines, keys)
    return tuple(_passages(text, lines))


def _line(text: str, start: int, end: int, title: Span | None, known: Mapping[str, PassageKind]) -> _Line:
    if known:
        kind = known.get(loose_key(text[start:end]))
        if kind:
            return _Line(start, end, [Piece(start, end, kind)])
    if title is None or not title.overlaps(Span(start, end)):
        kind = line_kind(text[start:end])
        if kind:
            return _Line(start, end, [Piece(start, end, kind)])
    return _Line(start, end, split(text, start, end, title))


def _comments(text: str, lines: list[_Line]) -> None:
    """Everything behind a comment head is comments, unless the head stands above most of the text (a counter)."""
    for number, line in enumerate(lines):
        if len(line.pieces) == 1 and line.pieces[0].kind is PassageKind.COMMENT:
            before = sum(len(text[other.start : other.end]) for other in lines[:number] if other.story)
            if before * 3 < len(text) - line.end or not before:
                line.pieces[0].kind = PassageKind.FURNITURE
                continue
            for later in lines[number:]:
                later.pieces = [Piece(later.start, later.end, PassageKind.COMMENT)]
            return


def _headline(text: str, lines: list[_Line], title: Span | None) -> None:
    """Without a known title, the first line of the story is the headline when it looks like one."""
    if title is not None:
        return
    for number, line in enumerate(lines):
        if any(piece.kind is PassageKind.HEADLINE for piece in line.pieces):
            return
        if not line.story:
            continue
        more = any(later.story for later in lines[number + 1 :])
        if line.whole and more and is_headline_like(text[line.start : line.end]):
            line.pieces[0].kind = PassageKind.HEADLINE
        return


def _top(text: str, lines: list[_Line], titled: bool) -> None:
    """Lines above the first paragraph: names alone are the byline."""
    headed = titled
    for line in lines[:8]:
        headed = headed or any(piece.kind is PassageKind.HEADLINE for piece in line.pieces)
        if not line.whole:
            if line.story:
                return
            continue
        words = text[line.start : line.end]
        if is_byline(words) or (headed and names_only(words)):
            line.pieces[0].kind = PassageKind.CREDIT
        elif len(words) > 60:
            return


def _crossheads(text: str, lines: list[_Line]) -> None:
    story = [number for number, line in enumerate(lines) if line.story]
    for number in story[1:-1]:
        line = lines[number]
        words = text[line.start : line.end]
        if line.whole and is_crosshead(words):
            short = len(words.split()) <= _CROSSHEAD_WORDS
            line.pieces[0].kind = PassageKind.FURNITURE if short else PassageKind.HEADLINE


def _tail(text: str, lines: list[_Line]) -> None:
    """A name or an agency alone below the story signs it; a short line without an end is left-over furniture."""
    for line in reversed(lines):
        if not line.story:
            continue
        words = text[line.start : line.end]
        if line.whole and len(words.split()) <= 6 and any(other.story for other in lines if other is not line):
            if names_only(words):
                line.pieces[0].kind = PassageKind.CREDIT
                continue
            if is_crosshead(words):
                line.pieces[0].kind = PassageKind.FURNITURE
                continue
        return


def _copies(lines: list[_Line], keys: _Keys) -> None:
    """Later copies of a headline or caption become furniture, later copies of a paragraph of the story quotes."""
    seen: dict[str, PassageKind | None] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.kind in (PassageKind.FURNITURE, PassageKind.CREDIT, PassageKind.COMMENT):
                continue
            key = keys[piece.start, piece.end]
            if len(key) < 12 or key not in seen:
                seen.setdefault(key, piece.kind)
            elif seen[key] is None and piece.kind is None:
                piece.kind = PassageKind.QUOTE
            elif piece.kind is not PassageKind.QUOTE:
                piece.kind = PassageKind.FURNITURE


def _pull_quotes(lines: list[_Line], keys: _Keys) -> None:
    story = [line for line in lines if line.whole]
    joined = "\n".join(keys[line.start, line.end] for line in story)[:_PULL_SEARCHED]
    for number, line in enumerate(story):
        key = keys[line.start, line.end]
        if number == 0 or not _PULL_SHORTEST <= len(key) <= _PULL_LONGEST or number > 400:
            continue
        if joined.count(key, 0) > 1:
            line.pieces[0].kind = PassageKind.QUOTE


def _passages(text: str, lines: Sequence[_Line]) -> list[Passage]:
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
    return sentences(text, piece.start, piece.end)[0][1]
