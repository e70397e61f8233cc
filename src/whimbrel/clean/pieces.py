"""A run of a paragraph with its kind, and a paragraph of such runs, while the passages are being found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from whimbrel.model import PassageKind

_SENTENCE_END: Final = re.compile(r"[.!?…:][\"”’')\]]*$")


@dataclass(slots=True)
class Piece:
    """A run of text with its kind; None while it is known only to belong to the story."""

    start: int
    end: int
    kind: PassageKind | None = None


@dataclass(slots=True)
class Line:
    """One paragraph and its pieces."""

    start: int
    end: int
    pieces: list[Piece]

    @property
    def story(self) -> bool:
        """Whether any of it belongs to the story."""
        return any(piece.kind is None for piece in self.pieces)

    @property
    def whole(self) -> bool:
        """Whether all of it belongs to the story."""
        return len(self.pieces) == 1 and self.pieces[0].kind is None

    @property
    def kind(self) -> PassageKind | None:
        """The kind of a paragraph that is one thing; None for one of the story, or of several pieces."""
        return self.pieces[0].kind if len(self.pieces) == 1 else None


def add(found: list[Piece], text: str, start: int, end: int, kind: PassageKind | None) -> None:
    """Append the run without the blanks around it, if anything is left; what has no letter or digit is FURNITURE."""
    start, end = trim(text, start, end)
    if start >= end:
        return
    if not any(character.isalnum() for character in text[start:end]):
        kind = PassageKind.FURNITURE
    found.append(Piece(start, end, kind))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def ends_sentence(words: str) -> bool:
    """Whether a paragraph ends as a sentence does."""
    return _SENTENCE_END.search(words[-8:]) is not None


def is_sentence(words: str, longer_than: int) -> bool:
    """Whether a paragraph is longer than so many characters and ends as a sentence does: no name, no heading."""
    return len(words) > longer_than and ends_sentence(words)
