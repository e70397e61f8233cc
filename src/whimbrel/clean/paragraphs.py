"""Lines to paragraphs: text that was wrapped at a fixed width is joined again, without moving an offset."""

from __future__ import annotations

import re
from statistics import median
from typing import Final

_WRAP_MIN, _WRAP_MAX = 40, 100
_ENOUGH: Final = 6
_CLOSED: Final = tuple('.!?:"”’…)]')
_BREAK: Final = re.compile(r"\n+")


def unwrap(text: str) -> str:
    """Replace line breaks inside sentences by spaces (one for one) when the text was wrapped at a fixed width."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) < _ENOUGH:
        return text
    lengths = [len(line) for line in lines]
    width = max(lengths)
    open_ended = sum(1 for line in lines if not line.endswith(_CLOSED))
    if width > _WRAP_MAX or median(lengths) < _WRAP_MIN or open_ended * 2 < len(lines):
        return text
    doubled = "\n\n" in text and sum(1 for gap in _BREAK.findall(text) if len(gap) > 1) * 10 > len(lines) * 9
    return _join(text, width, doubled)


def _join(text: str, width: int, doubled: bool) -> str:
    """`doubled`: even wrapped lines have a blank line between them, so only an open end tells that a line goes on."""
    out = list(text)
    start = 0
    for gap in _BREAK.finditer(text):
        line = text[start : gap.start()]
        start = gap.end()
        first_word = len(text[gap.end() : gap.end() + 40].split(" ", 1)[0])
        full = len(line) + first_word + 1 > width * 0.8
        goes_on = full and (not line.endswith(_CLOSED) if doubled else len(gap.group()) == 1)
        if goes_on:
            out[gap.start() : gap.end()] = " " * (gap.end() - gap.start())
    return "".join(out)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the lines that hold anything, without the blanks around them."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            begin = match.start() + line.index(stripped[0])
            found.append((begin, begin + len(stripped)))
    return found
