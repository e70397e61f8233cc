"""How every picture looks: its colours, and settings that make equal events give equal files.

The colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any common kind of colour
blindness tell apart; nothing is told by colour alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib import style

INK = "#1d2329"
SOFT = "#5b646e"
LINE = "#c9ced4"
PALE = "#eef0f2"
BLUE = "#0072b2"
SKY = "#56b4e9"
ORANGE = "#e69f00"
VERMILION = "#d55e00"
GREEN = "#009e73"
GREY = "#8b939c"

QUAD_COLOURS = {
    "verbal cooperation": SKY,
    "material cooperation": BLUE,
    "verbal conflict": ORANGE,
    "material conflict": VERMILION,
}

FONTS = ["DejaVu Sans"]  # comes with matplotlib, so that every machine measures the same
SETTINGS = {
    "font.family": FONTS,
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,  # "$" in a name is a dollar
    "text.usetex": False,
    "text.hinting": "none",  # so that words are as wide as measured, whatever the resolution
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",  # text stays text: it can be searched, read out and copied
    "svg.hashsalt": "whimbrel",  # ids inside the file do not change from run to run
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


@contextmanager
def whimbrel_style() -> Iterator[None]:
    """Our settings alone, whatever the user's own are."""
    with style.context(["default", SETTINGS]), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "Glyph .* missing"
        )  # of scripts that the font lacks; an SVG's reader has them
        yield
