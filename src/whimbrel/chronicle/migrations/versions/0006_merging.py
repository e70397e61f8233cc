"""What merging remembers between runs: sketches and lineages of reports, tellings with their marks and links.

Events made before are made anew by the next run, which fills these tables. `event_changes` tells what became of events.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "lineages",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("lineage", sa.String, nullable=False, index=True),
        sa.Column("stale", sa.Boolean, nullable=False, index=True),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sketch_values",
        sa.Column("value", sa.BigInteger, primary_key=True),
        sa.Column("report", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tellings",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
        sa.Column("contents", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "telling_marks",
        sa.Column("mark", sa.BigInteger, primary_key=True),
        sa.Column("moment", sa.Integer, primary_key=True),
        sa.Column("telling", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "telling_links",
        sa.Column("low", sa.String, primary_key=True),
        sa.Column("high", sa.String, primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_changes",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False, index=True),
        sa.Column("change", sa.String, nullable=False),
        sa.Column("other", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    due = sa.table("notes", sa.column("name", sa.String))
    connection = op.get_bind()
    reports = connection.execute(sa.text("select count(*) from reports")).scalar()
    there = connection.execute(sa.select(due.c.name).where(due.c.name == "events due")).first()
    if reports and there is None:
        connection.execute(sa.insert(due), {"name": "events due"})
