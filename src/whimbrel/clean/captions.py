"""Picture captions and their credits, told by their own features: alone on a line or glued into a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from whimbrel.clean import scenes
from whimbrel.clean.patterns import patterns
from whimbrel.clean.picture_credits import Marker, markers
from whimbrel.clean.sentences import sentences

_LONGEST: Final = 700
_SIDES: Final = re.compile(
    r"\((?:[2-5](?:nd|rd|th)\s)?(?:L|R|C|2L|2R|left|right|cent(?:er|re)|(?:top|bottom|front|back)(?:\s(?:L|R|C|left|right|row))?"
    r"|pictured[^()]{0,40}|file|[a-z ]{0,20}(?:from|to) (?:the )?(?:left|right|L|R|back|front))\)"
)
_SIDE: Final = re.compile(r", (?:\w+ from )?(?:right|left|cent(?:er|re)|foreground|background),")
_CAPITALS: Final = re.compile(r"[\"“]?(?:A |AN |THE )?[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){1,6} (?=[a-z]|[A-Z][a-z])")
_PAST: Final = re.compile(r"\b(?:said|told|added|reported|according to|announced|stated|warned|would|had)\b")
_WORD: Final = re.compile(r"[A-Za-z’'-]+")
BARE_LABEL: Final = re.compile(
    r"(?:Image|Photo|Picture|PHOTO|Caption|IMAGE|Photo caption|Image caption)(?::|\s(?=[A-Z]))\s?"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption from `start` to `end`, and its credit after it (empty range when there is none)."""

    start: int
    end: int
    credit_end: int


@cache
def _verbs() -> frozenset[str]:
    return frozenset(patterns().caption_verbs)


def score(sentence: str) -> int:
    """How much a sentence looks like a caption by itself, credit aside: 0 to about 7."""
    if len(sentence) > _LONGEST:
        return 0
    total = _plain_signs(sentence)
    if BARE_LABEL.match(sentence):
        total += 1
    if scenes.END_DATE.search(sentence[-60:]):
        total += 1
    words = _WORD.findall(sentence[:160])[1:14]
    if any(word in _verbs() for word in words):
        total += 1
    if _PAST.search(sentence):
        total -= 1
    return max(total, 0)


def _plain_signs(sentence: str) -> int:
    """What hardly any other sentence has: sides in brackets, words of captions, a start in capitals."""
    head = sentence[:200].lower()
    sides = ("(" in sentence and _SIDES.search(sentence) is not None) or _SIDE.search(sentence) is not None
    marked = any(mark in head for mark in patterns().caption_marks)
    return 2 * (sides + marked + (_CAPITALS.match(sentence) is not None))


def find_captions(text: str, start: int, end: int) -> list[Caption]:
    """The captions in one paragraph, in order; one that is only a credit gives an empty caption before its credit."""
    credits_ = markers(text, start, end)
    if not credits_:
        return _uncredited(text, start, end)
    parts = sentences(text, start, end)
    found: list[Caption] = []
    floor = start
    for marker in credits_:
        if marker.start < floor:
            continue
        caption = _before(text, parts, marker, floor, end)
        if caption:
            found.append(caption)
            floor = caption.credit_end
    return found or _uncredited(text, start, end)


def _uncredited(text: str, start: int, end: int) -> list[Caption]:
    """A paragraph of up to three sentences that is a caption though it has no credit."""
    if end - start > _LONGEST or not _plain_signs(text[start:end]):
        return []
    parts = sentences(text, start, end)
    if len(parts) <= 3 and score(text[start : parts[0][1]]) >= 3:
        return [Caption(start, end, end)]
    return []


def _before(text: str, parts: list[tuple[int, int]], marker: Marker, floor: int, end: int) -> Caption | None:
    """The caption that ends at a credit, or None when the credit is something else (a source named in a sentence)."""
    credit_end = marker.end
    while credit_end < end and text[credit_end] in ".,;)] ":
        credit_end += 1
    if credit_end < end and not (text[credit_end].isupper() or text[credit_end] in "\"“‘'0123456789"):
        return None
    begins = [max(begin, floor) for begin, _ in parts if begin < marker.start] or [floor]
    first = len(begins) - 1
    if text[begins[first] : marker.start].strip() == "":
        first = max(first - 1, 0)
    sentence = text[begins[first] : marker.start].strip()
    own = score(sentence) if marker.firm else max(2 * bool(_plain_signs(sentence)), scenes.score(sentence))
    whole = len(text[credit_end:end].strip()) == 0 and len(begins) <= 3 and marker.start - floor <= _LONGEST
    if not marker.firm and own < 2:
        return None
    if len(sentence) > _LONGEST:
        return None
    if whole and marker.firm and (first == 0 or score(text[floor : begins[1]].strip()) >= 1):
        return Caption(floor, _stripped(text, floor, marker.start), credit_end)
    while first > 0 and score(text[begins[first - 1] : begins[first]].strip()) >= 2:
        first -= 1
    return Caption(begins[first], _stripped(text, begins[first], marker.start), credit_end)


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n":
        end -= 1
    return end
