"""The rows of tellings, of what marks them, and of the links between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, union_all

from whimbrel.chronicle.dialects import insert_new, insert_rows, insert_values
from whimbrel.chronicle.given import GIVEN, given
from whimbrel.chronicle.schema import claims, telling_links, telling_marks, telling_pairs, tellings

Link = tuple[str, str]  # of keys, the smaller first
_REPORTS_TOLD = select(claims.c.report).where(claims.c.id.in_(GIVEN)).distinct()
_TELLINGS = select(tellings).where(tellings.c.key.in_(GIVEN))
_TELLINGS_OF = select(tellings).where(tellings.c.report.in_(GIVEN))
_SEVERAL = select(tellings.c.key).where(tellings.c.key.in_(GIVEN), tellings.c.of_several)
_NUMBERS = select(tellings.c.key, tellings.c.seq).where(tellings.c.key.in_(GIVEN))
_ENDS = select(telling_links.c.low, telling_links.c.high, telling_links.c.weight)
_WEIGHTS = select(telling_pairs).where(telling_pairs.c.low.in_(GIVEN))
_LINKS = union_all(_ENDS.where(telling_links.c.low.in_(GIVEN)), _ENDS.where(telling_links.c.high.in_(GIVEN)))


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling as it is stored."""

    key: str
    report: str
    type: str
    claims: tuple[str, ...]
    contents: tuple[str, ...]
    of_several: bool = False


def put(connection: Connection, rows: Sequence[tuple[TellingRow, int, Sequence[int]]]) -> None:
    """Keeps tellings, each with its moment and its marks."""
    if not rows:
        return
    plain = [
        {"key": one.key, "report": one.report, "type": one.type, "claims": " ".join(one.claims),
         "contents": " ".join(one.contents), "of_several": one.of_several}
        for one, _, _ in rows
    ]  # fmt: skip
    insert_rows(connection, tellings, plain)
    numbers = dict(connection.execute(_NUMBERS, given(one.key for one, _, _ in rows)).all())
    marks = [(mark, moment, numbers[one.key]) for one, moment, own in rows for mark in own]
    insert_values(connection, telling_marks, ("mark", "moment", "telling"), marks)


def drop(connection: Connection, report: str) -> None:
    """Forgets the tellings of a report; their links are dropped before."""
    connection.execute(delete(tellings).where(tellings.c.report == report))


def of_keys(connection: Connection, keys: Sequence[str]) -> dict[str, TellingRow]:
    """Tellings by key."""
    rows = connection.execute(_TELLINGS, given(keys)) if keys else ()
    return {row.key: _telling(row) for row in rows}


def of_reports(connection: Connection, ids: Sequence[str]) -> list[TellingRow]:
    """The tellings of some reports, in order of their keys."""
    rows = connection.execute(_TELLINGS_OF, given(ids)) if ids else ()
    return sorted(map(_telling, rows), key=lambda one: one.key)


def keys_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Keys of the tellings that hold these claims, in order."""
    wanted = set(ids)
    told = sorted(connection.scalars(_REPORTS_TOLD, given(ids))) if wanted else []
    return [one.key for one in of_reports(connection, told) if wanted.intersection(one.claims)]


def of_several(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Which of some tellings may be of any of a few listed days."""
    return set(connection.scalars(_SEVERAL, given(keys)))


def links_of(connection: Connection, keys: Sequence[str]) -> dict[Link, float | None]:
    """Links with one of these keys at either end, and what they weigh, where that is known."""
    rows = connection.execute(_LINKS, given(keys)).all() if keys else []
    return {(low, high): weight for low, high, weight in sorted(rows, key=itemgetter(0, 1)) if low < high}


def put_links(connection: Connection, links: Mapping[Link, float | None]) -> None:
    """Keeps links; one that is there stays."""
    rows = [{"low": low, "high": high, "weight": weight} for (low, high), weight in links.items()]
    insert_new(connection, telling_links, rows)


def weights(connection: Connection, lows: Collection[str]) -> dict[Link, float]:
    """What pairs weigh that are not linked: those of which one of these is the smaller key."""
    rows = connection.execute(_WEIGHTS, given(lows)).all() if lows else []
    return {(low, high): weight for low, high, weight in rows}


def put_weights(connection: Connection, weights: Mapping[Link, float]) -> None:
    """Keeps what pairs weigh that are not linked; what is there stays."""
    rows = [{"low": low, "high": high, "weight": weight} for (low, high), weight in weights.items()]
    insert_new(connection, telling_pairs, rows)


def drop_links(connection: Connection, keys: Sequence[str]) -> None:
    """Forgets every link that has one of these keys at either end, and what else they weigh with others."""
    for table in (telling_links, telling_pairs) if keys else ():
        gone = or_(table.c.low == bindparam("gone"), table.c.high == bindparam("gone"))
        connection.execute(delete(table).where(gone), [{"gone": key} for key in keys])


def _telling(row: Any) -> TellingRow:
    told, contents = tuple(row.claims.split()), tuple(row.contents.split())
    return TellingRow(row.key, row.report, row.type, told, contents, row.of_several)
