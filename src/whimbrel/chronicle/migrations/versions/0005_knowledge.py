"""Which files of a user's own (imported actors, imported places) the reports are read with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "knowledge",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
    )
