"""Readers of actors from the files of others: one format a file, each streaming actors and what it refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from whimbrel.almanac.importers import csv_table, followthemoney, petrarch, wikidata
from whimbrel.almanac.importers.checks import Refused
from whimbrel.errors import UsageError
from whimbrel.model import Actor

Reader = Callable[[Path], Iterator[Actor | Refused]]

FORMATS: dict[str, Reader] = {
    "wikidata": wikidata.read,
    "followthemoney": followthemoney.read,
    "petrarch": petrarch.read,
    "csv": csv_table.read,
}
_ENDINGS = {
    ".csv": "csv",
    ".actors": "petrarch",
    ".txt": "petrarch",
    **dict.fromkeys((".ftm", ".jsonl", ".ndjson"), "followthemoney"),
}


def reader_of(path: Path, format: str = "") -> Reader:
    """The reader of that format, or of the one that the file's name tells. Raises UsageError when neither does."""
    name = path.name.removesuffix(".gz").removesuffix(".bz2")
    wanted = format or _ENDINGS.get(Path(name).suffix, "")
    if wanted not in FORMATS:
        said = f"there is no format {format!r}" if format else f"{path.name} does not tell its format"
        raise UsageError(said, remedy=f"--format {'|'.join(FORMATS)}")
    return FORMATS[wanted]
