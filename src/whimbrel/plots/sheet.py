"""The paper of every picture: a heading above, what is not drawn and why below, and between them room for the rest.

Everything is measured in inches from the lower left corner, so that nothing overlaps whatever the names are.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from whimbrel.plots.lettering import broken, fitted, lettered, width
from whimbrel.plots.style import INK, SOFT

WIDTH = 11.0
MARGIN = 0.3
_LINE = 0.165
_HEAD = 0.72
_TITLE, _SMALL = 13, 8


class Sheet:
    """A figure of one width; `body` is the height left for drawing, from `bottom` up."""

    def __init__(self, title: str, subtitle: str, caption: Sequence[str], body: float) -> None:
        self.caption = lettered(" ".join(part for part in caption if part))
        under = broken(self.caption, WIDTH - 2 * MARGIN, _SMALL) if self.caption else []
        self.title, self.body = lettered(title), body
        self.bottom = MARGIN + len(under) * _LINE
        self.height = self.bottom + body + _HEAD
        self.figure = Figure(figsize=(WIDTH, self.height))
        FigureCanvasAgg(self.figure)
        room = WIDTH - 2 * MARGIN
        self.write(MARGIN, self.height - 0.36, fitted(title, room, _TITLE), size=_TITLE, colour=INK, weight="bold")
        self.write(MARGIN, self.height - 0.58, fitted(subtitle, room), colour=SOFT)
        for at, line in enumerate(under):
            self.write(MARGIN, self.bottom - 0.18 - at * _LINE, line, size=_SMALL, colour=SOFT)

    def write(
        self, x: float, y: float, text: str, *, size: float = 9, colour: str = INK, weight: str = "normal",
        side: str = "left",
    ) -> None:  # fmt: skip
        """Puts harmless words on the paper, their foot at `y`; `side` is the side that stands at `x`."""
        self.figure.text(
            x / WIDTH, y / self.height, text, fontsize=size, color=colour, fontweight=weight,
            horizontalalignment=side, verticalalignment="baseline",
        )  # fmt: skip

    def axes(self, left: float, right: float, bottom: float = 0.3, top: float = 0.0) -> Axes:
        """Axes with so many inches free at each side of the body."""
        across, up = WIDTH - left - right, self.body - bottom - top
        return self.figure.add_axes(
            (left / WIDTH, (self.bottom + bottom) / self.height, across / WIDTH, up / self.height)
        )

    def key(self, entries: Sequence[tuple[str, str, str]], *, left: float = MARGIN) -> None:
        """What the colours mean, in a row under the heading: words, colour, hatching."""
        x, y = left, self.bottom + self.body - 0.1
        for words, colour, hatch in entries:
            box = Rectangle(
                (x / WIDTH, y / self.height), 0.16 / WIDTH, 0.1 / self.height, facecolor="white" if hatch else colour,
                edgecolor=colour, hatch=hatch, linewidth=0.8, transform=self.figure.transFigure,
            )  # fmt: skip
            self.figure.add_artist(box)
            self.write(x + 0.22, y, words, size=8.5, colour=SOFT)
            x += 0.22 + width(words, 8.5) + 0.3


def bare(axes: Axes) -> Axes:
    """Axes without frame and ticks."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes
