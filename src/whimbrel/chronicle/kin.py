"""The reports that are of one text with a report: versions of its page, its outlet's other versions, and copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from whimbrel.chronicle.schema import lineages, reports
from whimbrel.report_version import Version

Fetch = Callable[[Select[Any]], list[Any]]
MOST = 500


@dataclass(frozen=True, slots=True)
class Kin:
    """A report of a lineage, with what it is known by as a version. `seq` is its place in the order of reading."""

    id: str
    seq: int
    outlet: str
    url: str
    title: str
    version: Version

    @property
    def order(self) -> tuple[str, int]:
        """Oldest first, as far as is known; of the same second, as they were read."""
        return (self.version.moment, self.seq)


_KIN = select(
    reports.c.id,
    reports.c.seq,
    reports.c.outlet,
    reports.c.url,
    reports.c.title,
    reports.c.page,
    reports.c.original,
    reports.c.moment,
    lineages.c.lineage,
).outerjoin(lineages, lineages.c.report == reports.c.id)


def kin_at(fetch: Fetch, page: str) -> list[Kin]:
    """The reports that were read from a page, oldest first."""
    return _sorted(fetch(_KIN.where(reports.c.page == page).order_by(reports.c.seq).limit(MOST))) if page else []


def kin_of(fetch: Fetch, report: str) -> tuple[list[Kin], list[Kin]]:
    """The versions of a report, itself among them, and the copies of its text by others; each oldest first.

    Versions are of one article's page, or of one text by one outlet that is known.
    """
    own_rows = fetch(_KIN.where(reports.c.id == report))
    if not own_rows:
        return [], []
    own = _kin(own_rows[0])
    found = {own.id: own}
    if own.version.addresses:
        found |= {one.id: one for one in kin_at(fetch, own.version.page)}
    if own_rows[0].lineage:
        rows = fetch(_KIN.where(lineages.c.lineage == own_rows[0].lineage).order_by(reports.c.seq).limit(MOST))
        found |= {row.id: _kin(row) for row in rows}
    versions = [one for one in found.values() if one.id == own.id or _is_version(own, one)]
    copies = [one for one in found.values() if one not in versions]
    return sorted(versions, key=lambda one: one.order), sorted(copies, key=lambda one: one.order)


def _is_version(own: Kin, other: Kin) -> bool:
    return own.version.is_version_of(other.version) or bool(own.outlet and own.outlet == other.outlet)


def _sorted(rows: Sequence[Any]) -> list[Kin]:
    return sorted(map(_kin, rows), key=lambda one: one.order)


def _kin(row: Any) -> Kin:
    version = Version(row.page, row.original, row.outlet, row.moment)
    return Kin(row.id, row.seq, row.outlet, row.url, row.title, version)
