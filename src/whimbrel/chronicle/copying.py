"""A chronicle copied whole into another store, row for row, and held against what it was copied from.

All rows go over as they are, with their numbers: ids, decisions, changes, what merging remembers. Only the index of
words is made anew. What is copied is the source at one moment; it is stored in one transaction, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Table, func, insert, select, text, tuple_

from whimbrel.chronicle.codec import clean_json, clean_text
from whimbrel.chronicle.dialects import POSTGRESQL
from whimbrel.chronicle.schema import event_numbers, events, metadata
from whimbrel.chronicle.searching import index_numbered
from whimbrel.errors import ChronicleError

_AT_ONCE = 500
_JSON = frozenset({"body", "was", "told", "wanted", "reasons"})  # columns of JSON text

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows of each table were copied and found to be the same; `mended` texts held what no store holds."""

    rows: Mapping[str, int]
    mended: int


def copy_rows(source: Connection, target: Connection, where: str) -> Copied:
    """Copies every table of one chronicle into another that is empty. Raises ChronicleError for one that is not, and
    where a row that was stored is not the one that was read."""
    check_empty(target, where)
    tables = metadata.sorted_tables
    mended = 0
    for table in tables:
        for some in _pages(source, table):
            clean = [_storable(table, row) for row in some]
            mended += sum(a != b for row, kept in zip(some, clean, strict=True) for a, b in zip(row, kept, strict=True))
            target.execute(insert(table), [dict(zip(table.columns.keys(), row, strict=True)) for row in clean])
        _go_on_counting(source, target, table)
    _index(target)
    return Copied({table.name: _same(source, target, table, where) for table in tables}, mended)


def check_empty(target: Connection, where: str) -> None:
    """Raises ChronicleError for a chronicle that holds something: none is written over."""
    if any(target.execute(select(*table.primary_key.columns).limit(1)).first() for table in metadata.sorted_tables):
        another = ", of another schema (?schema=NAME) say" if target.dialect.name == POSTGRESQL else ""
        raise ChronicleError(
            "there is a chronicle already that holds something",
            where=where,
            remedy=f"name one that is new or empty{another}; nothing was changed",
        )


def _pages(connection: Connection, table: Table) -> Iterator[Sequence[Row]]:
    """The rows of a table in order of their keys, some at a time."""
    keys = tuple(table.primary_key.columns)
    at = [table.columns.keys().index(column.key) for column in keys]
    query = select(table).order_by(*keys).limit(_AT_ONCE)
    rows = [tuple(row) for row in connection.execute(query)]
    while rows:
        yield rows
        last = tuple(rows[-1][n] for n in at)
        rows = [tuple(row) for row in connection.execute(query.where(tuple_(*keys) > tuple_(*last)))]


def _storable(table: Table, row: Row) -> Row:
    """The row as every store can hold it: an old chronicle may have texts that PostgreSQL takes none of."""
    return tuple(
        value if not isinstance(value, str) else clean_json(value) if name in _JSON else clean_text(value)
        for name, value in zip(table.columns.keys(), row, strict=True)
    )


def _same(source: Connection, target: Connection, table: Table, where: str) -> int:
    """How many rows both have, each the same in every column. Raises ChronicleError."""
    number = 0
    for ours, theirs in zip(_rows(source, table), _rows(target, table), strict=False):
        if _storable(table, ours) != theirs:
            raise ChronicleError(
                f"row {number + 1} of {table.name} is not what was copied", where=where, remedy="nothing was stored"
            )
        number += 1
    for connection in (source, target):
        if connection.scalar(select(func.count()).select_from(table)) != number:
            raise ChronicleError(f"rows of {table.name} are missing", where=where, remedy="nothing was stored")
    return number


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    return (row for some in _pages(connection, table) for row in some)


def _index(target: Connection) -> None:
    """Makes the index of words for all events."""
    numbered = select(event_numbers.c.seq, events.c.folded).join(events, events.c.id == event_numbers.c.event)
    last = 0
    while some := target.execute(
        numbered.where(event_numbers.c.seq > last).order_by(event_numbers.c.seq).limit(_AT_ONCE)
    ).all():
        index_numbered(target, {row.seq: row.folded for row in some})
        last = some[-1].seq


# ---- numbers that are given out once and never again


def _go_on_counting(source: Connection, target: Connection, table: Table) -> None:
    """The target gives out the numbers that the source would have given out next."""
    key = list(table.primary_key.columns)
    if len(key) != 1 or not isinstance(key[0].type, Integer) or key[0].foreign_keys:
        return
    last = max(given_out(source, table), target.scalar(select(func.coalesce(func.max(key[0]), 0))) or 0)
    if target.dialect.name == POSTGRESQL:
        at = text("select setval(pg_get_serial_sequence(:of, 'seq'), :last, :called)")
        target.execute(at, {"of": table.name, "last": max(last, 1), "called": last > 0})
    elif counts_up(table) and last:
        target.execute(text("delete from sqlite_sequence where name = :of"), {"of": table.name})
        counted = text("insert into sqlite_sequence (name, seq) values (:of, :last)")
        target.execute(counted, {"of": table.name, "last": last})


def given_out(source: Connection, table: Table) -> int:
    """The last number that a table gave out, of a row that may be gone; 0 for none."""
    if source.dialect.name == POSTGRESQL:
        at = text("select last_value from pg_sequences where schemaname = current_schema() and sequencename = :of")
        return source.scalar(at, {"of": f"{table.name}_seq_seq"}) or 0
    if not counts_up(table):
        return 0
    return source.scalar(text("select seq from sqlite_sequence where name = :of"), {"of": table.name}) or 0


def counts_up(table: Table) -> bool:
    """Whether a table never gives out a number again."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])
