"""How many events each value of a field has, and how they lie in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from whimbrel.browsing.columns import NO_DAY, SINGLE, Columns, Mask, Vocabularies

_STEPS = ("day", "week", "month", "year")
_LONGEST_STEPS = {"day": 1, "week": 7, "month": 30.4, "year": 365.2}
MOST_BARS = 80


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest values of a field among what all *other* fields' conditions leave; `more` are left out."""

    field: str
    values: tuple[FacetValue, ...]
    more: int
    without: int = 0  # events that have no value


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events end within a run of days, first and last included."""

    first: date
    last: date
    count: int


def facet(rows: Columns, known: Vocabularies, field: str, left: Mask, chosen: Sequence[str], most: int) -> Facet:
    """Values with the most events first; the chosen ones are always among them."""
    words = known[field]
    if field in SINGLE:
        counts = np.bincount(rows.single[field][left], minlength=len(words))
    else:
        counts = rows.several[field].counts(left, len(words))
    without = int(counts[0]) if field in SINGLE else 0
    counts[0] = 0
    there = np.flatnonzero(counts)
    top = there[np.argsort(-counts[there], kind="stable")][: most * 2]
    ordered = sorted(top.tolist(), key=lambda code: (-int(counts[code]), words.labels[code]))[:most]
    picked = [code for value in chosen if (code := words.find(value)) is not None]
    codes = list(dict.fromkeys([*(code for code in picked if code not in ordered), *ordered]))
    values = tuple(
        FacetValue(words.values[code], words.labels[code], int(counts[code]), code in picked) for code in codes
    )
    return Facet(field, values, len(there) - sum(value.count > 0 for value in values), without)


def bars(rows: Columns, left: Mask) -> tuple[Bar, ...]:
    """The days of some rows in at most MOST_BARS runs of equal kind: days, weeks (from Monday), months or years."""
    days = rows.day[left & (rows.day != NO_DAY)]
    if not len(days):
        return ()
    first, last = int(days.min()), int(days.max())
    step = next((s for s in _STEPS if (last - first + 1) / _LONGEST_STEPS[s] <= MOST_BARS), "year")
    edges = _edges(date.fromordinal(first), date.fromordinal(last), step)
    starts = np.asarray([edge.toordinal() for edge in edges])
    counts = np.bincount(np.searchsorted(starts, days, side="right") - 1, minlength=len(starts))
    ends = [*(edge.toordinal() - 1 for edge in edges[1:]), _next(edges[-1], step).toordinal() - 1]
    runs = (Bar(edge, date.fromordinal(end), int(n)) for edge, end, n in zip(edges, ends, counts, strict=True))
    return tuple(runs)


def _edges(first: date, last: date, step: str) -> list[date]:
    if step == "week":
        first = date.fromordinal(max(1, first.toordinal() - first.weekday()))
    elif step == "month":
        first = first.replace(day=1)
    elif step == "year":
        first = first.replace(month=1, day=1)
    found = [first]
    while (after := _next(found[-1], step)) <= last:
        found.append(after)
    return found


def _next(edge: date, step: str) -> date:
    if step == "day":
        return date.fromordinal(edge.toordinal() + 1)
    if step == "week":
        return date.fromordinal(edge.toordinal() + 7)
    if step == "month":
        return date(edge.year + edge.month // 12, edge.month % 12 + 1, 1)
    return date(edge.year + 1, 1, 1)
