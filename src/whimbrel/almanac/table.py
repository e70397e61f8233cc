"""Reading the almanac's CSV files: rows that know their file and line, and the small languages inside cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from whimbrel.errors import DataError
from whimbrel.model import Name, Role

_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\Z")
_NAME_KINDS = frozenset({"full", "short", "acronym", "alias", "loaded"})
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
_ROLE = re.compile(r"(?P<title>.+?)\s+@\s+(?P<of>\S+)(?:\s+(?P<dates>\S*/\S*))?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a CSV file: `cells` by column name, and where it stands."""

    cells: dict[str, str]
    file: str
    line: int

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def data_folder() -> Traversable:
    return files("whimbrel.almanac").joinpath("data")


def data_files(folder: str) -> list[Traversable]:
    """The CSV files of a folder under `data`, by name; none when the folder is absent."""
    directory = data_folder().joinpath(folder)
    if not directory.is_dir():
        return []
    return sorted((f for f in directory.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)


def read_rows(source: Traversable, label: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of one CSV file; `label` is how the file is named in errors.

    Raises DataError for a missing file, wrong encoding, wrong header or a row with too few or too many cells.
    """
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError("cannot be read", where=label, remedy="reinstall whimbrel") from error
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8", where=label, remedy="save it as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != columns:
            expected = ",".join(columns)
            raise DataError(f"header is {','.join(header)!r}", where=f"{label}:1", remedy=f"make it {expected}")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                yield Row(dict(zip(columns, cells, strict=True)), label, line)
            elif cells:
                message = f"{len(cells)} cells where {len(columns)} belong"
                raise DataError(message, where=f"{label}:{line}", remedy="quote cells that hold a comma")
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(str(error), where=f"{label}:{reader.line_num}", remedy="check the quotes") from error


def split_cell(cell: str) -> list[str]:
    """Alternatives of a cell, separated by ` | `."""
    return [part for part in (piece.strip() for piece in cell.split("|")) if part] if cell else []


def parse_name(text: str) -> Name:
    """`acronym: PLO`, `ar: حماس`, `fr short: le Front` or a plain name."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > 16:
        return Name(text.strip())
    lang, kind = "en", "full"
    for word in head.split():
        if word in _NAME_KINDS:
            kind = word
        elif _LANG.match(word):
            lang = word
        else:
            return Name(text.strip())
    return Name(rest.strip(), lang, kind)


def parse_names(cell: str) -> tuple[Name, ...]:
    return tuple(parse_name(part) for part in split_cell(cell))


def parse_day(text: str, where: str, last: bool) -> date | None:
    """A day, month or year; its first day, or its last when `last`. Empty or `..` is open (None)."""
    if text in {"", ".."}:
        return None
    match = _DAY.match(text)
    if match is None:
        raise DataError(f"{text!r} is not a date", where=where, remedy="write 2017, 2017-10 or 2017-10-05")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or day is not None:
            return date(year or 1, month or 1, day or 1)
        if not last:
            return date(year, month or 1, 1)
        following = date(year + 1, 1, 1) if month in {None, 12} else date(year, (month or 0) + 1, 1)
        return following - timedelta(days=1)
    except ValueError as error:
        raise DataError(f"{text!r} is not a date", where=where, remedy=str(error)) from error


def parse_role(text: str, where: str) -> Role:
    """`title @ organisation-id start/end`. Raises DataError when it cannot be read or ends before it starts."""
    match = _ROLE.match(text)
    if match is None:
        raise DataError(f"{text!r} is not a role", where=where, remedy="write `title @ organisation-id start/end`")
    start_text, _, end_text = (match["dates"] or "/").partition("/")
    start, end = parse_day(start_text, where, last=False), parse_day(end_text, where, last=True)
    if start and end and end < start:
        raise DataError(f"{text!r} ends before it starts", where=where, remedy="put the earlier date first")
    return Role(match["title"], match["of"], start, end)


def parse_roles(cell: str, where: str) -> tuple[Role, ...]:
    return tuple(parse_role(part, where) for part in split_cell(cell))
