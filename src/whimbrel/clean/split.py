"""Cuts one paragraph where different things were glued into it: stamps, headline, dateline, captions, signatures."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from whimbrel.clean.bylines import names_only
from whimbrel.clean.captions import BARE_LABEL, find_captions
from whimbrel.clean.dates import dateline_at, inner_dateline, stamp_at
from whimbrel.clean.headline import loose_key
from whimbrel.clean.lines import is_picture_credit
from whimbrel.clean.patterns import patterns
from whimbrel.clean.pieces import Piece, add, trim
from whimbrel.clean.sentences import sentences
from whimbrel.clean.tail import cut_signatures
from whimbrel.model import PassageKind, Span

_POSTED_BY: Final = re.compile(r"\sby\s(?:[A-Z][\w.'’-]{1,20}\s){0,2}?[A-Z][\w.'’-]{1,20}(?:\s(?:English|Staff))?")
_TITLE_LABEL: Final = re.compile(r"(?:title|headline|text|body)\s?:\s?", re.IGNORECASE)
_PICTURE_BAR: Final = re.compile(
    r"(?:Enlarge this image\s?)?(?:toggle caption|hide caption)\s|(?:CLOSE|ADVERTISEMENT|Advertisement)\s(?=[A-Z])"
    r"|Story highlights:?\s|Get short URL(?:\s\d{1,6}){0,3}\s"
)
_LISTS: Final = ("Tags", "Related", "Topics", "Keywords")
_SEARCHED: Final = 1200  # characters of a paragraph in which what was glued in is looked for
_NO_TOWN: Final = frozenset(
    {
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "EXCLUSIVE",
        "LIVE",
        "OPINION",
        "ANALYSIS",
        "EXPLAINER",
        "INTERVIEW",
        "JUST IN",
        "READ MORE",
        "SEE ALSO",
        "READ ALSO",
    }
)
_REPEATED: Final = 40
_HEADS_TRIED: Final = 8


def split(text: str, start: int, end: int, title: Span | None = None) -> list[Piece]:
    """The pieces of a paragraph in order; blanks between them are in no piece."""
    if title is not None and title.start < end and start < title.end:
        cut_start, cut_end = max(start, title.start), min(end, title.end)
        before = [_above_title(text, *piece) for piece in [trim(text, start, cut_start)] if piece[0] < piece[1]]
        after = trim(text, cut_end, end)
        rest = _below_title(text, *after, text[cut_start:cut_end]) if after[0] < after[1] else []
        return [*before, Piece(*trim(text, cut_start, cut_end), PassageKind.HEADLINE), *rest]
    return _cut(text, start, end)


def _above_title(text: str, start: int, end: int) -> Piece:
    """What stands before the headline in its own line: stamps, section names, labels."""
    words = text[start:end]
    kind = PassageKind.TIMESTAMP if stamp_at(text, start) else PassageKind.FURNITURE if len(words) < 60 else None
    if kind is PassageKind.FURNITURE and names_only(words):
        kind = PassageKind.BYLINE
    return Piece(start, end, kind)


def _below_title(text: str, start: int, end: int, title: str) -> list[Piece]:
    """The line goes on behind the headline: perhaps with the headline again, then with the author's name."""
    found: list[Piece] = []
    for begin, stop in sentences(text, start, min(end, start + 600))[:2]:
        words = text[begin:stop]
        if loose_key(words) == loose_key(title):
            found.append(Piece(begin, stop, PassageKind.FURNITURE))
        elif stop < end and len(words) < 80 and words.endswith(".") and names_only(words[:-1]) and " " in words:
            found.append(Piece(begin, stop, PassageKind.BYLINE))
        else:
            break
        start = trim(text, stop, end)[0]
    return [*found, *(_cut(text, start, end) if start < end else [])]


def _cut(text: str, start: int, end: int) -> list[Piece]:
    heads, start = _heads(text, start, end)
    if start >= end:
        return heads
    if heads and is_picture_credit(text[start:end]):
        return [*heads, Piece(start, end, PassageKind.CREDIT)]
    found: list[Piece] = []
    position = start
    for caption in find_captions(text, start, end):
        add(found, text, position, caption.start, None)
        label = BARE_LABEL.match(text, caption.start, caption.end)
        if label:
            add(found, text, caption.start, label.end(), PassageKind.FURNITURE)
        add(found, text, label.end() if label else caption.start, caption.end, PassageKind.CAPTION)
        add(found, text, caption.end, caption.credit_end, PassageKind.CREDIT)
        position = caption.credit_end
    if found and position < end and found[0].start == start:
        more, position = _heads(text, position, end)  # a picture above the dateline
        found.extend(more)
    add(found, text, position, end, None)
    return [*heads, *cut_signatures(text, _inner(text, found))]


def _inner(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut what stands between sentences of the story: a dateline, a first sentence told twice."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind is not None:
            found.append(piece)
            continue
        start = piece.start
        if line := inner_dateline(text, start, piece.end):
            add(found, text, start, line.start, None)
            add(found, text, line.start, line.end, PassageKind.DATELINE)
            start = line.end
        elif tags := _tags_behind_lead(text, start, piece.end):
            add(found, text, start, tags[0], None)
            add(found, text, *tags, PassageKind.FURNITURE)
            start = tags[1]
        elif twice := _told_twice(text, start, piece.end):
            add(found, text, start, twice[0], None)
            add(found, text, *twice, PassageKind.QUOTE)
            start = twice[1]
        add(found, text, start, piece.end, None)
    return found


def _tags_behind_lead(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Tags or related headlines that stand as the second or third sentence and run into the next."""
    end = min(end, start + _SEARCHED)
    if not any(text.find(word, start, end) >= 0 for word in _LISTS):
        return None
    for begin, _ in sentences(text, start, end)[1:3]:
        if found := _related().match(text, begin, end):
            return begin, found.end()
    return None


def _told_twice(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The second sentence when it repeats the first."""
    if end - start < 2 * _REPEATED or text.find(text[start : start + 8], start + _REPEATED, end) < 0:
        return None
    parts = sentences(text, start, min(end, start + _SEARCHED))[:2]
    if len(parts) < 2 or parts[0][1] - start < _REPEATED or parts[1][1] > end:
        return None
    first, second = (loose_key(text[begin:stop]) for begin, stop in parts)
    return parts[1] if first == second else None


def _heads(text: str, start: int, end: int) -> tuple[list[Piece], int]:
    """Stamps, share bars, agencies and datelines at the front of a paragraph, and where the rest begins."""
    found: list[Piece] = []
    for _ in range(_HEADS_TRIED):
        stop, kind = _head(text, start, end)
        if stop <= start and found and (agency := _agency_then_capital().match(text, start, end)):
            stop, kind = agency.end(), PassageKind.CREDIT
        if stop <= start:
            break
        stop = min(stop, end)
        add(found, text, start, stop, kind)
        start = stop
        while start < end and text[start] in " \n|,;:.-–—•":
            start += 1
    return found, start


def _head(text: str, start: int, end: int) -> tuple[int, PassageKind]:
    """The end and kind of one thing at the front; the end is `start` when there is none."""
    if stamp := stamp_at(text, start):
        # A date that opens a sentence ("3 May 2021 was …", "May 3, 2021, the day …") is part of the story.
        following = text[stamp.span.end : stamp.span.end + 12].lstrip(" ,")
        if stamp.labelled or not following[:1].islower() or following.startswith("by "):
            by = _POSTED_BY.match(text, stamp.span.end, end) if stamp.labelled else None
            return by.end() if by else stamp.span.end, PassageKind.TIMESTAMP
    for pattern in (_share_bar(), _TITLE_LABEL, _PICTURE_BAR, _related()):
        if found := pattern.match(text, start, end):
            return found.end(), PassageKind.FURNITURE
    if (found := _agency_then_stamp().match(text, start, min(end, start + 60))) and stamp_at(text, found.end()):
        return found.end(), PassageKind.CREDIT
    if (dateline := dateline_at(text, start)) and dateline.town not in _NO_TOWN:
        return dateline.span.end, PassageKind.DATELINE
    return start, PassageKind.FURNITURE


@cache
def _share_bar() -> re.Pattern[str]:
    buttons = "|".join(sorted(map(re.escape, patterns().words["share"]), key=len, reverse=True))
    return re.compile(rf"(?:(?:{buttons})(?:\s\d{{1,7}})?\b[\s|,]{{0,3}}){{2,}}")


@cache
def _related() -> re.Pattern[str]:
    """Tags or headlines of other reports that run straight into the story."""
    openers = "|".join(map(re.escape, patterns().words["openers"]))
    return re.compile(
        r"(?:Tags|Related|Related Stories|Related Articles|Topics|Keywords)\s(?=[A-Z])[^.!?]{3,400}?\s"
        rf"(?=(?:{openers})\s[a-z\d]|The\s[A-Z])"
    )


@cache
def _agency_then_capital() -> re.Pattern[str]:
    return re.compile(
        r"(?:AFP|AP|Reuters|REUTERS|UPI|DPA|EFE|PTI|ANI|IANS)(?:\s?[/,&]\s?(?:AFP|AP|Reuters))?\s(?=[A-Z\"“][a-z]|A\s)"
    )


@cache
def _agency_then_stamp() -> re.Pattern[str]:
    agency = "|".join(re.escape(name) for name in patterns().agencies)
    return re.compile(rf"(?:{agency})(?:\s?(?:/|,|and|&)\s?(?:{agency}))?\s(?=[A-Z\d])")
