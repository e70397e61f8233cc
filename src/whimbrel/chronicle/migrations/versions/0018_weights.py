"""What links of tellings weigh, and which tellings may be of several days, so that neither is worked out again.

Events are made anew, which fills both.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("tellings", sa.Column("of_several", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("telling_links", sa.Column("weight", sa.Float))
