"""Paragraphs that are captions by what stands beside them, or by the scene that they describe (`scenes.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from whimbrel.clean import scenes
from whimbrel.clean.bylines import names_only
from whimbrel.clean.lines import is_headline_like
from whimbrel.clean.patterns import line_key
from whimbrel.clean.picture_credits import markers
from whimbrel.clean.pieces import Line, ends_sentence
from whimbrel.model import PassageKind

_LONGEST: Final = 420
_WORDS: Final = 5  # that a caption without a full stop has at least
_NAME_WORDS: Final = 4  # that a photographer's name has at most
_ANY: Final = -99  # the score that is asked of what is a caption by its place
_ABOVE_CREDIT: Final = 1  # of a sentence above a picture's credit
_CREDITED: Final = 2  # of one that a credit follows in its own line, which may be the agency's whose report it is
_LABEL_LONGEST: Final = 30
_LABELS: Final = frozenset(
    {"image caption", "photo caption", "picture caption", "video caption", "media caption", "caption"}
)
_LABELLED: Final = re.compile(
    r"(?:FILE(?: PHOTO| PICTURE| IMAGE)?|File (?:photo|picture|image)|(?:Image |Photo |Picture )?[Cc]aption"
    r"|Pictured|PICTURED|Above"
    r"|In this (?:photo|picture|image)"
    r"|(?:Banner|Header|Featured?|Cover|Lead|Main|Top) (?:image|photo|picture))\s?[:-]\s?\S"
    r"|\d{1,2} (?:of|/) \d{1,3} \| \S"
    r"|(?:This |An? |Undated |Handout )*(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Pp]hotograph)"
    r" (?:shows|taken|released|provided|made available)\b"
    r"|(?:Image|Photo|Picture): (?:The|An?|[A-Z]\w+ [a-z]+|[A-Z]\w+ [A-Z]\w+ [a-z]+) [^:]{8,}\."
    r"|Represent(?:ational|ative) (?:[Pp]ic|[Pp]icture|[Ii]mage|[Pp]hoto)"
    r"|Visuals? (?:from|of)\b|(?:Photo|Picture|Image) for illustration"
)
_BEHIND_CAPTION: Final = (PassageKind.CREDIT, PassageKind.FURNITURE)
_HOUSES: Final = ("Getty", "EPA", "Shutterstock", "Alamy", "Reuters", "Image source", "PA Media")
_MACHINERY: Final = frozenset({PassageKind.RELATED, PassageKind.PROMPT, PassageKind.FURNITURE})


def mark_captions(text: str, lines: Sequence[Line]) -> None:
    """Mark the captions among paragraphs of the story, and names below one as its credit."""
    story = [line for line in lines if line.story]
    for number, line in enumerate(lines):
        piece = line.pieces[0]
        credited = len(line.pieces) == 2 and line.pieces[1].kind in _BEHIND_CAPTION
        words = text[piece.start : piece.end]
        if piece.kind is not None or not (line.whole or credited) or len(words) > _LONGEST:
            continue
        before = lines[number - 1] if number else None
        if before is not None and before.kind is PassageKind.CAPTION and _is_photographer(words):
            piece.kind = PassageKind.CREDIT
            continue
        least = _by_place(text, words, before, lines[number + 1] if number + 1 < len(lines) else None)
        if least is None:
            likelier = is_headline_like(words) and (
                line is story[0] or (before is not None and before.kind in _MACHINERY)
            )
            least = _CREDITED if credited else scenes.ENOUGH + likelier + (len(story) == 1)
        if least == _ANY or scenes.score(words) >= least:
            piece.kind = PassageKind.CAPTION


def _by_place(text: str, words: str, before: Line | None, after: Line | None) -> int | None:
    """The score that a paragraph must have as a caption where its place tells that it may be one, else None."""
    if _LABELLED.match(words):
        return _ANY
    if before is not None and (_is_label(text, before) or (_is_open(words) and _credits_house(text, before))):
        return _ANY
    if after is None or not _credits_picture(text, after):
        return None
    return _ANY if before is not None and is_headline_like(words) else _ABOVE_CREDIT


def _is_photographer(words: str) -> bool:
    return 1 < len(words.split()) <= _NAME_WORDS and names_only(words)


def _is_open(words: str) -> bool:
    """Whether a line is as long as a caption, and has no full stop."""
    return not ends_sentence(words) and len(words.split()) >= _WORDS


def _is_label(text: str, line: Line) -> bool:
    """Whether a line says of the next that it is a caption, and nothing else."""
    return line.end - line.start < _LABEL_LONGEST and line_key(text[line.start : line.end]) in _LABELS


def _credits_house(text: str, line: Line) -> bool:
    """Whether a line credits a picture above its caption, as some outlets do."""
    return line.kind is PassageKind.CREDIT and any(house in text[line.start : line.end] for house in _HOUSES)


def _credits_picture(text: str, line: Line) -> bool:
    """Whether a line credits a picture, and not the report: it names a picture, or somebody with a stroke."""
    if line.kind is not PassageKind.CREDIT:
        return False
    words = text[line.start : line.end]
    named = "/" in words or "©" in words or line_key(words).startswith(("photo", "image", "picture"))
    return named or any(marker.firm for marker in markers(text, line.start, line.end))
