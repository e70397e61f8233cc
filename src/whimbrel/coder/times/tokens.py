"""The text as words and marks, each with what the word lists know of it. Done once for a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from whimbrel.coder.times.words import lexicon

# Words without digits, runs of digits, and single marks: no alternative can match what another did, so it is linear.
# A blank line is a mark of its own, so that nothing is read across it.
WORD = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s]|_|\d|\n[^\S\n]*\n")
APOSTROPHES = frozenset("'’‘ʼ`")
DASHES = frozenset("-–—‐‑‒−")
NOTHING: Mapping[str, str] = MappingProxyType({})


class Tok(NamedTuple):
    """A word, a number or a mark. `glued` when no space stands before it; `classes` from the word lists."""

    start: int
    end: int
    text: str
    low: str
    classes: Mapping[str, str]
    glued: bool


BLANK = Tok(-1, -1, "", "", NOTHING, False)


def tokenise(text: str, start: int, end: int) -> list[Tok]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    known = lexicon()
    found: list[Tok] = []
    previous = -1
    for match in WORD.finditer(text, start, end):
        word = match.group()
        low = word.lower()
        if word in APOSTROPHES:
            low = "'"
        elif word in DASHES:
            low = "-"
        elif word[0] == "\n":
            low = "\n"
        begin = match.start()
        found.append(Tok(begin, match.end(), word, low, known.get(low, NOTHING), begin == previous))
        previous = match.end()
    return found


def at(tokens: Sequence[Tok], i: int) -> Tok:
    """The token at `i`, or a blank one outside."""
    return tokens[i] if 0 <= i < len(tokens) else BLANK
