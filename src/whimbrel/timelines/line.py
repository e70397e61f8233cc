"""Happenings of several reports on one line: tellings of one happening together, in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whimbrel.timelines.days import written
from whimbrel.timelines.happenings import Happening


@dataclass(frozen=True)
class Point:
    """One happening on the line. `date` is "" where none is known; `order` counts the dates from 1 (0 for none)."""

    order: int
    date: str
    tellings: tuple[Happening, ...]


def line_up(found: Iterable[Happening]) -> list[Point]:
    """The line of the happenings. Tellings of one verb or noun with one part on one day are one happening."""
    groups: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    tellings = list(found)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for h in tellings:
        told[h.lemma, h.part].add(written(h.when))
    for h in tellings:
        groups[_finest(written(h.when), told[h.lemma, h.part]), h.lemma, h.part].append(h)
    dates = sorted({date for date, _, _ in groups if date})
    order = {date: number for number, date in enumerate(dates, start=1)} | {"": 0}
    points = [Point(order[date], date, _in_order(group)) for (date, _, _), group in groups.items()]
    return sorted(points, key=lambda p: (p.order, p.tellings[0].report, p.tellings[0].span.start))


def _finest(date: str, told: Iterable[str]) -> str:
    """The one finer date that the same happening is told with elsewhere: a launch of 2003 is that of 28 April 2003."""
    finer = {other for other in told if date and other.startswith(f"{date}-")}
    days = {other for other in finer if not any(longer.startswith(f"{other}-") for longer in finer)}
    return days.pop() if len(days) == 1 else date


def _in_order(group: Sequence[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(group, key=lambda h: (h.report, h.span.start)))
