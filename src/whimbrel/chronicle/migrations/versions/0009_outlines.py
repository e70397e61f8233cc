"""What listings count by, as columns of their own, and an index of the words that events are told in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0009"
down_revision = "0008"

_WORDS = "create virtual table event_words using fts5(folded, tokenize = 'unicode61 remove_diacritics 2')"
_FORGET = """
create trigger event_words_forget after delete on event_numbers begin
  delete from event_words where rowid = old.seq;
end"""
_FILL = """
update events set
  place = coalesce(json_extract(body, '$.place.id'), ''),
  place_name = coalesce(json_extract(body, '$.place.name'), ''),
  country = coalesce(json_extract(body, '$.place.country'), ''),
  origins = coalesce(json_array_length(body, '$.origins'), 0),
  differs = coalesce((select group_concat(json_extract(value, '$.field'), ' ') from json_each(body, '$.conflicts')), '')
"""


def upgrade() -> None:
    for name in ("place", "country"):
        op.add_column("events", sa.Column(name, sa.String, nullable=False, server_default=""))
    for name in ("place_name", "differs"):
        op.add_column("events", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("events", sa.Column("origins", sa.Integer, nullable=False, server_default="0"))
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:  # a chronicle on PostgreSQL is never this old: its tables are empty here
        op.execute(_FILL)
    op.create_index("events_by_place", "events", ["place", "id"])
    op.create_table(
        "event_numbers",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("event", sa.String, sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    if not sqlite:
        _words_on_postgresql()
        return
    op.execute(_WORDS)
    op.execute(_FORGET)
    op.execute("insert into event_numbers (event) select id from events order by id")
    op.execute(
        "insert into event_words (rowid, folded) "
        "select n.seq, e.folded from event_numbers n join events e on e.id = n.event"
    )


def _words_on_postgresql() -> None:
    """The same index as words with their places."""
    op.create_table(
        "event_words",
        sa.Column("rowid", sa.Integer, sa.ForeignKey("event_numbers.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("event_words_words", "event_words", ["words"], postgresql_using="gin")
