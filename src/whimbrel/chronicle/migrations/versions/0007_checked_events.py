"""Which events somebody called right or wrong, so that listings can be narrowed by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("events", sa.Column("checked", sa.String, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":  # a chronicle on PostgreSQL is never this old: its tables are empty here
        op.execute("update events set checked = coalesce(json_extract(body, '$.checked'), '')")
