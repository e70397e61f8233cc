"""How many, as estimates: the lowest and the highest number that a source gives, and the record's own between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whimbrel.model import Event

_BOUNDS = re.compile(r"(\d{1,12})?(\.\.)?(\d{1,12})?")  # a field's value: "12", "12..", "..50", "30..40"


@dataclass(frozen=True, slots=True)
class Toll:
    """`best` is what the record shows: its number, the middle of its range, or the end that it is known by."""

    low: int
    best: int
    high: int


def toll(event: Event, name: str) -> Toll | None:
    """The estimates for a count of an event ("killed"); None where no number is told ("dozens").

    "At least 12" counts as 12 on either side, as nothing is known beyond it; what is only denied does not count.
    """
    count = event.counts.get(name)
    if count is None:
        return None
    shown = [bound for bound in (count.low, count.high) if bound is not None]
    if not shown:
        return None
    told = [
        *shown,
        *(number for value in event.fields.get(name, ()) if value.claims for number in _numbers(value.value)),
    ]
    return Toll(min(told), sum(shown) // len(shown), max(told))


def _numbers(value: str) -> Iterator[int]:
    match = _BOUNDS.fullmatch(value)
    return (int(part) for part in (match[1], match[3]) if part) if match else iter(())
