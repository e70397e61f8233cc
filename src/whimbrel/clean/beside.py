"""What a paragraph is by what stands beside it: lists of other reports, tags, what stands between prompts; comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from whimbrel.clean.markers import markers
from whimbrel.clean.patterns import line_key
from whimbrel.clean.pieces import Line, Piece, ends_sentence
from whimbrel.model import PassageKind

_CAPTION_LONGEST: Final = 420
_BESIDE_PICTURE: Final = 1  # score that a paragraph above a picture's credit has at least
_CAPTION_WORDS: Final = 5  # and words that one without a full stop has
_LABELS: Final = frozenset(
    {"image caption", "photo caption", "picture caption", "video caption", "media caption", "caption"}
)
_HOUSES: Final = ("Getty", "EPA", "Shutterstock", "Alamy", "Image source", "PA Media")
_NAME_WORDS: Final = 4  # that a photographer's name has at most
_LISTED: Final = 160  # characters of another report's headline
_TAG_WORDS: Final = 4
_BETWEEN: Final = frozenset({PassageKind.PROMPT, PassageKind.NOTICE, PassageKind.RELATED})
_BELOW_COMMENTS: Final = (PassageKind.NOTICE, PassageKind.PROMPT)  # what the page may end with
_ENDS_LIST: Final = frozenset({PassageKind.CAPTION, PassageKind.TIMESTAMP, PassageKind.QUOTE, PassageKind.SUBHEAD})


def mark_comments(text: str, lines: Sequence[Line]) -> None:
    """Everything behind a comment head is comments, unless the head stands above most of the text (a counter)."""
    for number, line in enumerate(lines):
        if line.kind is PassageKind.COMMENT:
            before = sum(len(text[other.start : other.end]) for other in lines[:number] if other.story)
            behind = sum(other.end - other.start for other in lines[number + 1 :] if other.story)
            if not before or before < behind:
                line.pieces[0].kind = PassageKind.FURNITURE
                continue
            end = len(lines)
            while lines[end - 1].kind in _BELOW_COMMENTS:
                end -= 1
            for later in lines[number:end]:
                later.pieces = [Piece(later.start, later.end, PassageKind.COMMENT)]
            return


def mark_lists(text: str, lines: Sequence[Line]) -> None:
    """Headlines and tags below the head of a list of other reports, and short lines between two of one kind."""
    head: PassageKind | None = None
    for line in lines:
        words = text[line.start : min(line.end, line.start + _LISTED + 1)]
        listing = line.kind is not None and line.kind.broad is PassageKind.FURNITURE
        key = line_key(words) if listing else ""
        if listing and (markers().heads_tags(key) or markers().heads_list(key)):
            head = PassageKind.FURNITURE if markers().heads_tags(key) else PassageKind.RELATED
        elif head and _may_be_listed(line) and _is_listed(words, head):
            line.pieces[0].kind = head
        elif line.story or line.kind in _ENDS_LIST:
            head = None
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.whole and before.kind is after.kind and before.kind in _BETWEEN:
            words = text[line.start : line.end]
            if len(words) <= _LISTED and not ends_sentence(words):
                line.pieces[0].kind = before.kind


def _may_be_listed(line: Line) -> bool:
    """Whether a line is of the story, or was taken for a caption by its own words."""
    return line.whole or line.kind is PassageKind.CAPTION


def _is_listed(words: str, head: PassageKind) -> bool:
    if head is PassageKind.FURNITURE:
        return len(words.split()) <= _TAG_WORDS and not ends_sentence(words)
    return len(words) <= _LISTED and (not ends_sentence(words) or words.endswith("?"))
