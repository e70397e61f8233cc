"""Datelines at the head of a story: "OSLO, May 11 (AP) —", "(Oslo) –", "Oslo, Nov 19 (EFE)-".

`dates.dateline_at` reads the day of those that tell it in the commonest form. Here it only matters where the story
begins. A town that is not in capitals must have a day, an agency in brackets or a country behind it, and the story a
mark before it.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 110
_WORD: Final = r"[A-Z][\w.'’-]{1,20}"
_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}"
_TOWN: Final = rf"(?:{_WORD}(?: (?:de|del|al|el|la|of|da|do) | |-)){{0,3}}{_WORD}"
_SHOUTED: Final = rf"{_CAPITALS}(?: ?[/&] ?{_CAPITALS}| {_CAPITALS}){{0,4}}"
_BEYOND: Final = r"(?:,? ?[(\[]?[A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’]{2,15}){0,2}[)\]]?){0,2}"  # state or country
_DAY: Final = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, ?(?:19|20)\d\d)?"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?(?:,? (?:19|20)\d\d)?)"
)
_AGENCY: Final = r"(?:\([A-Z][\w/&.,+ -]{1,40}\)|\[[A-Z][\w/ .-]{1,24}\]|/[A-Z][\w ./-]{1,24}/)"
_MARK: Final = r"\.?(?:\s?[–—]{1,2}|\s_|\s-{1,2}|-{1,2}(?=\s)|-{2}|(?<=[)\]])-|\s?:)"
_BEFORE_STORY: Final = rf"{_MARK}(?=\s*$|\s?[A-Z\"“‘'\d])"
_NO_TOWN: Final = (
    r"(?!FILE\b|PHOTO|PICTURE|VIDEO|WATCH|READ\b|UPDATE|BREAKING|LIVE\b"
    r"|ORIGINAL|NEWSMAKER|INTERVIEW|EXCLUSIVE|OPINION|ANALYSIS)"
)
_STOP: Final = r"\.?(?=\s|$)"
_FORMS: Final = (
    rf"{_NO_TOWN}{_SHOUTED}{_BEYOND}(?:,? {_DAY})?,?\s?{_AGENCY}?{_BEFORE_STORY}",
    rf"{_TOWN}{_BEYOND},? {_DAY},?\.?\s?(?:{_AGENCY})?{_BEFORE_STORY}",
    rf"{_TOWN}{_BEYOND},? {_DAY},?\.?\s?{_AGENCY}{_STOP}",
    rf"{_SHOUTED}{_BEYOND},? {_DAY},?\.?\s?{_AGENCY}{_STOP}",
    rf"{_SHOUTED}, {_DAY}(?= [A-Z][a-z])",
    rf"{_TOWN}, {_DAY},? {_WORD}(?= [A-Z][a-z]|$)",
    rf"(?!The\b|A\b|An\b){_TOWN}{_BEYOND}\s?{_AGENCY}\s?{_BEFORE_STORY}",
    rf"(?!The\b|A\b|An\b){_TOWN}(?: / {_TOWN})?(?:, {_WORD})?\s?—(?=\s?[A-Z]|\s*$)",
    rf"\({_TOWN}\)\s?[-–—]{{1,2}}(?=\s?[A-Z\"“‘'\d]|\s*$)",
)
_DATELINE: Final = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_GLUED: Final = re.compile(
    rf"(?<=[^\W\d_’'\")\-] ){_SHOUTED}{_BEYOND}(?:,? {_DAY},?\s?{_AGENCY}?|\s?{_AGENCY}|(?<=[a-z]))"
    rf"{_MARK}(?=\s?[A-Z\"“‘])"
)
_ALONE: Final = re.compile(
    rf"(?:{_SHOUTED}|{_TOWN}){_BEYOND},? {_DAY},?(?:,? {_WORD})?$|{_SHOUTED}(?:, {_WORD}){{0,1}}$"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """The offset behind the dateline that begins at `start`; `start` itself when there is none."""
    found = _DATELINE.match(text, start, min(end, start + _LONGEST))
    if not found:
        return start
    return start + len(text[start : found.end()].rstrip())


def glued_dateline(text: str, start: int, end: int) -> int:
    """Where a dateline in capitals with an agency or a day stands behind other words; -1 where none does."""
    found = _GLUED.search(text, start + 1, end)
    return found.start() if found else -1


def is_dateline(line: str) -> bool:
    """Whether a line of its own is a dateline: one with its mark, or a town with a day, or a town in capitals."""
    if len(line) > _LONGEST:
        return False
    return dateline_end(line, 0, len(line)) == len(line) or _ALONE.match(line) is not None
