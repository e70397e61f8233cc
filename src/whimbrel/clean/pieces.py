"""A run of a paragraph with its kind, while the passages are being found."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.model import PassageKind


@dataclass(slots=True)
class Piece:
    """A run of text with its kind; None while it is known only to belong to the story."""

    start: int
    end: int
    kind: PassageKind | None = None


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
