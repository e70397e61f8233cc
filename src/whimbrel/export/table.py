"""Listings for people in a terminal: tables where there is room, stacked entries where there is not.

Every text is stripped of what a terminal would obey, and none is read as rich's markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from whimbrel.export.columns import COLUMNS
from whimbrel.export.record import Record
from whimbrel.export.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NARROW = 76
_CHUNK = 200


def print_records(noun: str, records: Iterable[Record], console: Console) -> int:
    """Prints a listing of a noun's records as they come; returns how many."""
    rows = iter(records)
    number = 0
    while chunk := list(islice(rows, _CHUNK)):
        if console.width < _NARROW:
            _print_stacked(noun, chunk, console)
        else:
            _print_table(noun, chunk, console, heading=number == 0)
        number += len(chunk)
    return number


def _print_table(noun: str, records: list[Record], console: Console, *, heading: bool) -> None:
    from rich import box  # noqa: PLC0415 - kept out of the start of commands that print no table
    from rich.table import Table  # noqa: PLC0415

    columns = [column for column in COLUMNS[noun] if console.width >= column.from_width]
    table = Table(box=box.SIMPLE_HEAD if heading else None, expand=True, show_header=heading, pad_edge=False)
    for column in columns:
        table.add_column(
            column.heading,
            width=column.width,
            ratio=None if column.width else 1,
            style=column.style,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for record in records:
        table.add_row(*(_text(column.value(record)) for column in columns))
    console.print(table)


def _print_stacked(noun: str, records: list[Record], console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    for record in records:
        parts = list(_parts(noun, record))
        console.print(Text.assemble(*parts))


def _parts(noun: str, record: Record) -> Iterator[tuple[str, str]]:
    """An entry of a narrow listing: the first value alone, the others after their headings."""
    first, *others = COLUMNS[noun]
    yield f"{one_line(first.value(record)) or '–'}\n", first.style or "bold"
    for column in others:
        value = one_line(column.value(record))
        if value:
            yield f"  {column.heading.lower()}: ", "dim"
            yield f"{value}\n", column.style


def _text(value: str) -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(one_line(value))
