"""Wars that are called by their length, "the 11-day war": `data/wars_by_length.csv`, `fact,days,sides,source`.

`fact` is a dated fact's id. `days` are the lengths by which the war is called, where these are not those of the
calendar; without any, the days from its first to its last are counted with the last and without it. `sides` are
separated by ` | ` and what may be told of one by ` / `: a state, an actor's id, or a word with a capital.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whimbrel.almanac.dated_facts import DatedFact, load_dated_facts
from whimbrel.almanac.table import Row, data_folder, read_rows, split_cell
from whimbrel.errors import DataError

COLUMNS = ("fact", "days", "sides", "source")
FEWEST_SIDES = 2


@dataclass(frozen=True, slots=True)
class WarByLength:
    """A war, the numbers of days that it may be said to have lasted, and for each side what tells of it."""

    fact: DatedFact
    lengths: frozenset[int]
    sides: tuple[frozenset[str], ...]


@cache
def load_wars_by_length() -> tuple[WarByLength, ...]:
    """All rows, the earliest war first. Raises DataError for one whose fact, days or sides cannot be used."""
    label = "almanac/data/wars_by_length.csv"
    found = [_war(row) for row in read_rows(data_folder().joinpath("wars_by_length.csv"), label, COLUMNS)]
    if len({war.fact.id for war in found}) < len(found):
        raise DataError("a war is there twice", where=label, remedy="give each war one row")
    return tuple(sorted(found, key=lambda war: (war.fact.start, war.fact.id)))


def _war(row: Row) -> WarByLength:
    fact = load_dated_facts().facts.get(row["fact"])
    if fact is None or not fact.precise or fact.start == fact.end:
        raise DataError(f"{row['fact']!r} is no dated fact with days on which it began and ended", where=row.where,
                        remedy="add it to almanac/data/dated_facts first")  # fmt: skip
    told = row["days"].split()
    sides = tuple(frozenset(part.strip() for part in side.split(" / ")) for side in split_cell(row["sides"]))
    if not all(number.isdecimal() for number in told) or len(sides) < FEWEST_SIDES:
        raise DataError("needs days as numbers, and two sides", where=row.where, remedy="fill its cells")
    without = (fact.end - fact.start).days
    return WarByLength(fact, frozenset(map(int, told)) or frozenset({without, without + 1}), sides)
