"""A panel of a chronicle: one row a unit and period, with what its events add up to.

Only what happened or goes on counts, unless other statuses are asked for, and nothing that was checked and found wrong.
An event counts in a cell when all the days on which it may have been lie within it; one that may have been in several,
or whose days are open, is in none, and is told of by reason instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from whimbrel.errors import UsageError
from whimbrel.export.formats.choosing import WRONG
from whimbrel.export.formats.days import KNOWN, WAYS, span_of
from whimbrel.export.formats.format import FACTS
from whimbrel.export.panels import periods, tally, units
from whimbrel.export.panels.units import Unit
from whimbrel.model import Event, Status

UNDATED, SEVERAL = "without known days", "that may be of several"  # + "weeks" or "months"
MOST = 5_000_000  # cells of a balanced panel


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of panel: who has a row, and for how long."""

    name: str
    unit: tuple[str, ...]  # names of the columns that tell the unit
    period: tuple[str, ...]  # those that tell the period, before its first day
    units_of: Callable[[Event, str], frozenset[Unit]]
    unitless: str  # what is told of an event that has none
    start: Callable[[date], date]
    starts: Callable[[date, date], Iterator[date]]
    columns_of: Callable[[date], tuple[int, int]]


KINDS = {
    "dyad-week": Kind(
        "dyad-week", ("source", "target"), ("year", "week"), units.dyads_of, units.NO_PAIR,
        periods.week, periods.weeks, periods.week_columns,
    ),
    "country-month": Kind(
        "country-month", ("country",), ("year", "month"), units.country_of, units.NO_COUNTRY,
        periods.month, periods.months, periods.month_columns,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted of a panel.

    `since` and `until` bound a balanced one, which else goes from the first cell to the last. `parties` are countries,
    countries with sectors, or actors; `days` is as in `formats/days.py`.
    """

    kind: str
    parties: str = "country"
    days: str = KNOWN
    statuses: frozenset[Status] = FACTS
    balanced: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows in order of unit and time. `left_out` counts by reason the events that are in no cell."""

    kind: Kind
    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    counted: int
    left_out: Counter[str] = field(default_factory=Counter)


def build(events: Iterable[Event], ask: Ask) -> Panel:
    """The panel of these events. Raises UsageError for an unknown kind, or a balanced panel that would be too large."""
    kind = _checked(ask)
    cells: dict[tuple[Unit, date], tally.Cell] = {}
    left_out: Counter[str] = Counter()
    counted = 0
    for event in events:
        start, why = _start(event, ask, kind)
        found = kind.units_of(event, ask.parties)
        if start is None or not found:
            left_out[why or kind.unitless] += 1
            continue
        counted += 1
        for unit in found:
            cells.setdefault((unit, start), tally.Cell()).add(event)
    keys = _balanced(cells, ask, kind) if ask.balanced else sorted(cells)
    empty = tally.Cell()
    rows = [(*unit, *kind.columns_of(start), start, *cells.get((unit, start), empty).values()) for unit, start in keys]
    return Panel(kind, (*kind.unit, *kind.period, "start", *tally.COLUMNS), rows, counted, left_out)


def _checked(ask: Ask) -> Kind:
    if ask.kind not in KINDS:
        raise UsageError(f"there is no panel {ask.kind!r}", remedy=f"one of {', '.join(KINDS)}")
    if ask.parties not in units.PARTIES:
        raise UsageError(f"parties cannot be {ask.parties!r}", remedy=f"one of {', '.join(units.PARTIES)}")
    if ask.days not in WAYS:
        raise UsageError(f"days cannot be {ask.days!r}", remedy=f"one of {', '.join(WAYS)}")
    return KINDS[ask.kind]


def _start(event: Event, ask: Ask, kind: Kind) -> tuple[date | None, str]:
    """The first day of the event's period, or why it has none."""
    if event.status not in ask.statuses:
        return None, str(event.status)
    if event.checked == "wrong":
        return None, WRONG
    span = span_of(event, ask.days)
    if span is None:
        return None, UNDATED
    first, last = kind.start(span[0]), kind.start(span[1])
    return (first, "") if first == last else (None, f"{SEVERAL} {kind.period[1]}s")


def _balanced(cells: Iterable[tuple[Unit, date]], ask: Ask, kind: Kind) -> list[tuple[Unit, date]]:
    """Every unit that occurs in every period, in order."""
    found = sorted(cells)
    if not found:
        return []
    first, last = ask.since or min(start for _, start in found), ask.until or max(start for _, start in found)
    every, starts = sorted({unit for unit, _ in found}), list(kind.starts(first, last))
    if len(every) * len(starts) > MOST:
        said = f"{len(every):,} units and {len(starts):,} {kind.period[1]}s are too many cells"
        raise UsageError(said, remedy="narrow it with --since and --until, or leave --balanced away")
    return [*product(every, starts)]
