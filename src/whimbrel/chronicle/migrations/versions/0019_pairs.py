"""What pairs of tellings weigh that are not linked, where whether a link holds depends on it.

It fills as it is asked for.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "telling_pairs",
        sa.Column("low", sa.String, primary_key=True),
        sa.Column("high", sa.String, primary_key=True),
        sa.Column("weight", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_telling_pairs_high", "telling_pairs", ["high"])
