"""Short lines without a full stop: crossheads, other reports' headlines, what is left over below the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from whimbrel.clean.bylines import has_role, is_bio, names_only
from whimbrel.clean.lines import is_crosshead, is_headline_like
from whimbrel.clean.pieces import Line, ends_sentence, is_sentence
from whimbrel.model import PassageKind

_FEW: Final = 3  # words that no headline has
_STANDFIRST: Final = 5  # words that a standfirst has at least
_STORY_LONG: Final = 40  # characters of a paragraph that must be the story
_HEADLINE: Final = 120  # characters of another report's headline
_NAMES: Final = 6  # words of a line that signs a report
_LIVE: Final = 3  # stamps that a live blog has at least
_ASKS: Final = re.compile(r"(?:What|Why|How|Who|Where|When)\b[^.!?]{2,50}\?$")
_QUOTES: Final = re.compile(r"[A-Z][^.!?:]{1,40}: [“\"‘'][^.!?]{3,60}[”\"’']$")
_YEAR_OWNER: Final = re.compile(r"(?:©\s?|\(c\)\s?)?(?:19|20)\d\d,? [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}$")
_MACHINERY: Final = frozenset(
    {PassageKind.FURNITURE, PassageKind.RELATED, PassageKind.PROMPT, PassageKind.NOTICE, PassageKind.COMMENT}
)


def mark_crossheads(text: str, lines: Sequence[Line]) -> None:
    """Lines between paragraphs that name what follows; among machinery they are part of it."""
    story = [number for number, line in enumerate(lines) if line.story]
    live = sum(line.kind is PassageKind.TIMESTAMP for line in lines) >= _LIVE
    top = True
    for number in story[:-1]:
        line = lines[number]
        words = text[line.start : line.end]
        top = top and not is_sentence(words, _STORY_LONG)
        if not line.whole or not _names_what_follows(words):
            continue
        entry = live and _behind_clock(lines, number)
        if number == story[0] and len(words.split()) >= _STANDFIRST and not entry:
            continue  # a standfirst
        line.pieces[0].kind = PassageKind.SUBHEAD if entry else _between(words, lines, number, top)


def _names_what_follows(words: str) -> bool:
    return (
        is_crosshead(words)
        or bool(_ASKS.match(words) or _QUOTES.match(words))
        or (words.endswith(":") and len(words.split()) <= _FEW)
    )


def _behind_clock(lines: Sequence[Line], number: int) -> bool:
    """Whether the line before, buttons aside, is a stamp: in a live blog, that of an entry."""
    before = next((line for line in reversed(lines[:number]) if line.kind is not PassageKind.FURNITURE), None)
    return before is not None and before.kind is PassageKind.TIMESTAMP


def _between(words: str, lines: Sequence[Line], number: int, top: bool) -> PassageKind:
    """Beside machinery, or above the story, a few words are part of it, and a headline is another report's."""
    before = lines[number - 1].kind if number else PassageKind.FURNITURE
    after = lines[number + 1].kind
    few = len(words.split()) <= _FEW and words[-1] not in ":?"
    if before is PassageKind.RELATED and not few:
        return PassageKind.RELATED
    if few and (top or before in _MACHINERY or after in _MACHINERY):
        return PassageKind.FURNITURE
    return PassageKind.SUBHEAD


def mark_tail(text: str, lines: Sequence[Line]) -> None:
    """Below the story: a name signs it, headlines are those of other reports, the rest is left over."""
    left = sum(line.story for line in lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line.story:
            continue
        kind = (
            _left_over(text[line.start : line.end], lines[number - 1].kind if number else None) if line.whole else None
        )
        if kind is None or left == 1:
            return
        left -= 1
        line.pieces[0].kind = kind


def _left_over(words: str, before: PassageKind | None) -> PassageKind | None:
    """What a line below the story is, and under what: tags stand under others, a name under the text."""
    if is_bio(words):
        return PassageKind.BYLINE
    if _YEAR_OWNER.match(words):
        return PassageKind.NOTICE
    if names_only(words) and len(words.split()) <= _NAMES:
        if words.isupper() and not has_role(words):
            return PassageKind.CREDIT
        if before not in _MACHINERY and len(words.split()) > 1:
            return PassageKind.BYLINE
    if is_crosshead(words) or (is_headline_like(words) and not ends_sentence(words) and len(words) <= _HEADLINE):
        return PassageKind.RELATED if len(words.split()) > _FEW else PassageKind.FURNITURE
    return None
