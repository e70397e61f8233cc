"""A note that events must be made anew, kept across a run that was broken off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("notes", sa.Column("name", sa.String, primary_key=True))
    op.execute("INSERT INTO notes (name) SELECT 'events due' WHERE EXISTS (SELECT 1 FROM claims)")
