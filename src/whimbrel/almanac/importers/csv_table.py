"""Actors from a plain CSV with the columns of the almanac's own files.

Columns, in any order: id and name, and as wanted kind, country, sector, names, roles, parents, source. Cells are
written as in the almanac (`ar: حماس | acronym: PLO`, `president @ NGA 2010-05-06/2015-05-29`).
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from whimbrel.almanac.importers.checks import Refused, alpha3, sound
from whimbrel.almanac.importers.lines import read_lines
from whimbrel.almanac.table import parse_names, parse_role, split_cell
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Role

LONGEST_ROW = 20  # lines that a row may run over, in quotes
COLUMNS = ("id", "name", "kind", "country", "sector", "names", "roles", "parents", "source")


def read(path: Path) -> Iterator[Actor | Refused]:
    """The actors of a CSV file, in order. Raises DataError for a file without the columns id and name."""
    records = _records(path)
    where, first = next(((where, cells) for where, cells in records if isinstance(cells, list)), (f"{path.name}:1", []))
    header = [cell.strip() for cell in first]
    if not {"id", "name"} <= set(header) or not set(header) <= set(COLUMNS):
        remedy = f"id and name, and any of {', '.join(COLUMNS[2:])}"
        raise DataError(f"header is {','.join(header)!r}"[:200], where=where, remedy=remedy)
    for where, cells in records:
        if isinstance(cells, Refused):
            yield cells
        elif len(cells) != len(header):
            if cells:
                yield Refused(where, cells[0][:80], f"{len(cells)} cells where {len(header)} belong")
        else:
            yield from _actor(dict(zip(header, cells, strict=True)), where, path.name)


def _records(path: Path) -> Iterator[tuple[str, list[str] | Refused]]:
    """The rows with the place where each begins. A quote that stays open costs its own line, not the rest."""
    waiting: deque[tuple[str, str]] = deque()
    lines = read_lines(path)
    while True:
        held: list[tuple[str, str]] = []
        while not held or (_open_quote(held) and len(held) < LONGEST_ROW):
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                break
            if isinstance(line, Refused):
                yield line.where, line
                continue
            held.append(line)
        if not held:
            return
        where = held[0][0]
        try:
            yield where, next(csv.reader(["".join(text for _, text in held)], strict=True), [])
        except csv.Error as error:
            reason = "a quote is not closed" if _open_quote(held) or len(held) > 1 else str(error)
            yield where, Refused(where, held[0][1][:80].strip(), reason)
            waiting.extendleft(reversed(held[1:]))


def _open_quote(held: list[tuple[str, str]]) -> bool:
    return sum(text.count('"') for _, text in held) % 2 == 1


def _actor(cells: dict[str, str], where: str, file: str) -> Iterator[Actor | Refused]:
    actor_id = cells["id"].strip()
    try:
        kind = ActorKind(cells.get("kind", "").strip() or "person")
    except ValueError:
        yield Refused(where, actor_id, f"unknown kind {cells['kind']!r}")
        return
    roles: list[Role] = []
    for part in split_cell(cells.get("roles", "")):
        try:
            roles.append(parse_role(part, where))
        except DataError as error:
            yield Refused(where, actor_id, error.message, part=True)
    country = cells.get("country", "").strip()
    if country and alpha3(country) is None:
        yield Refused(where, actor_id, f"country {country!r} is no state's code", part=True)
    names = parse_names(cells.get("names", ""))
    parents = tuple(split_cell(cells.get("parents", "")))
    sector = cells.get("sector", "").strip()
    source = cells.get("source", "") or file
    yield from sound(
        Actor(actor_id, cells["name"], kind, alpha3(country), sector, names, tuple(roles), parents, source), where
    )
