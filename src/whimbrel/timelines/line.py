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


def line_up(found: Iterable[Happening], *, suppose: bool = False) -> list[Point]:
    """The line of the happenings. Tellings of one verb or noun with one part on one day are one happening.

    With `suppose` those without a time are put on the day that their report tells of; else they have no date.
    """
    groups: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    dates_of = [(h, written(h.when or (h.supposed if suppose else None))) for h in found]
    for h, date in dates_of:
        told[h.lemma, h.part].add(date)
    for h, date in dates_of:
        groups[_finest(date, told[h.lemma, h.part]), h.lemma, h.part].append(h)
    dates = sorted({date for date, _, _ in groups if date})
    order = {date: number for number, date in enumerate(dates, start=1)} | {"": 0}
    points = [
        Point(order[date], date, telling)
        for (date, _, _), group in groups.items()
        for telling in ([_in_order(group)] if date else [(h,) for h in _in_order(group)])
    ]
    return sorted(points, key=lambda p: (p.order, p.tellings[0].report, p.tellings[0].span.start))


def _finest(date: str, told: Iterable[str]) -> str:
    """The one finer date that the same happening is told with elsewhere: a launch of 2003 is that of 28 April 2003."""
    finer = {other for other in told if date and other.startswith(f"{date}-")}
    days = {other for other in finer if not any(longer.startswith(f"{other}-") for longer in finer)}
    return days.pop() if len(days) == 1 else date


def _in_order(group: Sequence[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(group, key=lambda h: (h.report, h.span.start)))
