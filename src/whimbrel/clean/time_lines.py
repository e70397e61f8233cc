"""Lines that are a time and little else: "3 May 2021, 14:02", "Updated 3 hours ago", the clock of an entry."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from whimbrel.clean.dates import find_stamp, stamp_at
from whimbrel.clean.patterns import patterns

_LONGEST: Final = 120
_BESIDE: Final = 3  # words that may stand before a full date in a stamp ("Commentary / Africa 8 December 2022")
_BEHIND: Final = 4  # and behind it
_MONTH: Final = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}|may"
_HOLDS_TIME: Final = re.compile(r"\d|\b(?:now|ago|today|yesterday)\b", re.IGNORECASE)
_TIME: Final = re.compile(
    rf"\b\d{{1,2}}:\d\d|^\d{{1,2}}\.\d\d$|\b\d{{1,2}}[.:]\d\d\s?(?:[ap]\.?m\b|[A-Z]{{2,5}}\b)|\b\d{{1,2}}\s?[ap]\.?m\b|\bago\b|\bnow\b"
    rf"|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b|\b(?:{_MONTH})\b\.?,?\s\d|\b\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:{_MONTH})\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b)*|\d+(?:st|nd|rd|th)?")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)?$")


def is_stamp(line: str) -> bool:
    """Whether a line is a date or a time and little else."""
    if len(line) > _LONGEST or not _HOLDS_TIME.search(line):
        return False
    if _TIME.search(line) and all(_of_time(word) for word in _WORD.findall(line)):
        return True
    stamp = stamp_at(line, 0)
    if stamp:
        rest = line[stamp.span.end :].strip(" \t,;|-–—•()./")
        return (len(rest.split()) <= _BEHIND and not rest.endswith(".")) or bool(stamp_at(rest, 0))
    late = find_stamp(line, 0, len(line)) if has_year(line) else None
    if late is None or line[late.span.end :].strip(" |-–—•()./"):
        return False
    before = line[: late.span.start].split()
    return len(before) <= _BESIDE and all(not word[0].islower() or word in ("on", "at") for word in before)


def has_year(words: str) -> bool:
    """Whether a full date may stand in it; quickly told."""
    return "20" in words or "19" in words


def _of_time(word: str) -> bool:
    return bool(_ORDINAL.match(word)) or word.lower().rstrip(".") in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(patterns().words["clock"])
