"""Sources that are followed, what their visits came to, the pages that they list, and where raw copies lie."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"


def upgrade() -> None:
    _sources()
    _pages()


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("url", sa.String, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name",)),
        *(sa.Column(name, sa.String, nullable=False) for name in ("kind", "added", "tried", "reached")),
        sa.Column("failing", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("why", "etag", "modified")),
    )
    counts = ("listed", "fetched", "new", "unchanged", "aside", "failed")
    op.create_table(
        "source_visits",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        sa.Column("reasons", sa.Text, nullable=False),
    )
    op.create_index("ix_source_visits_source", "source_visits", ["source"])


def _pages() -> None:
    op.create_table(
        "web_pages",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("url", sa.String, nullable=False, unique=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried", sa.String, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("changed", "etag", "modified")),
        sa.Column("report", sa.String, nullable=False),
    )
    op.create_index("web_pages_by_source", "web_pages", ["source", "state"])
    op.create_index("web_pages_by_state", "web_pages", ["state", "seq"])
    op.create_table(
        "page_copies",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("offset", "size")),
        *(sa.Column(name, sa.String, nullable=False) for name in ("digest", "report")),
    )
    op.create_index("ix_page_copies_url", "page_copies", ["url"])
    op.create_index("ix_page_copies_report", "page_copies", ["report"])
