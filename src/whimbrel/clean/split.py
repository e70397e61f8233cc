"""Cuts one paragraph where different things were glued into it: stamps, headline, dateline, captions, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from whimbrel.clean.captions import find_captions
from whimbrel.clean.dates import dateline_at, stamp_at
from whimbrel.clean.lines import is_byline, line_kind, names_only
from whimbrel.clean.patterns import line_key, patterns
from whimbrel.clean.sentences import sentences
from whimbrel.model import PassageKind, Span

_SHARE_BAR: Final = re.compile(
    r"(?:(?:Print|Tweets?|Share|E-?mail|Views?|Facebook|Twitter|WhatsApp|LinkedIn|Comments?|[Ff]ont size|[Tt]ext size|Save|Like|Pin It)"
    r"(?:\s\d{1,7})?\b[\s|,]{0,3}){2,}"
)
_POSTED_BY: Final = re.compile(r"by\s(?=[A-Z])")
_TITLE_LABEL: Final = re.compile(r"(?:title|headline|text|body)\s?:\s?", re.IGNORECASE)
_PICTURE_BAR: Final = re.compile(
    r"(?:Enlarge this image\s?)?(?:toggle caption|hide caption)\s|(?:CLOSE|ADVERTISEMENT|Advertisement)\s(?=[A-Z])|Story highlights:?\s"
)
_GLUED: Final = re.compile(r"(?<=[a-z][a-z.!?”\"])(?=[A-Z][a-z]+ [a-z]+ )")
_HEADS_TRIED: Final = 8
_SIGNED: Final = 3  # sentences at the end that may be credits


@dataclass(slots=True)
class Piece:
    """A run of text with its kind; None while it is known only to belong to the story."""

    start: int
    end: int
    kind: PassageKind | None = None


def split(text: str, start: int, end: int, title: Span | None = None) -> list[Piece]:
    """The pieces of a paragraph in order; blanks between them are in no piece."""
    if title is not None and title.start < end and start < title.end:
        cut_start, cut_end = max(start, title.start), min(end, title.end)
        before = [_above_title(text, *piece) for piece in [_trim(text, start, cut_start)] if piece[0] < piece[1]]
        after = _trim(text, cut_end, end)
        rest = _cut(text, *after) if after[0] < after[1] else []
        return [*before, Piece(*_trim(text, cut_start, cut_end), PassageKind.HEADLINE), *rest]
    return _cut(text, start, end)


def _above_title(text: str, start: int, end: int) -> Piece:
    """What stands before the headline in its own line: stamps, section names, labels."""
    words = text[start:end]
    kind = PassageKind.FURNITURE if stamp_at(text, start) or len(words) < 60 else None
    if kind and names_only(words):
        kind = PassageKind.CREDIT
    return Piece(start, end, kind)


def _cut(text: str, start: int, end: int) -> list[Piece]:
    heads, start = _heads(text, start, end)
    if start >= end:
        return heads
    found: list[Piece] = []
    position = start
    for caption in find_captions(text, start, end):
        _add(found, text, position, caption.start, None)
        _add(found, text, caption.start, caption.end, PassageKind.CAPTION)
        _add(found, text, caption.end, caption.credit_end, PassageKind.CREDIT)
        position = caption.credit_end
    if position < end:
        _add(found, text, position, end, None)
    if found and found[0].kind is PassageKind.CAPTION and len(found) > 1 and found[-1].kind is None and position < end:
        more, rest = _heads(text, position, end)
        found[-1:] = more
        _add(found, text, rest, end, None)
    return [*heads, *_signatures(text, found)]


def _heads(text: str, start: int, end: int) -> tuple[list[Piece], int]:
    """Stamps, share bars, agencies and datelines at the front of a paragraph, and where the rest begins."""
    found: list[Piece] = []
    for _ in range(_HEADS_TRIED):
        stop, kind = _head(text, start, end, bool(found))
        if stop <= start:
            break
        stop = min(stop, end)
        _add(found, text, start, stop, kind)
        start = stop
        while start < end and text[start] in " \n|,;:.-–—•":
            start += 1
    return found, start


def _head(text: str, start: int, end: int, behind: bool) -> tuple[int, PassageKind]:
    """The end and kind of one thing at the front; the end is `start` when there is none. `behind`: another came before."""
    if stamp := stamp_at(text, start):
        # A date that opens a sentence ("3 May 2021 was …", "May 3, 2021, the day …") is part of the story.
        following = text[stamp.span.end : stamp.span.end + 12].lstrip(" ,")
        if stamp.labelled or not following or not following[0].islower():
            return stamp.span.end, PassageKind.FURNITURE
        if _POSTED_BY.match(following):
            return stamp.span.end, PassageKind.FURNITURE
    for pattern in (_SHARE_BAR, _TITLE_LABEL, _PICTURE_BAR):
        if found := pattern.match(text, start, end):
            return found.end(), PassageKind.FURNITURE
    if found := _agency_then_stamp().match(text, start, min(end, start + 60)):
        if stamp_at(text, found.end()):
            return found.end(), PassageKind.CREDIT
    if dateline := dateline_at(text, start):
        return dateline.span.end, PassageKind.FURNITURE
    return start, PassageKind.FURNITURE


def _signatures(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut credits and left-overs off the end of the last piece of the story."""
    if not pieces or pieces[-1].kind is not None:
        return pieces
    last = pieces.pop()
    parts = sentences(text, last.start, last.end)
    tail: list[Piece] = []
    end = last.end
    for begin, stop in reversed(parts[-_SIGNED:]):
        if begin == last.start and not pieces:
            break
        kind = _tail_kind(text[begin:stop])
        if kind is None:
            break
        tail.append(Piece(begin, stop, kind))
        end = begin
    start, end = _trim(text, last.start, end)
    if found := _dash_agency().search(text, max(start, end - 40), end):
        tail.append(Piece(*_trim(text, found.start(), end), PassageKind.CREDIT))
        end = _trim(text, start, found.start())[1]
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
    if patterns().credit.match(line_key(sentence), sentence):
        return PassageKind.CREDIT
    words = sentence.split()
    if len(words) <= 4 and not sentence.endswith((".", "!", "?", '"', "”", "’", ")", "…")):
        return PassageKind.CREDIT if names_only(sentence) or is_byline(sentence) else PassageKind.FURNITURE
    return None


@cache
def _agency_then_stamp() -> re.Pattern[str]:
    agency = "|".join(re.escape(name) for name in patterns().agencies)
    return re.compile(rf"(?:{agency}|Ahram Online)(?:\s?(?:/|,|and|&)\s?(?:{agency}))?\s(?=[A-Z\d])")


@cache
def _dash_agency() -> re.Pattern[str]:
    agency = "|".join(re.escape(name) for name in patterns().agencies)
    return re.compile(rf"(?<=[.\"”’!?)])\s?[-–—/]{{1,2}}\s?(?:{agency})(?:\s?/\s?(?:{agency})){{0,2}}\W{{0,2}}$")


def _add(found: list[Piece], text: str, start: int, end: int, kind: PassageKind | None) -> None:
    start, end = _trim(text, start, end)
    if start < end:
        found.append(Piece(start, end, kind))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
