"""Those whom an ambiguous name may stand for, so that they are found by each of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "candidates",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("side", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Index("candidates_by_actor", "id", "claim"),
    )
