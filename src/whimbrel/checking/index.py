"""The word index: does it hold the words of every event, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from whimbrel.checking.finding import REMAKE, Finding
from whimbrel.chronicle.schema import event_numbers, event_words, events
from whimbrel.chronicle.searching_postgresql import differing

_MOST = 50
_PAGE = 200


def check_index(connection: Connection) -> Iterator[Finding]:
    """Events that the index lacks, words that are not theirs, and the index's own structure."""
    numbered = event_numbers.c
    for id in connection.scalars(
        select(events.c.id)
        .outerjoin(event_numbers, numbered.event == events.c.id)
        .where(numbered.seq.is_(None))
        .limit(_MOST)
    ):
        yield Finding("index", f"event {id}", "the word index lacks it", REMAKE)
    if connection.dialect.name != "sqlite":
        for id in _otherwise_on_postgresql(connection):
            yield Finding("index", f"event {id}", "the word index has other words for it", REMAKE)
        return
    words = event_words.c
    joined = event_numbers.join(events, events.c.id == numbered.event).outerjoin(
        event_words, words.rowid == numbered.seq
    )
    other = (words.folded.is_(None)) | (words.folded != events.c.folded)
    for id in connection.scalars(select(events.c.id).select_from(joined).where(other).limit(_MOST)):
        yield Finding("index", f"event {id}", "the word index has other words for it", REMAKE)
    held = connection.scalar(select(func.count()).select_from(event_words)) or 0
    wanted = connection.scalar(select(func.count()).select_from(event_numbers)) or 0
    if held > wanted:
        yield Finding("index", "", f"the word index holds {held - wanted} events that are gone", REMAKE)
    yield from _structure(connection)


def _otherwise_on_postgresql(connection: Connection) -> Iterator[str]:
    """Events whose words are not those that the index holds."""
    number = event_numbers.c.seq
    query = select(number, events.c.id, events.c.folded).join_from(event_numbers, events).order_by(number).limit(_PAGE)
    last = 0
    while rows := connection.execute(query.where(number > last)).all():
        ids = {row.seq: row.id for row in rows}
        for one in differing(connection, {row.seq: row.folded for row in rows}):
            yield ids[one]
        last = rows[-1].seq


def _structure(connection: Connection) -> Iterator[Finding]:
    """FTS5's own check, which asks for the right to write: https://www.sqlite.org/fts5.html#the_integrity_check_command."""
    try:
        connection.execute(text("INSERT INTO event_words(event_words) VALUES ('integrity-check')"))
    except DBAPIError as error:
        said = str(error.orig)
        if not any(word in said for word in ("readonly", "locked")):
            yield Finding("index", "", f"the word index is damaged: {said}", REMAKE)
