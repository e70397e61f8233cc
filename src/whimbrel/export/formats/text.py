"""Text in a stream of bytes, and rows parted by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from whimbrel.export.safe import cell, one_line


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIO]:
    """The stream for UTF-8 text with line feeds as they are written; it stays open afterwards."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=False)
    try:
        yield text
        text.flush()
    finally:
        text.detach()


def write_rows(rows: Iterable[Sequence[object]], out: BinaryIO, head: Sequence[str] = ()) -> None:
    """Rows of cells parted by tabs, without any quoting, as the data sets of the field are."""
    with as_text(out) as text:
        if head:
            text.write("\t".join(head) + "\n")
        for row in rows:
            text.write("\t".join(tabless(value) for value in row) + "\n")


def tabless(value: object) -> str:
    """A cell that any reader takes as it is: on one line, without tabs, with single quotes for double ones, which some
    readers take for quoting. What a spreadsheet would run gets an apostrophe before it (`safe.cell`)."""
    if value is None:
        return ""
    return one_line(str(cell(value))).replace('"', "'") if isinstance(value, str) else str(value)
