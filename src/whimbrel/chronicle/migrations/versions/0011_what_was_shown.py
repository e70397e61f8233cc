"""When each report was read, and what an event showed before each of its changes: what a digest is told from.

Neither is known of what was there before: the time stays "", and what older changes were stays NULL.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("reports", sa.Column("read_at", sa.String, nullable=False, server_default=""))
    op.add_column("event_changes", sa.Column("was", sa.Text))
