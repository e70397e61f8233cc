"""What a paragraph is by where it stands and what stands beside it: headline, bylines, captions above a credit, lists of other
reports, crossheads, what is left over below the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from whimbrel.clean import scenes
from whimbrel.clean.bylines import has_role, is_bio, is_byline, is_signed, names_only
from whimbrel.clean.clock import has_year, is_stamp
from whimbrel.clean.datelines import dateline_end, glued_dateline, is_dateline
from whimbrel.clean.dates import find_stamp
from whimbrel.clean.lines import is_crosshead, is_headline_like
from whimbrel.clean.markers import markers
from whimbrel.clean.patterns import line_key
from whimbrel.clean.picture_credits import markers as credits_in
from whimbrel.clean.pieces import Line, Piece, trim
from whimbrel.clean.sentences import sentences
from whimbrel.model import PassageKind

_TOP: Final = 14  # paragraphs in which headline and bylines stand
_STORY_LONG: Final = 60  # characters of a paragraph that must be the story, above which no byline is looked for below
_CAPTION_LONGEST: Final = 420
_BESIDE_PICTURE: Final = 1  # score that a paragraph above a picture's credit has at least
_LISTED: Final = 160  # characters of another report's headline
_LEFT_OVER: Final = 3  # words below the story that are no headline
_SENTENCE_END: Final = re.compile(r"[.!?…:][\"”’')\]]*$")
_ASKS: Final = re.compile(r"(?:What|Why|How|Who|Where|When)\b[^.!?]{2,50}\?$")
_YEAR_OWNER: Final = re.compile(r"(?:©\s?|\(c\)\s?)?(?:19|20)\d\d,? [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}$")
_SENTENCE_LONGEST: Final = 2000  # characters
_LIVE: Final = 3  # stamps that a live blog has at least
_GLUED: Final = 150  # characters of a paragraph that may begin with a headline
_HEADLINE_LONGEST: Final = 220
_TAGS: Final = frozenset(
    {
        "tags",
        "topics",
        "related topics",
        "keywords",
        "related tags",
        "more on these topics",
        "read more on these topics",
        "categories",
        "filed under",
    }
)
_BEHIND_RULE: Final = frozenset({PassageKind.PROMPT, PassageKind.NOTICE, PassageKind.RELATED})


def mark_comments(text: str, lines: Sequence[Line]) -> None:
    """Everything behind a comment head is comments, unless the head stands above most of the text (a counter)."""
    for number, line in enumerate(lines):
        if line.kind is PassageKind.COMMENT:
            before = sum(len(text[other.start : other.end]) for other in lines[:number] if other.story)
            behind = sum(other.end - other.start for other in lines[number + 1 :] if other.story)
            if not before or before < behind:
                line.pieces[0].kind = PassageKind.FURNITURE
                continue
            for later in lines[number:]:
                later.pieces = [Piece(later.start, later.end, PassageKind.COMMENT)]
            return


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
    if (
        at < 0
        or not is_headline_like(text[start:stop])
        or text[start:stop].split()[-1].islower()
        and text[start:stop].split()[-1] in ("on", "of", "in", "the", "since", "until", "by")
    ):
        return False
    begin, kind = (at, None) if not stamp or stamp.span.start != at else (stamp.span.end, PassageKind.TIMESTAMP)
    pieces = [Piece(start, stop, PassageKind.HEADLINE)]
    if kind:
        pieces.append(Piece(at, begin, kind))
    line.pieces[number : number + 1] = [*pieces, Piece(*trim(text, begin, piece.end))]
    return True


def mark_top(text: str, lines: Sequence[Line], titled: bool) -> None:
    """Lines above the first paragraph: names are the byline, a town with a day is the dateline."""
    headed = titled
    for line in lines[:_TOP]:
        headed = headed or any(piece.kind is PassageKind.HEADLINE for piece in line.pieces)
        if pieces := _signed_and_dated(text, line):
            line.pieces = pieces
        if not line.whole:
            if line.story:
                return
            continue
        words = text[line.start : line.end]
        if is_byline(words) or (headed and is_signed(words) and not _is_town(words)):
            line.pieces[0].kind = PassageKind.BYLINE
        elif headed and is_dateline(words):
            line.pieces[0].kind = PassageKind.DATELINE
        elif len(words) > _STORY_LONG and _SENTENCE_END.search(words):
            return


def _signed_and_dated(text: str, line: Line) -> list[Piece]:
    """The author's name and the day in one line: "Ann Poe · Posted: Jun 21, 2022"."""
    if (
        line.end - line.start > _LISTED
        or not has_year(text[line.start : line.end])
        or (line.kind is not PassageKind.TIMESTAMP and not line.story)
    ):
        return []
    stamp = find_stamp(text, line.start, line.end, labelled=True) or find_stamp(text, line.start, line.end)
    if stamp is None or stamp.span.start == line.start or not is_stamp(text[stamp.span.start : line.end]):
        return []
    start, end = trim(text, line.start, stamp.span.start)
    words = text[start:end].rstrip("·|,-–— ")
    if not (is_byline(words) or is_signed(words)):
        return []
    return [Piece(start, end, PassageKind.BYLINE), Piece(stamp.span.start, line.end, PassageKind.TIMESTAMP)]


def _is_town(words: str) -> bool:
    return words.isupper() and len(words.split()) == 1 and not has_role(words) and is_dateline(words)


def mark_dateline(text: str, lines: Sequence[Line]) -> None:
    """The dateline at the front of one of the first two paragraphs of the story."""
    for line in [line for line in lines if line.story][:2]:
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


def mark_captions(text: str, lines: Sequence[Line]) -> None:
    """Paragraphs above a picture's credit, and those that describe a scene."""
    story = [line for line in lines if line.whole]
    for number, line in enumerate(lines):
        if not line.whole:
            continue
        words = text[line.start : line.end]
        following = lines[number + 1] if number + 1 < len(lines) else None
        value = scenes.score(words)
        least = scenes.ENOUGH
        if following is not None and _is_picture_credit(text, following) and len(words) <= _CAPTION_LONGEST:
            least = _BESIDE_PICTURE
        elif line is story[0] and is_headline_like(words):
            least += 1  # as likely a standfirst
        if value >= least and (len(story) > 1 or value > least):
            line.pieces[0].kind = PassageKind.CAPTION


def _is_picture_credit(text: str, line: Line) -> bool:
    """Whether a line credits a picture, and not the report: it names a picture, or somebody with a stroke."""
    if line.kind is not PassageKind.CREDIT:
        return False
    words = text[line.start : line.end]
    found = credits_in(text, line.start, line.end)
    return (
        "/" in words
        or "©" in words
        or any(marker.firm for marker in found)
        or line_key(words).startswith(("photo", "image", "picture"))
    )


def mark_lists(text: str, lines: Sequence[Line]) -> None:
    """Headlines and tags below the head of a list of other reports, and short lines between two of one kind."""
    head: PassageKind | None = None
    for line in lines:
        words = text[line.start : min(line.end, line.start + _LISTED + 1)]
        listing = line.kind is not None and line.kind.broad is PassageKind.FURNITURE
        key = line_key(words) if listing else ""
        if listing and (key in _TAGS or markers().heads_list(key)):
            head = PassageKind.FURNITURE if key in _TAGS else PassageKind.RELATED
        elif line.whole and head and _is_listed(words, head):
            line.pieces[0].kind = head
        elif line.story or line.kind in (PassageKind.CAPTION, PassageKind.TIMESTAMP, PassageKind.QUOTE):
            head = None
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.whole and before.kind is after.kind and before.kind in _BEHIND_RULE:
            words = text[line.start : line.end]
            if len(words) <= _LISTED and not _SENTENCE_END.search(words):
                line.pieces[0].kind = before.kind


def _is_listed(words: str, head: PassageKind) -> bool:
    if head is PassageKind.FURNITURE:
        return len(words.split()) <= _LEFT_OVER + 1 and not _SENTENCE_END.search(words)
    return len(words) <= _LISTED and (not _SENTENCE_END.search(words) or words.endswith("?"))


def mark_crossheads(text: str, lines: Sequence[Line]) -> None:
    """Lines between paragraphs that name what follows, and what is left over between lists."""
    story = [number for number, line in enumerate(lines) if line.story]
    live = sum(line.kind is PassageKind.TIMESTAMP for line in lines) >= _LIVE
    top = True
    for number in story[:-1]:
        line = lines[number]
        top = top and not (line.end - line.start > _STORY_LONG and _SENTENCE_END.search(text[line.start : line.end]))
        words = text[line.start : line.end]
        if line.whole and (
            is_crosshead(words) or _ASKS.match(words) or (words.endswith(":") and len(words.split()) <= _LEFT_OVER)
        ):
            if (
                number == story[0]
                and len(words.split()) > _LEFT_OVER + 1
                and not (live and _behind_clock(lines, number))
            ):
                continue  # a standfirst
            section = top and number == story[0] and not live and not words.endswith((":", "?"))
            line.pieces[0].kind = PassageKind.FURNITURE if section else _between(lines, number)


def _behind_clock(lines: Sequence[Line], number: int) -> bool:
    """Whether the line before, buttons aside, is a stamp: in a live blog, that of an entry."""
    before = next((line for line in reversed(lines[:number]) if line.kind is not PassageKind.FURNITURE), None)
    return before is not None and before.kind is PassageKind.TIMESTAMP


def _between(lines: Sequence[Line], number: int) -> PassageKind:
    """A headline beside a list of other reports belongs to it."""
    before = lines[number - 1].kind if number else None
    return PassageKind.RELATED if before is PassageKind.RELATED else PassageKind.SUBHEAD


def mark_tail(text: str, lines: Sequence[Line]) -> None:
    """Below the story: a name signs it, headlines are those of other reports, the rest is left over."""
    for line in reversed(lines):
        if not line.story:
            continue
        words = text[line.start : line.end]
        if line.whole and any(other.story for other in lines if other is not line) and (kind := _left_over(words)):
            line.pieces[0].kind = kind
            continue
        return


def _left_over(words: str) -> PassageKind | None:
    if is_bio(words):
        return PassageKind.BYLINE
    if _YEAR_OWNER.match(words):
        return PassageKind.NOTICE
    if len(words.split()) <= 6 and names_only(words):
        return PassageKind.CREDIT if words.isupper() and not has_role(words) else PassageKind.BYLINE
    if is_crosshead(words) or (is_headline_like(words) and not _SENTENCE_END.search(words) and len(words) <= 120):
        return PassageKind.RELATED if len(words.split()) > _LEFT_OVER else PassageKind.FURNITURE
    return None


def lead_end(text: str, piece: Piece) -> int:
    """Where the first sentence of a piece ends."""
    return sentences(text, piece.start, min(piece.end, piece.start + _SENTENCE_LONGEST))[0][1]
