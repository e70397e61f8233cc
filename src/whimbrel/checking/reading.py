"""Reports and claims: are texts what was read, do spans lead to their words, do columns say what bodies do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from whimbrel.checking.finding import RESTORE, Finding
from whimbrel.chronicle.codec import clean_text, loads
from whimbrel.chronicle.schema import claims, reports
from whimbrel.chronicle.writing import text_hash
from whimbrel.errors import ChronicleError
from whimbrel.model import Claim, Report, Span

_PAGE = 200


def check_reports(connection: Connection) -> Iterator[Finding]:
    """Texts, by their hash; passages; columns."""
    for row in by_number(connection, reports):
        where = f"report {row.id}"
        if text_hash(row.text) != row.text_hash:
            yield Finding("text", where, "its text is not the one that was read: the hash is another", RESTORE)
        try:
            body = loads(Report, row.body)
        except ChronicleError as error:
            yield Finding("body", where, error.message, RESTORE)
            continue
        if any(
            clean_text(getattr(body, name)) != getattr(row, name) for name in ("id", "file", "outlet", "url", "title")
        ):
            yield Finding("body", where, "its columns differ from its body", RESTORE)
        if any(not _fits(passage.span, row.text) for passage in body.passages):
            yield Finding("span", where, "a passage ends outside the text", RESTORE)


def check_claims(connection: Connection) -> Iterator[Finding]:
    """Spans of claims and of everything within them; columns; that each is of a report that is there."""
    id, text = "", ""
    query = select(claims, reports.c.id.label("told_in")).outerjoin(reports, reports.c.id == claims.c.report)
    for row in by_number(connection, claims, query):
        where = f"claim {row.id}"
        if row.told_in is None:
            yield Finding("orphan", where, f"its report {row.report} is not there", RESTORE)
            continue
        if row.report != id:  # claims of one report stand together, mostly
            id = row.report
            text = connection.scalar(select(reports.c.text).where(reports.c.id == id)) or ""
        try:
            claim = loads(Claim, row.body)
        except ChronicleError as error:
            yield Finding("body", where, error.message, RESTORE)
            continue
        columns = (row.id, row.report, row.type, row.status, row.passage)
        if (claim.id, claim.report, claim.type, str(claim.status), str(claim.passage)) != columns:
            yield Finding("body", where, "its columns differ from its body", RESTORE)
        if text[claim.span.start : claim.span.end] != claim.text:
            yield Finding("span", where, "its span leads to other words than it quotes", RESTORE)
        for what, span in spans_of(claim):
            if not _fits(span, text):
                yield Finding("span", where, f"the span of its {what} ends outside the text", RESTORE)


def spans_of(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span of a claim with what it is of."""
    yield "trigger", claim.trigger
    if claim.when and claim.when.span:
        yield "time", claim.when.span
    parts = (("actor", claim.actors), ("recipient", claim.recipients), ("place", claim.places), ("speaker", claim.says))
    for what, some in parts:
        for one in some:
            if one.span:
                yield what, one.span
    for name, count in claim.counts.items():
        if count.span:
            yield name, count.span


def by_number(connection: Connection, table: Table, query: Select[Any] | None = None) -> Iterator[Any]:
    """The rows of a table in the order of their numbers, so many at a time."""
    ordered = (select(table) if query is None else query).order_by(table.c.seq).limit(_PAGE)
    after = 0
    while True:
        rows = connection.execute(ordered.where(table.c.seq > after)).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].seq


def _fits(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)
