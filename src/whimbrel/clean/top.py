"""The top of a report: the headline, the bylines, and the dateline that the story begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from whimbrel.clean.bylines import has_role, is_byline, is_signed
from whimbrel.clean.datelines import dateline_end, glued_dateline, is_dateline
from whimbrel.clean.dates import find_stamp
from whimbrel.clean.lines import is_crosshead, is_headline_like
from whimbrel.clean.pieces import Line, Piece, is_sentence, trim
from whimbrel.clean.time_lines import has_year, is_stamp
from whimbrel.model import PassageKind

_TOP: Final = 16  # paragraphs in which headline and bylines stand
_STORY_LONG: Final = 60  # characters of a paragraph that must be the story
_DATELINES_TRIED: Final = 4  # a standfirst and captions may stand above it
_ABOVE: Final = 3  # lines that may stand above the headline
_LINE: Final = 160  # characters of a line that holds a name and a day
_ROLE_WORDS: Final = 9  # words of a line that tells an author's office
_GLUED: Final = 150  # characters of a paragraph that may begin with a headline
_HEADLINE_LONGEST: Final = 220
_OPEN_END: Final = frozenset(
    {"on", "of", "in", "the", "since", "until", "by", "from", "to", "and"}
)  # the day is part of the sentence
_BEFORE_DAY: Final = re.compile(r"[\s·|,–—-]+(?:on|at)$")
_TOWN_AND_REGION: Final = re.compile(r"[A-Z][\w’'-]+, [A-Z][\w’'-]+$")
_BETWEEN: Final = 100  # characters between a glued headline's stamp and the dateline
_MARGIN: Final = (PassageKind.BYLINE, PassageKind.TIMESTAMP)


def mark_headline(text: str, lines: Sequence[Line]) -> None:
    """The first line of the story is the headline when it looks like one (where the title is not known)."""
    for number, line in enumerate(lines):
        if any(piece.kind is PassageKind.HEADLINE for piece in line.pieces):
            return
        if not line.story:
            continue
        if _cut_headline(text, line):
            return
        words = text[line.start : line.end]
        more = any(later.story for later in lines[number + 1 :])
        if line.whole and more and is_headline_like(words):
            line.pieces[0].kind = PassageKind.HEADLINE
        elif (
            line.whole
            and more
            and number < 3
            and len(words) < _STORY_LONG
            and (is_crosshead(words) or is_signed(words))
        ):
            continue  # a section, an author's name above the headline
        return


def _cut_headline(text: str, line: Line) -> bool:
    """Cut a headline off the front of the story, where a dateline with its agency or a stamp follows it in one line."""
    number = next(number for number, piece in enumerate(line.pieces) if piece.kind is None)
    piece = line.pieces[number]
    if piece.end - piece.start < _GLUED:
        return False
    end = min(piece.end, piece.start + _HEADLINE_LONGEST)
    at = glued_dateline(text, piece.start, end)
    stamp = find_stamp(text, piece.start, end) if has_year(text[piece.start : end]) else None
    if (
        stamp
        and (at < 0 or stamp.span.start < at)
        and text[stamp.span.end : stamp.span.end + 40].strip(" ,-–—|")[:1].isupper()
    ):
        at = stamp.span.start
    start, stop = trim(text, piece.start, max(at, piece.start))
    if at < 0 or not is_headline_like(text[start:stop]) or text[start:stop].rsplit(maxsplit=1)[-1] in _OPEN_END:
        return False
    begin, kind = (at, None) if not stamp or stamp.span.start != at else (stamp.span.end, PassageKind.TIMESTAMP)
    pieces = [Piece(start, stop, PassageKind.HEADLINE)]
    if kind:
        pieces.append(Piece(at, begin, kind))
    dateline = glued_dateline(text, begin, min(begin + _BETWEEN, piece.end)) if kind else -1
    between = trim(text, begin, max(begin, dateline))
    if between[0] < between[1]:
        signed = is_signed(text[slice(*between)]) or is_byline(text[slice(*between)])
        pieces.append(Piece(*between, PassageKind.BYLINE if signed else PassageKind.FURNITURE))
    begin = max(begin, dateline)
    rest = trim(text, begin, piece.end)
    line.pieces[number : number + 1] = [*pieces, *([Piece(*rest)] if rest[0] < rest[1] else [])]
    return True


def mark_top(text: str, lines: Sequence[Line], titled: bool) -> None:
    """Lines above the second paragraph: names are the byline, a town with a day is the dateline.

    Below the first, which may be a standfirst, only beside other bylines and stamps.
    """
    headed, begun = titled, False
    for number, line in enumerate(lines[:_TOP]):
        headed = headed or any(piece.kind is PassageKind.HEADLINE for piece in line.pieces)
        if pieces := _signed_and_dated(text, line):
            line.pieces = pieces
        words = text[line.start : line.end]
        if line.story and (not line.whole or is_sentence(words, _STORY_LONG)):
            if begun or not line.whole:
                return
            begun = True
        elif line.whole and (
            is_byline(words) or (headed and _names_author(words) and (not begun or _beside_margin(lines, number)))
        ):
            line.pieces[0].kind = PassageKind.BYLINE
        elif line.whole and headed and not begun and (is_dateline(words) or _TOWN_AND_REGION.match(words)):
            line.pieces[0].kind = PassageKind.DATELINE


def _names_author(words: str) -> bool:
    """Whether a line near the headline is a name, perhaps with an office: "Freelance journalist based in Oslo"."""
    if is_signed(words):
        return not _is_town(words)
    return has_role(words) and len(words.split()) <= _ROLE_WORDS and words[-1] not in ".!?:"


def _beside_margin(lines: Sequence[Line], number: int) -> bool:
    return any(line.kind in _MARGIN for line in lines[max(number - 1, 0) : number + 2])


def _signed_and_dated(text: str, line: Line) -> list[Piece]:
    """The author's name and the day in one line: "Ann Poe · Posted: Jun 21, 2022"."""
    if (
        line.end - line.start > _LINE
        or not has_year(text[line.start : line.end])
        or (line.kind is not PassageKind.TIMESTAMP and not line.story)
    ):
        return []
    stamp = find_stamp(text, line.start, line.end, labelled=True) or find_stamp(text, line.start, line.end)
    if stamp is None or stamp.span.start == line.start or not is_stamp(text[stamp.span.start : line.end]):
        return []
    start, end = trim(text, line.start, stamp.span.start)
    words = _BEFORE_DAY.sub("", text[start:end].rstrip("·|,-–— "))
    if not (is_byline(words) or is_signed(words)):
        return []
    return [Piece(start, end, PassageKind.BYLINE), Piece(stamp.span.start, line.end, PassageKind.TIMESTAMP)]


def _is_town(words: str) -> bool:
    return words.isupper() and len(words.split()) == 1 and not has_role(words) and is_dateline(words)


def mark_dateline(text: str, lines: Sequence[Line]) -> None:
    """The dateline at the front of one of the first paragraphs of the story."""
    for line in [line for line in lines if line.story][:_DATELINES_TRIED]:
        number = next(number for number, piece in enumerate(line.pieces) if piece.kind is None)
        piece = line.pieces[number]
        end = dateline_end(text, piece.start, piece.end)
        if end > piece.start:
            rest = trim(text, end, piece.end)
            line.pieces[number : number + 1] = [
                Piece(piece.start, end, PassageKind.DATELINE),
                *([Piece(*rest)] if rest[0] < rest[1] else []),
            ]
            return
