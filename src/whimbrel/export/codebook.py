"""What the words in records mean, for people: read from `data/codebook.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a field of a record, and what it means."""

    field: str
    value: str
    meaning: str


def codebook(field: str = "") -> tuple[Entry, ...]:
    """Every entry, or those of one field, in the order of the file."""
    return tuple(entry for entry in _entries() if field in ("", entry.field))


@cache
def _entries() -> tuple[Entry, ...]:
    table = files("whimbrel.export").joinpath("data", "codebook.csv")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    entries = tuple(Entry(row["field"], row["value"], row["meaning"]) for row in rows)
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, 2):
        if not all((entry.field, entry.value, entry.meaning)) or (entry.field, entry.value) in seen:
            raise DataError("an empty cell, or a value told twice", where=f"codebook.csv:{number}", remedy="mend it")
        seen.add((entry.field, entry.value))
    return entries
