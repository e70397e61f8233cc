"""What a text tells twice: copies of headlines and captions, and words of the story set apart as pull quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from whimbrel.clean.headline import loose_key
from whimbrel.clean.lines import is_crosshead
from whimbrel.clean.pieces import Line
from whimbrel.model import PassageKind

_PULL_LONGEST: Final = 300
_PULL_SHORTEST: Final = 28  # letters of a sentence that may be set apart
_CROSSHEAD: Final = 15  # and of words without a full stop, or between quotation marks
_WORDS: Final = 3
_SEARCHED: Final = 200_000
_MOST: Final = 400  # paragraphs
_QUOTED: Final = ('"', "“", "«", "'", "‘", "„")
_UNMARKED: Final = (PassageKind.FURNITURE, PassageKind.CREDIT, PassageKind.COMMENT)


def mark_repeats(text: str, lines: Sequence[Line]) -> None:
    """Mark copies and pull quotes. The longer of two that hold the same words is the story."""
    keys = {
        (piece.start, piece.end): loose_key(text[piece.start : piece.end]) for line in lines for piece in line.pieces
    }
    _copies(text, lines, lambda piece: keys[piece])
    _pull_quotes(text, lines, lambda piece: keys[piece])


def _copies(text: str, lines: Sequence[Line], key_of: Callable[[tuple[int, int]], str]) -> None:
    """Later copies of a headline or caption become furniture, later copies of a paragraph of the story quotes."""
    seen: dict[str, PassageKind | None] = {}
    headings: set[str] = set()
    for line in lines:
        for piece in line.pieces:
            if piece.kind is not None and piece.kind.broad in _UNMARKED:
                continue
            key = key_of((piece.start, piece.end))
            if len(key) < 12 or key not in seen:
                seen.setdefault(key, piece.kind)
                if is_crosshead(text[piece.start : piece.end]):
                    headings.add(key)
            elif seen[key] is None and piece.kind is None:
                piece.kind = PassageKind.FURNITURE if key in headings else PassageKind.QUOTE
            elif piece.kind is not PassageKind.QUOTE:
                piece.kind = PassageKind.FURNITURE


def _pull_quotes(text: str, lines: Sequence[Line], key_of: Callable[[tuple[int, int]], str]) -> None:
    told = [piece for line in lines for piece in line.pieces if piece.kind is None]
    joined = "\n".join(key_of((piece.start, piece.end)) for piece in told)[:_SEARCHED]
    story = [line for line in lines if line.whole]
    for line in story[1:_MOST]:
        key = key_of((line.start, line.end))
        if len(key) <= _PULL_LONGEST and len(key) >= _least(text[line.start : line.end]) and joined.count(key) > 1:
            line.pieces[0].kind = PassageKind.QUOTE


def _least(words: str) -> int:
    """How many letters a paragraph has at least, if it is to be a pull quote."""
    if (is_crosshead(words) or words.startswith(_QUOTED)) and len(words.split()) >= _WORDS:
        return _CROSSHEAD
    return _PULL_SHORTEST
