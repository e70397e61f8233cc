"""Words on pictures: made harmless, measured, and cut or broken where they would not fit."""

from __future__ import annotations

import re
from functools import lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from whimbrel.export.safe import one_line
from whimbrel.plots.style import FONTS

_DPI = 100
_NO_LETTER = re.compile("[\u2400-\u2421\ufffe\uffff]")  # pictures of controls, and what no XML reader takes
_ELLIPSIS = "…"


def lettered(text: str) -> str:
    """Text as it may stand on a picture: on one line, without what an XML reader refuses or a viewer obeys."""
    return _NO_LETTER.sub("\ufffd", " ".join(one_line(text).split()))


def width(text: str, size: float = 9, *, bold: bool = False) -> float:
    """How wide the text is, in inches."""
    font = FontProperties(family=FONTS, size=size, weight="bold" if bold else "normal")
    size_of = _renderer().get_text_width_height_descent(text, font, False)  # type: ignore[no-untyped-call]
    return float(size_of[0]) / _DPI


def fitted(text: str, room: float, size: float = 9) -> str:
    """The text, harmless, cut to this many inches."""
    whole = lettered(text)
    if width(whole, size) <= room:
        return whole
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if width(whole[:middle].rstrip() + _ELLIPSIS, size) <= room:
            low = middle
        else:
            high = middle - 1
    return whole[:low].rstrip(" ,;") + _ELLIPSIS


def broken(text: str, room: float, size: float = 9) -> list[str]:
    """The text, harmless, as lines of at most this many inches; a word that is longer is cut."""
    found: list[str] = []
    for word in lettered(text).split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(fitted(word, room, size))
    return found


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    return RendererAgg(1, 1, _DPI)  # type: ignore[no-untyped-call]
