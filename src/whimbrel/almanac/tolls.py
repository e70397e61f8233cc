"""Tolls of wars and epidemics as they were counted: `data/tolls.csv`, `fact,number,start,end,source`.

`fact` is a dated fact's id, `start` the day (or month) on which the count first stood at that number in the news, `end`
the last on which a report of the day may still be expected to give it: others take the place of a count only slowly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from whimbrel.almanac.table import data_folder, parse_day, read_rows
from whimbrel.errors import DataError

SIDE_BY_SIDE = timedelta(days=20)
COLUMNS = ("fact", "number", "start", "end", "source")


@dataclass(frozen=True, slots=True)
class Toll:
    fact: str
    number: int
    start: date
    end: date


@cache
def load_tolls() -> dict[int, tuple[Toll, ...]]:
    """Tolls by number. Raises DataError for a row without a number or with dates out of order."""
    found: dict[int, tuple[Toll, ...]] = {}
    for row in read_rows(data_folder().joinpath("tolls.csv"), "almanac/data/tolls.csv", COLUMNS):
        start, end = parse_day(row["start"], row.where, last=False), parse_day(row["end"], row.where, last=True)
        if not row["number"].isdecimal() or start is None or end is None or end < start:
            raise DataError("needs a number, a start and a later end", where=row.where, remedy="fill its cells")
        toll = Toll(row["fact"], int(row["number"]), start, end)
        found[toll.number] = (*found.get(toll.number, ()), toll)
    return found


def next_toll(toll: Toll) -> Toll | None:
    """The next higher count of the same fact that is from some time later: counts of one week stand side by side."""
    later = (
        other
        for found in load_tolls().values()
        for other in found
        if other.fact == toll.fact and other.number > toll.number and other.start > toll.start + SIDE_BY_SIDE
    )
    return min(later, key=lambda other: (other.number, other.start), default=None)
