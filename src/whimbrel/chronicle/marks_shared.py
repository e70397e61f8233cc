"""Which tellings share marks, added up by the database: only what weighs enough leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, and_, delete, func, insert, select
from sqlalchemy.schema import CreateTable

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
_reached = and_(telling_marks.c.mark == _wanted.c.mark, telling_marks.c.moment.between(_wanted.c.first, _wanted.c.last))
_enough = (
    select(
        _wanted.c.search.label("search"),
        telling_marks.c.telling.label("telling"),
        func.min(telling_marks.c.moment).label("moment"),  # a telling has one
        func.sum(_wanted.c.weight).label("weight"),
    )
    .join_from(_wanted, telling_marks, _reached)
    .group_by(_wanted.c.search, telling_marks.c.telling)
    .having(func.sum(_wanted.c.weight) >= func.min(_wanted.c.least))
    .subquery()
)
_found = select(_enough.c.search, tellings.c.key, _enough.c.moment, _enough.c.weight).join_from(
    _enough, tellings, tellings.c.seq == _enough.c.telling
)


def found(connection: Connection, searches: Sequence[Search]) -> list[list[Shared]]:
    """For each search the tellings whose share of the marks weighs the least or more."""
    found: list[list[Shared]] = [[] for _ in searches]
    rows = [
        {"search": n, "mark": mark, "weight": weight, "first": first, "last": last, "least": least}
        for n, (marks, first, last, least) in enumerate(searches)
        for mark, weight in marks.items()
    ]
    if rows:
        connection.execute(CreateTable(_wanted, if_not_exists=True))
        connection.execute(insert(_wanted), rows)
        for search, key, moment, weight in connection.execute(_found).all():
            found[search].append((key, moment, weight))
        connection.execute(delete(_wanted))
    return [sorted(some) for some in found]
