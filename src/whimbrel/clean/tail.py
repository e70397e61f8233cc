"""What stands behind the story in its last paragraph: stamps, credits, an agency's signature, left-over words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from whimbrel.clean.bylines import is_byline, names_only
from whimbrel.clean.dates import find_stamp
from whimbrel.clean.lines import line_kind
from whimbrel.clean.patterns import patterns
from whimbrel.clean.pieces import Piece, trim
from whimbrel.clean.sentences import sentences
from whimbrel.model import PassageKind

_STAMP_WITHIN: Final = 120
_SIGNED: Final = 6  # sentences at the end that may be credits


def cut_signatures(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut stamps, credits and left-overs off the end of the last piece of the story."""
    if not pieces or pieces[-1].kind is not None:
        return pieces
    last = pieces.pop()
    tail: list[Piece] = []
    end = last.end
    near_end = max(last.start, end - _STAMP_WITHIN)
    dated = text.find("20", near_end, end) >= 0 or text.find("19", near_end, end) >= 0
    stamp = find_stamp(text, near_end, end, labelled=True) if dated else None
    if stamp and text[stamp.span.start].isupper() and stamp.span.start > last.start:
        tail.append(Piece(stamp.span.start, end, PassageKind.TIMESTAMP))
        end = trim(text, last.start, stamp.span.start)[1]
    parts = sentences(text, last.start, end)
    for begin, stop in reversed(parts[-_SIGNED:]):
        if begin == last.start and not pieces:
            break
        kind = _tail_kind(text[begin:stop])
        if kind is None:
            break
        tail.append(Piece(begin, stop, kind))
        end = begin
    start, end = trim(text, last.start, end)
    if found := _dash_agency().search(text, max(start, end - 40), end):
        tail.append(Piece(*trim(text, found.start(), end), PassageKind.CREDIT))
        end = trim(text, start, found.start())[1]
    if start < end:
        tail.append(Piece(start, end))
    return [*pieces, *reversed(tail)]


def _tail_kind(sentence: str) -> PassageKind | None:
    """What a last sentence is when it is no part of the story."""
    kind = line_kind(sentence)
    if kind is PassageKind.COMMENT:
        return PassageKind.FURNITURE
    if kind:
        return kind
    words = sentence.split()
    if len(words) <= 4 and not sentence.endswith((".", "!", "?", '"', "”", "’", ")", "…")):
        return PassageKind.BYLINE if names_only(sentence) or is_byline(sentence) else PassageKind.FURNITURE
    return None


@cache
def _dash_agency() -> re.Pattern[str]:
    agency = "|".join(re.escape(name) for name in patterns().agencies)
    return re.compile(rf"(?<=[.\"”’!?)])\s?[-–—/]{{1,2}}\s?(?:{agency})(?:\s?/\s?(?:{agency})){{0,2}}\W{{0,2}}$")
