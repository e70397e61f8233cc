"""Where a PLOVER type, mode and contexts stand in CAMEO, on the score of cooperation, and in the quad classes.

Read from `plover.csv`, which names its sources. Nothing of it is stored: it is looked up when claims are shown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError

COLUMNS = ("type", "mode", "context", "cameo", "score", "quad", "basis")


@dataclass(frozen=True, slots=True)
class Placing:
    """A CAMEO code (two digits when only its root is known), a score from -10 to 10, and a quad class."""

    cameo: str
    score: float | None
    quad: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `plover.csv`. `contexts` must all be there for the row to hold."""

    type: str
    mode: str
    contexts: frozenset[str]
    placing: Placing
    basis: str
    where: str


UNKNOWN = Placing("", None, "")


def placing(type: str, mode: str = "", contexts: Iterable[str] = ()) -> Placing:
    """The finest placing that the table has data for.

    Of the rows of a type and mode, the one whose contexts are all given counts, the one with most first; where two say
    different things, the coarser row decides. An unknown mode has its type's placing, an unknown type none.
    """
    table = _table()
    candidates = table.get((type, mode)) or table.get((type, "")) or ()
    given = frozenset(contexts)
    fitting = [row for row in candidates if row.contexts <= given]
    for size in sorted({len(row.contexts) for row in fitting}, reverse=True):
        found = {row.placing for row in fitting if len(row.contexts) == size}
        if len(found) == 1:
            return found.pop()
    return UNKNOWN


def modes() -> dict[str, frozenset[str]]:
    """The types of the table, each with its modes."""
    found: dict[str, frozenset[str]] = {}
    for type, mode in _table():
        found[type] = found.get(type, frozenset()) | ({mode} if mode else frozenset())
    return found


@cache
def _table() -> Mapping[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in read_rows():
        found[row.type, row.mode] = (*found.get((row.type, row.mode), ()), row)
    return found


def read_rows() -> list[Row]:
    """The lines of `plover.csv`. Raises DataError (file:line) for one that cannot be read."""
    text = files("whimbrel.ontology").joinpath("plover.csv").read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    rows = list(csv.reader(line for _, line in lines))
    if tuple(rows[0]) != COLUMNS:
        raise DataError(f"columns are {','.join(rows[0])}", where=_at(lines[0][0]), remedy=f"make them {COLUMNS}")
    return [_row(cells, _at(number)) for (number, _), cells in zip(lines[1:], rows[1:], strict=True)]


def _row(cells: list[str], where: str) -> Row:
    try:
        type, mode, contexts, cameo, score, quad, basis = cells
        placed = Placing(cameo, float(score), quad)
    except ValueError as error:
        raise DataError("is no row of seven cells with a number as score", where=where, remedy="mend it") from error
    return Row(type, mode, frozenset(filter(None, contexts.split(";"))), placed, basis, where)


def _at(line: int) -> str:
    return f"plover.csv:{line}"
