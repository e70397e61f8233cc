"""Days along an axis."""

from __future__ import annotations

from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num


def place_of(day: date) -> float:
    """Where a day stands on the axis."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def day_axis(axes: Axes, most: int) -> None:
    """Marks days, months or years along the foot, at most so many."""
    locator = AutoDateLocator(minticks=3, maxticks=most)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
