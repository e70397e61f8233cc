"""Sketches of reports and the values that they are found by, and the lineage that each report is filed under."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select, union, update

from whimbrel.chronicle.dialects import insert_values
from whimbrel.chronicle.given import GIVEN, GIVEN_NUMBERS, given
from whimbrel.chronicle.schema import lineages, reports, sketch_values

_TAKEN_IN = select(lineages.c.report).join_from(reports, lineages, reports.c.id == lineages.c.report)
_AT = union(_TAKEN_IN.where(reports.c.page.in_(GIVEN)), _TAKEN_IN.where(reports.c.original.in_(GIVEN)))
_SHARING = select(sketch_values.c.report).where(sketch_values.c.value.in_(GIVEN_NUMBERS)).distinct()
_SKETCHES = (
    select(lineages.c.report, lineages.c.sketch)
    .join_from(reports, lineages, reports.c.id == lineages.c.report)
    .where(reports.c.seq.in_(GIVEN_NUMBERS))
)
_SKETCH = select(lineages.c.sketch).where(lineages.c.report == bindparam("id"))
_NUMBER = select(reports.c.seq).where(reports.c.id == bindparam("id"))
_PUT = insert(lineages)
_FILE = update(lineages).where(lineages.c.report.in_(GIVEN)).values(lineage=bindparam("to"))
_MEMBERS = select(lineages.c.report).where(lineages.c.lineage == bindparam("of")).order_by(lineages.c.report)


def put(connection: Connection, report: str, sketch: bytes, values: Sequence[int]) -> None:
    """Keeps a report's sketch; until it is filed, the report is a lineage of its own."""
    connection.execute(_PUT, {"report": report, "lineage": report, "stale": False, "sketch": sketch})
    number = connection.scalar(_NUMBER, {"id": report})
    insert_values(connection, sketch_values, ("value", "report"), [(value, number) for value in dict.fromkeys(values)])


def of(connection: Connection, report: str) -> bytes | None:
    """The sketch of a report that was taken in."""
    return connection.scalar(_SKETCH, {"id": report})


def sharing(connection: Connection, values: Sequence[int]) -> list[tuple[str, bytes]]:
    """Ids and sketches of the reports that share a value, in order of their ids."""
    numbers = sorted(connection.scalars(_SHARING, given(values)))
    rows = connection.execute(_SKETCHES, given(numbers)) if numbers else ()
    return sorted((row.report, row.sketch) for row in rows)


def at(connection: Connection, addresses: Sequence[str]) -> list[str]:
    """Ids of the reports taken in that are of one of these pages, or call one their original, in order."""
    return sorted(connection.scalars(_AT, given(addresses))) if addresses else []


def file(connection: Connection, reports: Sequence[str], lineage: str) -> None:
    """From now on these reports are of this lineage."""
    connection.execute(_FILE, {**given(reports), "to": lineage})


def members(connection: Connection, lineage: str) -> list[str]:
    """The reports of a lineage, in order of their ids."""
    return list(connection.scalars(_MEMBERS, {"of": lineage}))
