"""Actors from a plain CSV with the columns of the almanac's own files.

Columns, in any order: id and name, and as wanted kind, country, sector, names, roles, parents, source. Cells are
written as in the almanac (`ar: حماس | acronym: PLO`, `president @ NGA 2010-05-06/2015-05-29`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from whimbrel.almanac.importers.checks import Refused, alpha3, sound
from whimbrel.almanac.importers.lines import read_lines
from whimbrel.almanac.table import parse_names, parse_role, split_cell
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Role

COLUMNS = ("id", "name", "kind", "country", "sector", "names", "roles", "parents", "source")


def read(path: Path) -> Iterator[Actor | Refused]:
    """The actors of a CSV file, in order. Raises DataError for a file without the columns id and name."""
    lines = _Lines(path)
    reader = csv.reader(lines, strict=False)
    header = [cell.strip() for cell in next(reader, [])]
    if not {"id", "name"} <= set(header) or not set(header) <= set(COLUMNS):
        remedy = f"id and name, and any of {', '.join(COLUMNS[2:])}"
        raise DataError(f"header is {','.join(header)!r}"[:200], where=f"{path.name}:1", remedy=remedy)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Refused(lines.where, "", str(error))
            continue
        yield from lines.refused
        lines.refused.clear()
        if cells is None:
            return
        if len(cells) != len(header):
            if cells:
                yield Refused(lines.where, cells[0][:80], f"{len(cells)} cells where {len(header)} belong")
            continue
        yield from _actor(dict(zip(header, cells, strict=True)), lines.where, path.name)


class _Lines:
    """The text of the lines for the CSV reader; keeps the place and what could not be read."""

    def __init__(self, path: Path) -> None:
        self._lines = read_lines(path)
        self.where = f"{path.name}:1"
        self.refused: list[Refused] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while isinstance(line := next(self._lines), Refused):
            self.refused.append(line)
        self.where, text = line
        return text


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
