"""Where the names on a map stand, so that none covers another or a dot: beside their places, or at the end of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from whimbrel.plots.lettering import width

SIZE = 7.5
_HIGH = 0.125  # inches
_FARTHER = (0.04, 0.16, 0.3, 0.45, 0.6)
_TURNS = (0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11)  # sixteenths of a circle: right, left, up, down, …

Box = tuple[float, float, float, float]  # left, bottom, right, top, in inches


@dataclass(frozen=True, slots=True)
class Written:
    """Words with the box they fill; `line` leads to the place, where that is not next to them."""

    words: str
    box: Box
    line: tuple[tuple[float, float], tuple[float, float]] | None


def placed(
    names: Sequence[tuple[str, tuple[float, float], float]], dots: Sequence[Box], paper: tuple[float, float]
) -> list[Written]:
    """Names (words, place, half the width of its dot), weightiest first; those without a free spot are left out."""
    taken = list(dots)
    found = []
    for words, at, half in names:
        written = next((one for one in _spots(words, at, half) if _is_free(one.box, taken, paper)), None)
        if written is not None:
            taken.append(written.box)
            found.append(written)
    return found


def _spots(words: str, at: tuple[float, float], half: float) -> Iterator[Written]:
    wide = width(words, SIZE) + 0.04
    for far in _FARTHER:
        for turn in _TURNS:
            across, up = cos(turn * pi / 8), sin(turn * pi / 8)
            x, y = at[0] + (half + far) * across, at[1] + (half + far) * up
            left = x - wide * (1 - across) / 2
            foot = y - _HIGH * (1 - up) / 2
            box = (left, foot, left + wide, foot + _HIGH)
            yield Written(words, box, _line(at, box) if far > _FARTHER[0] else None)


def _line(at: tuple[float, float], box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """From the place to the nearest edge of the box."""
    return at, (min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3]))


def _is_free(box: Box, taken: Sequence[Box], paper: tuple[float, float]) -> bool:
    inside = box[0] > 0 and box[1] > 0 and box[2] < paper[0] and box[3] < paper[1]
    return inside and not any(_meet(box, other) for other in taken)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def is_short(line: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Whether a line is too short to be worth drawing."""
    return hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]) < 0.12
