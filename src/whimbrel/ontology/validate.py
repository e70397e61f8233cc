"""Check the ontology's table: `python -m whimbrel.ontology.validate`. Exit code 1 when something is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations

from whimbrel.errors import DataError
from whimbrel.ontology.contexts import CONTEXTS
from whimbrel.ontology.plover import Row, read_rows

CAMEO = re.compile(r"(0[3-9]|1\d|20)\d{0,2}")  # 01 (statements) and 02 (appeals) have no PLOVER type
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
BASES = ("map", "shared", "sense", "root")


def problems() -> Iterator[str]:
    """One line for each thing that is wrong, as `file:line: what`."""
    try:
        rows = read_rows()
    except DataError as error:
        yield str(error)
        return
    for row in rows:
        yield from (f"{row.where}: {fault}" for fault in _faults(row))
    yield from _doubles(rows)
    bare = {row.type: row for row in rows if not row.mode and not row.contexts}
    plain = {(row.type, row.mode) for row in rows if not row.contexts}
    for row in rows:
        if row.type not in bare or (row.type, row.mode) not in plain:
            yield f"{row.where}: {row.type} {row.mode} has no row without context"
        elif row.placing.quad != bare[row.type].placing.quad:
            yield f"{row.where}: {row.type} is of another quad class at {bare[row.type].where}"


def _faults(row: Row) -> Iterator[str]:
    placed = row.placing
    if not CAMEO.fullmatch(placed.cameo):
        yield f"{placed.cameo!r} is no CAMEO code that PLOVER has a type for"
    if placed.quad not in QUADS:
        yield f"unknown quad class {placed.quad!r} (one of {', '.join(QUADS)})"
    if row.basis not in BASES:
        yield f"unknown basis {row.basis!r} (one of {', '.join(BASES)})"
    if row.basis == "root" and len(placed.cameo) != 2:
        yield f"{placed.cameo} is more than a root"
    if placed.score is None or not -10 <= placed.score <= 10:
        yield f"score {placed.score} is not from -10 to 10"
    elif (placed.score >= 1) != placed.quad.endswith("cooperation"):  # asking for help scores 0.5
        yield f"score {placed.score} does not go with {placed.quad}"
    for context in sorted(row.contexts - CONTEXTS):
        yield f"unknown context {context!r}"


def _doubles(rows: Iterable[Row]) -> Iterator[str]:
    for one, other in combinations(rows, 2):
        if (one.type, one.mode, one.contexts) == (other.type, other.mode, other.contexts):
            yield f"{other.where}: the same type, mode and context as {one.where}"


def main() -> int:
    """Print all problems; 0 when there are none."""
    found = list(problems())
    for line in found:
        print(line)
    if not found:
        print(f"{len(read_rows())} rows")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
