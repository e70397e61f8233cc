"""Links between claims: what one is about, what it is a part of. Events are to be made anew, with their origins.

Claims that were stored before have no links; they get them when their reports are read into a new chronicle.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "claim_links",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("link", sa.String, primary_key=True),
        sa.Column("other", sa.String, sa.ForeignKey("claims.id"), primary_key=True, index=True),
    )
    connection = op.get_bind()
    connection.execute(sa.text("delete from notes where name like 'merged with=%'"))
    reports = connection.execute(sa.text("select count(*) from reports")).scalar()
    due = connection.execute(sa.text("select 1 from notes where name = 'events due'")).first()
    if reports and due is None:
        connection.execute(sa.text("insert into notes (name) values ('events due')"))
