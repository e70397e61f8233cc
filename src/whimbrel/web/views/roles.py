"""Offices over time as bars, with the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whimbrel.export.dates import day_words
from whimbrel.looking import Office

WIDTH, ROW, TOP = 700.0, 30.0, 22.0  # of the drawing
_LEAST = 4.0
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 9
MOST_ROLES = 40


@dataclass(frozen=True, slots=True)
class RoleBar:
    """One office. `x` and `width` are those of its bar; an end that is not known runs out."""

    title: str
    body: str
    body_id: str
    start: str
    end: str
    x: float
    y: float
    width: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Roles:
    bars: tuple[RoleBar, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    more: int


def roles(offices: Sequence[Office], until: date) -> Roles | None:
    """The offices, the latest first, on a scale that ends at `until` or later; None where no day of any is known."""
    shown = offices[:MOST_ROLES]
    days = [day for one in shown for day in (one.role.start, one.role.end) if day]
    if not days:
        return None
    first, last = min(days), max([*days, until])
    low, high = date(first.year, 1, 1), date(last.year, 12, 31)
    scale = WIDTH / max(1, (high - low).days)

    def at(day: date) -> float:
        return round((day - low).days * scale, 1)

    bars = []
    for number, one in enumerate(shown):
        start, end = one.role.start, one.role.end
        x, right = at(start) if start else 0.0, at(end) if end else at(last)
        bars.append(
            RoleBar(
                title=one.role.title, body=one.body, body_id=one.role.of,
                start=day_words(start) if start else "not known", end=day_words(end) if end else "open",
                x=x, y=TOP + number * ROW, width=max(_LEAST, round(right - x, 1)),
                open_start=start is None, open_end=end is None,
            )
        )  # fmt: skip
    return Roles(tuple(bars), _ticks(low, high, at), TOP + len(bars) * ROW, len(offices) - len(shown))


def _ticks(low: date, high: date, at: object) -> tuple[tuple[float, str], ...]:
    assert callable(at)
    years = high.year - low.year + 1
    step = next((step for step in _STEPS if years / step <= _MOST_TICKS), _STEPS[-1])
    first = low.year if step == 1 else low.year + (-low.year) % step
    return tuple((at(date(year, 1, 1)), str(year)) for year in range(first, high.year + 1, step))
