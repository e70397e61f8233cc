"""Reports as a listing shows them, the last read first, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, distinct, func, select

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.schema import claims, event_claims, reports
from whimbrel.model import Report

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report without its text, its place in the order of reading, and how much was read from it."""

    seq: int
    report: Report
    claims: int
    events: int


def report_lines(fetch: Fetch, *, before: int, outlet: str, most: int) -> list[ReportLine]:
    """At most so many reports that were read before the one of this number (0: the last ones), of one outlet or all."""
    query = select(reports.c.seq, reports.c.id, reports.c.body).order_by(reports.c.seq.desc()).limit(most)
    if before:
        query = query.where(reports.c.seq < before)
    if outlet:
        query = query.where(reports.c.outlet == outlet)
    rows = fetch(query)
    counted = (
        select(claims.c.report, func.count(distinct(claims.c.id)), func.count(distinct(event_claims.c.event)))
        .outerjoin(event_claims, event_claims.c.claim == claims.c.id)
        .where(claims.c.report.in_([row.id for row in rows]))
        .group_by(claims.c.report)
    )
    number = {row[0]: (row[1], row[2]) for row in fetch(counted)}
    return [
        ReportLine(row.seq, replace(loads(Report, row.body), passages=()), *number.get(row.id, (0, 0))) for row in rows
    ]
