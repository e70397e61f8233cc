"""Reports, claims, participants, places, events, redirects and problems.

The tables are written out here, not imported from `schema`: a step must never change once released.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 1464356162")
    _reports_and_claims()
    _events()
    op.create_table(
        "problems",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("file", "position", "code", "message", "remedy")),
        sa.UniqueConstraint("file", "position", "code"),
    )


def _reports_and_claims() -> None:
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("file", "outlet", "url", "title", "text", "body")),
    )
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("type", "status", "passage")),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "participants",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("side", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("country", sa.String),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sector", "title", "text", "folded")),
        sa.Index("participants_by_actor", "id", "claim"),
    )
    op.create_table(
        "claim_places",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Index("claim_places_by_id", "id"),
        sa.Index("claim_places_by_country", "country"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("earliest", sa.String),
        sa.Column("latest", sa.String),
        *(sa.Column(name, sa.String, nullable=False) for name in ("type", "mode", "status")),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("conflicts", sa.Integer, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Index("events_by_day", "day", "id"),
        sa.Index("events_by_type", "type", "day"),
        sa.Index("events_by_status", "status", "day"),
        sa.Index("events_by_sources", "sources", "day"),
    )
    op.create_table(
        "event_claims",
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True, index=True),
    )
    op.create_table(
        "event_participants",
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("side", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Index("event_participants_by_actor", "id", "event"),
    )
    op.create_table(
        "redirects",
        sa.Column("old", sa.String, primary_key=True),
        sa.Column("new", sa.String, nullable=False, index=True),
    )
