"""Who says what a claim tells, as rows, and claims in order by type and by status."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.decisions import stored
from whimbrel.chronicle.identity import identities
from whimbrel.chronicle.writing import speaker_rows
from whimbrel.model import Claim

revision = "0010"
down_revision = "0009"

_BATCH = 1000


def upgrade() -> None:
    table = op.create_table(
        "claim_speakers",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("claim_speakers_by_actor", "claim_speakers", ["actor", "claim"])
    op.create_index("claims_by_type", "claims", ["type", "seq"])
    op.create_index("claims_by_status", "claims", ["status", "seq"])
    connection = op.get_bind()
    now = identities(stored(connection))
    after = 0
    while found := connection.execute(
        sa.text("select seq, body from claims where seq > :after order by seq limit :most"),
        {"after": after, "most": _BATCH},
    ).all():
        after = found[-1].seq
        rows = [row for one in found for row in speaker_rows(loads(Claim, one.body), now)]
        if rows:
            connection.execute(sa.insert(table), rows)
