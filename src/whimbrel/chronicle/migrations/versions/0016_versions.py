"""By what reports are known as versions of a page, and outlets by one name each. Events are made anew."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from alembic import op

from whimbrel.almanac.outlets import outlet_known_as
from whimbrel.chronicle.codec import clean_text, dumps, loads
from whimbrel.chronicle.writing import text_hash, version_columns
from whimbrel.model import Report

revision = "0016"
down_revision = "0015"

_BATCH = 200


def upgrade() -> None:
    for name, kind in (("page", sa.Text), ("original", sa.Text), ("moment", sa.String), ("text_hash", sa.String)):
        op.add_column("reports", sa.Column(name, kind, nullable=False, server_default=""))
    op.create_index("reports_by_page", "reports", ["page"])
    op.create_index("reports_by_original", "reports", ["original"])
    connection = op.get_bind()
    if _fill(connection):
        _events_anew(connection)


def _fill(connection: sa.Connection) -> int:
    """Fills the columns for the reports that are there; gives how many there were."""
    names = ("seq", "outlet", "text", "body", "page", "original", "moment", "text_hash")
    table = sa.table("reports", *map(sa.column, names))
    after = done = 0
    asked = sa.select(table.c.seq, table.c.text, table.c.body).order_by(table.c.seq).limit(_BATCH)
    while found := connection.execute(asked.where(table.c.seq > after)).all():
        for row in found:
            report = _published_by(loads(Report, row.body))
            values = {"outlet": clean_text(report.outlet), "body": dumps(report), "text_hash": text_hash(row.text)}
            values |= version_columns(report)
            connection.execute(sa.update(table).where(table.c.seq == row.seq).values(values))
        after, done = found[-1].seq, done + len(found)
    return done


def _published_by(report: Report) -> Report:
    """The report under its outlet's one name."""
    publisher = outlet_known_as(report.outlet, "", report.url)
    return replace(report, publisher=publisher, outlet=publisher.name) if publisher else report


def _events_anew(connection: sa.Connection) -> None:
    """Notes that all events are to be made again, as for another version of the program."""
    notes = sa.table("notes", sa.column("name"))
    connection.execute(sa.delete(notes).where(notes.c.name.startswith("merged with=")))
    if connection.execute(sa.select(notes.c.name).where(notes.c.name == "events due")).first() is None:
        connection.execute(sa.insert(notes), {"name": "events due"})
