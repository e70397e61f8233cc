"""Which tellings share marks, added up by the database: only what weighs enough leaves it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.schema import CreateTable

from whimbrel.chronicle.dialects import POSTGRESQL, insert_values
from whimbrel.chronicle.schema import telling_marks, tellings

Search = tuple[Mapping[int, int], int, int, int]  # weights by mark, first and last moment, least weight
Shared = tuple[str, int, int]  # key, moment, weight of the shared marks

_wanted = Table(
    "wanted_marks",
    MetaData(),
    Column("search", Integer, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("least", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
_COLUMNS = tuple(_wanted.columns)
_NAMES = tuple(one.name for one in _COLUMNS)
_MAKE = str(CreateTable(_wanted, if_not_exists=True))
_EMPTY = f"DELETE FROM {_wanted.name}"
_sent = (  # the same rows as one text, which PostgreSQL spreads: its temporary tables keep what was deleted
    func.json_to_recordset(cast(bindparam("rows", type_=String), JSON))
    .table_valued(*(column(one.name, one.type) for one in _COLUMNS), name="wanted_marks")
    .render_derived(with_types=True)
)


def _sharing(wanted: FromClause) -> Select[Any]:
    """The tellings that reach what is wanted, each with its search."""
    want = wanted.c
    reached = and_(telling_marks.c.mark == want.mark, telling_marks.c.moment.between(want.first, want.last))
    enough = (
        select(
            want.search.label("search"),
            telling_marks.c.telling.label("telling"),
            func.min(telling_marks.c.moment).label("moment"),  # a telling has one
            func.sum(want.weight).label("weight"),
        )
        .join_from(wanted, telling_marks, reached)
        .group_by(want.search, telling_marks.c.telling)
        .having(func.sum(want.weight) >= func.min(want.least))
        .subquery()
    )
    found = select(enough.c.search, tellings.c.key, enough.c.moment, enough.c.weight)
    return found.join_from(enough, tellings, tellings.c.seq == enough.c.telling)


_FOUND, _FOUND_OF_SENT = _sharing(_wanted), _sharing(_sent)


def found(connection: Connection, searches: Sequence[Search]) -> list[list[Shared]]:
    """For each search the tellings whose share of the marks weighs the least or more."""
    found: list[list[Shared]] = [[] for _ in searches]
    rows = [
        (n, mark, weight, first, last, least)
        for n, (marks, first, last, least) in enumerate(searches)
        for mark, weight in marks.items()
    ]
    if rows:
        for search, key, moment, weight in _found(connection, rows):
            found[search].append((key, moment, weight))
    return [sorted(some) for some in found]


def _found(connection: Connection, rows: Sequence[tuple[int, ...]]) -> Sequence[Any]:
    if connection.dialect.name == POSTGRESQL:
        sent = [dict(zip(_NAMES, row, strict=True)) for row in rows]
        return connection.execute(_FOUND_OF_SENT, {"rows": json.dumps(sent)}).all()
    connection.exec_driver_sql(_MAKE)
    insert_values(connection, _wanted, _NAMES, rows)
    found = connection.execute(_FOUND).all()
    connection.exec_driver_sql(_EMPTY)
    return found
