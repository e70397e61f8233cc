"""What follows from reports, claims and decisions, made anew from them: parties, the word index, events."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, text

from whimbrel.checking.finding import Finding
from whimbrel.checking.reading import by_number
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.decisions import stored
from whimbrel.chronicle.identity import Identities, identities
from whimbrel.chronicle.schema import claim_speakers, claims, event_claims, events, participants
from whimbrel.chronicle.searching import index_words
from whimbrel.chronicle.writing import participant_rows, speaker_rows
from whimbrel.knowing import almanac_of
from whimbrel.model import Claim
from whimbrel.remaking import bring_up_to_date

_BATCH = 200


def mend(chronicle: Chronicle, found: Sequence[Finding]) -> int:
    """Makes anew what can be; returns how many events changed by it. What people decided and what was read stay as they
    are. Raises ChronicleError when claims or decisions cannot be read: nothing is changed then.
    """
    with chronicle.mending() as connection:
        _file_anew(connection, identities(stored(connection)))
        wrong = {one.where.removeprefix("event ") for one in found if one.where.startswith("event ") and not one.note}
        _drop(connection, sorted(wrong))
        _index_anew(connection)
    return bring_up_to_date(chronicle, almanac_of(chronicle), anew=True)


def _file_anew(connection: Connection, now: Identities) -> None:
    for table in (participants, claim_speakers):
        connection.execute(delete(table))
    batch: list[Claim] = []
    for row in by_number(connection, claims):
        batch.append(loads(Claim, row.body))
        if len(batch) == _BATCH:
            _file(connection, batch, now)
            batch.clear()
    _file(connection, batch, now)


def _file(connection: Connection, batch: Sequence[Claim], now: Identities) -> None:
    for table, rows_of in ((participants, participant_rows), (claim_speakers, speaker_rows)):
        rows = [row for claim in batch for row in rows_of(claim, now)]
        if rows:
            connection.execute(insert(table), rows)


def _drop(connection: Connection, wrong: Sequence[str]) -> None:
    """Events whose rows are not to be believed go; merging makes them again."""
    for id in wrong:
        connection.execute(delete(event_claims).where(event_claims.c.event == id))
        connection.execute(delete(events).where(events.c.id == id))


def _index_anew(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM event_words"))
    connection.execute(text("DELETE FROM event_numbers"))
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO event_words(event_words) VALUES ('rebuild')"))
    after = ""
    while True:
        query = select(events.c.id, events.c.folded).where(events.c.id > after).order_by(events.c.id).limit(_BATCH)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if not rows:
            return
        index_words(connection, rows)
        after = rows[-1]["id"]
