"""Decisions: can each be read, does each undo something that is there, and does replaying them give what is filed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from whimbrel.checking.finding import RESTORE, Finding
from whimbrel.checking.reading import by_number
from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.identity import Decision, Identities, identities
from whimbrel.chronicle.schema import claim_speakers, claims, decisions, participants
from whimbrel.chronicle.writing import participant_rows, speaker_rows
from whimbrel.errors import ChronicleError, WhimbrelError
from whimbrel.model import Claim

_REFILE = "`whimbrel check --mend` files the parties anew from the decisions"


def check_decisions(connection: Connection) -> Iterator[Finding]:
    """The log itself, and the parties and speakers that it gives."""
    known: list[Decision] = []
    for row in connection.execute(select(decisions).order_by(decisions.c.seq)):
        where = f"decision {row.id}"
        try:
            one = loads(Decision, row.body)
        except ChronicleError as error:
            yield Finding("decision", where, error.message, RESTORE)
            continue
        if (one.id, one.verb, one.who, one.at) != (row.id, row.verb, row.who, row.at):
            yield Finding("decision", where, "its columns differ from its body", RESTORE)
        if one.verb == "undo" and one.subject not in {other.id for other in known}:
            yield Finding("decision", where, f"it undoes {one.subject}, which was not decided before", RESTORE)
        known.append(one)
    try:
        now = identities(known)
    except WhimbrelError as error:
        yield Finding("decision", "", f"the decisions cannot be replayed: {error.message}", RESTORE)
        return
    yield from _filed(connection, now)


def _filed(connection: Connection, now: Identities) -> Iterator[Finding]:
    """Claims whose parties or speakers are filed under others than the decisions say."""
    batch: list[Any] = []
    for row in by_number(connection, claims):
        batch.append(row)
        if len(batch) == 200:
            yield from _compared(connection, batch, now)
            batch.clear()
    yield from _compared(connection, batch, now)


def _compared(connection: Connection, batch: list[Any], now: Identities) -> Iterator[Finding]:
    ids = [row.id for row in batch]
    filed = {table.name: _rows(connection, table, ids) for table in (participants, claim_speakers)}
    for row in batch:
        try:
            claim = loads(Claim, row.body)
        except ChronicleError:
            continue  # told of where claims are checked
        for table, wanted in ((participants, participant_rows(claim, now)), (claim_speakers, speaker_rows(claim, now))):
            if sorted(map(_key, wanted)) != sorted(map(_key, filed[table.name].get(claim.id, []))):
                message = f"its {table.name.replace('claim_', '')} are not those that the claim and the decisions give"
                yield Finding("filed", f"claim {claim.id}", message, _REFILE)


def _rows(connection: Connection, table: Table, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(select(table).where(table.c.claim.in_(ids))).mappings():
        found.setdefault(row["claim"], []).append(dict(row))
    return found


def _key(row: dict[str, Any]) -> str:
    return repr(sorted(row.items()))
