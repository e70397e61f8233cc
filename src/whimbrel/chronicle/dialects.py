"""What SQLite and PostgreSQL say differently, so that the queries need not know which of the two they ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import ColumnElement, Connection, TableClause, Text, func, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

POSTGRESQL = "postgresql"

_SQLITE = sqlite.dialect()
_LOWER = str.maketrans(ascii_uppercase + "\0", ascii_lowercase + "\ufffd")  # a pattern would end at NUL


class json_part(FunctionElement[str]):  # noqa: N801 - a function of SQL, written as they are
    """`json_part(column, "name.name")`: what stands under these names in a column of JSON text, NULL for nothing.

    A noun comes as its JSON and a text as itself; SQLite gives a number as one, PostgreSQL as its digits.
    """

    inherit_cache = True
    name = "json_part"
    type = Text()


@compiles(json_part, "sqlite")
def _json_part_of_sqlite(element: json_part, compiler: Any, **options: Any) -> str:
    column, names = element.clauses
    return f"json_extract({compiler.process(column, **options)}, '$.' || {compiler.process(names, **options)})"


@compiles(json_part, POSTGRESQL)
def _json_part_of_postgresql(element: json_part, compiler: Any, **options: Any) -> str:
    column, names = element.clauses
    way = f"string_to_array({compiler.process(names, **options)}, '.')"
    return f"(CAST({compiler.process(column, **options)} AS JSON) #>> {way})"


class spread(FunctionElement[Any]):  # noqa: N801
    """`spread(text)`: the values of a JSON list as rows of one column, `value`; on PostgreSQL all of them as texts."""

    inherit_cache = True
    name = "spread"


@compiles(spread, "sqlite")
def _spread_of_sqlite(element: spread, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(spread, POSTGRESQL)
def _spread_of_postgresql(element: spread, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"


def holds_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a text holds a word in any case of its Latin letters, as SQLite's LIKE has it."""
    return func.lower(column).contains(word.translate(_LOWER), autoescape=True)


def insert_rows(connection: Connection, table: TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows, which all give the same columns in the same order, their values as the database holds them.

    SQLAlchemy takes longer to lay out the values of a row than SQLite to store it, so there they go as they are.
    """
    if not rows:
        return
    if connection.dialect.name == POSTGRESQL:
        connection.execute(insert(table), rows)
    else:
        insert_values(connection, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


def insert_values(
    connection: Connection, table: TableClause, columns: tuple[str, ...], values: Sequence[tuple[Any, ...]]
) -> None:
    """Adds rows given as the values of some columns, as `insert_rows` does."""
    if not values:
        return
    if connection.dialect.name == POSTGRESQL:
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in values])
    else:
        connection.exec_driver_sql(_insert_text(table, columns), values)


def insert_new(connection: Connection, table: TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds the rows that are not there yet, by the table's keys; rows as for `insert_rows`."""
    if not rows:
        return
    if connection.dialect.name == POSTGRESQL:
        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)
    else:
        text = f"{_insert_text(table, tuple(rows[0]))} ON CONFLICT DO NOTHING"
        connection.exec_driver_sql(text, [tuple(row.values()) for row in rows])


@cache
def _insert_text(table: TableClause, columns: tuple[str, ...]) -> str:
    """SQLite's statement that adds a row of these columns."""
    values = ", ".join("?" * len(columns))
    quoted = ", ".join(map(_SQLITE.identifier_preparer.quote, columns))
    return f"INSERT INTO {_SQLITE.identifier_preparer.quote(table.name)} ({quoted}) VALUES ({values})"
