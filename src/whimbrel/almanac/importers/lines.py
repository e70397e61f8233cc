"""The lines of a file that may be packed, cut off or not be text: what can be read is read."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from whimbrel.almanac.importers.checks import Refused
from whimbrel.errors import DataError

LONGEST_LINE = 64 * 1024 * 1024  # the largest Wikidata entity is some megabytes


def read_lines(path: Path) -> Iterator[tuple[str, str] | Refused]:
    """(`file:line`, text) of each line; a Refused for a line that is no text, and where a packed file breaks off.

    Raises DataError when the file cannot be opened.
    """
    try:
        opened = _open(path)
    except OSError as error:
        raise DataError("cannot be read", where=str(path), remedy=error.strerror or "check the path") from error
    number = 0
    with opened:
        while True:
            number += 1
            where = f"{path.name}:{number}"
            try:
                line = opened.readline(LONGEST_LINE)
            except (EOFError, OSError, zlib.error) as error:
                yield Refused(where, "", f"the packed file breaks off here: {error}", cut=True)
                return
            if not line:
                return
            if len(line) == LONGEST_LINE:
                yield Refused(where, "", "the line is longer than 64 MiB")
                _skip_line(opened)
                continue
            try:
                yield where, line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                yield Refused(where, "", "the line is not UTF-8")


def no_entity(where: str, line: str, error: Exception) -> Refused:
    """The refusal of a line that is no JSON entity; the file breaks off in one that has no end."""
    if isinstance(error, ValueError) and not line.endswith("\n"):
        return Refused(where, "", "the file breaks off in this line", cut=True)
    return Refused(where, "", f"the line is no entity: {type(error).__name__}")


def _open(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.name.endswith(".gz"):
        return gzip.open(path, "rb")
    if path.name.endswith(".bz2"):
        return bz2.open(path, "rb")
    return path.open("rb")


def _skip_line(opened: IO[bytes] | gzip.GzipFile) -> None:
    while (more := opened.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
        pass
