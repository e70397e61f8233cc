"""What only a chronicle on PostgreSQL needs: which step each writer stored last, and keys that long texts fit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "writers",
        sa.Column("writer", sa.String, primary_key=True),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    # A name of a file or a place may be longer than a third of a page, which is all that an index takes.
    op.execute("alter table problems drop constraint problems_file_position_code_key")
    op.execute("create unique index problems_once on problems (md5(file), md5(position), code)")
    op.execute("create index problems_by_file on problems using hash (file)")
