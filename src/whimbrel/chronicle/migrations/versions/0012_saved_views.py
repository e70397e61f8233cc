"""Saved views: listings of events by name, where to send what changes in them, and how far that has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("webhook", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("sending", sa.Integer, nullable=False),
    )
    op.create_table(
        "view_events",
        sa.Column("view", sa.String, sa.ForeignKey("saved_views.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("event", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
