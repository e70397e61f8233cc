"""The decisions table: rows are added and never changed. Each function runs in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from whimbrel.almanac.store import GROUP_COLUMNS, PERSON_COLUMNS
from whimbrel.almanac.table import Row, parse_roles
from whimbrel.chronicle.codec import decoder, dumps, encoder, loads
from whimbrel.chronicle.identity import (
    ABOUT_EVENTS,
    Decision,
    Head,
    Identities,
    identities,
    in_force,
    touched,
    undone_ids,
)
from whimbrel.chronicle.schema import claim_speakers, claims, decisions, lineages, participants
from whimbrel.chronicle.writing import note_events_due, participant_rows, speaker_rows
from whimbrel.errors import UsageError, WhimbrelError
from whimbrel.model import ActorKind, Claim

OWN = "own:"  # how ids of promoted actors begin
_BATCH = 400
_LONGEST_LINE = 100_000
_STORED = select(decisions.c.body).order_by(decisions.c.seq)


def stored(connection: Connection) -> list[Decision]:
    """Every decision in its order, undone ones and undoings too."""
    return [loads(Decision, body) for body in connection.scalars(_STORED)]


def append(connection: Connection, new: Sequence[Decision]) -> list[Decision]:
    """Adds decisions, with ids where they have none, and files the claims' parties anew; returns what was added.

    A decision of an id that is there is left out. Raises UsageError for an undoing of what is not there, or undone.
    """
    known = stored(connection)
    before = touched(known)
    added: list[Decision] = []
    for one in new:
        kept = one if one.id else replace(one, id=_id(one, len(known)))
        if any(other.id == kept.id for other in known):
            continue
        if kept.verb == "undo":
            _check_undo(kept.subject, known)
        row = {"id": kept.id, "verb": kept.verb, "who": kept.who, "at": kept.at, "body": dumps(kept)}
        connection.execute(insert(decisions), row)
        known.append(kept)
        added.append(kept)
    if added:
        if any(_is_about_actors(one, known) for one in added):
            _file_anew(connection, identities(known), before | touched(known))
        _make_stale(connection, [claim for one in added for side in _decided_sides(one, known) for claim in side])
        note_events_due(connection)
    return added


def _undone(one: Decision, known: Sequence[Decision]) -> Decision:
    """The decision that an undoing takes back; any other itself."""
    return next((other for other in known if other.id == one.subject), one) if one.verb == "undo" else one


def _is_about_actors(one: Decision, known: Sequence[Decision]) -> bool:
    return _undone(one, known).verb not in ABOUT_EVENTS


def _decided_sides(one: Decision, known: Sequence[Decision]) -> tuple[tuple[str, ...], ...]:
    return _undone(one, known).sides


def own_rows(known: Sequence[Decision]) -> list[Row]:
    """The almanac rows of the promotions in force."""
    return [Row(dict(one.row), f"decision {one.id}", 1) for one in in_force(known) if one.verb == "promote"]


def _id(one: Decision, number: int) -> str:
    return "d" + blake2b(f"{number} {dumps(one)}".encode(), digest_size=5).hexdigest()


def _check_undo(id: str, known: Sequence[Decision]) -> None:
    """Raises UsageError when the decision cannot be undone now."""
    at = next((n for n, one in enumerate(known) if one.id == id), None)
    if at is None:
        raise UsageError(f"there is no decision {id!r}", remedy="`whimbrel decisions` lists them")
    undone = undone_ids(known)
    if known[at].verb == "undo":
        raise UsageError(f"{id} is itself an undoing", remedy="decide again what it undid")
    if id in undone:
        raise UsageError(f"{id} was undone before", remedy="decide it again if it should hold")
    head = known[at].head
    made = head.id if head and known[at].verb != "merge" else ""
    for later in known[at + 1 :] if made else ():
        if later.verb != "undo" and later.id not in undone and made in (later.subject, *later.objects):
            raise UsageError(f"{later.id} was decided of {made}, which {id} made", remedy=f"undo {later.id} first")


def _file_anew(connection: Connection, now: Identities, ids: Iterable[str]) -> None:
    """Writes the rows of parties and speakers anew of all claims in which one of these ids takes part or speaks."""
    wanted = sorted(ids)
    found: set[str] = set()
    for at in range(0, len(wanted), _BATCH):
        where = participants.c.id.in_(wanted[at : at + _BATCH])
        found |= {row[0] for row in connection.execute(select(participants.c.claim).where(where))}
        said = claim_speakers.c.actor.in_(wanted[at : at + _BATCH])
        found |= {row[0] for row in connection.execute(select(claim_speakers.c.claim).where(said))}
    ordered = sorted(found)
    for at in range(0, len(ordered), _BATCH):
        batch = ordered[at : at + _BATCH]
        read = [loads(Claim, body) for body in connection.scalars(select(claims.c.body).where(claims.c.id.in_(batch)))]
        for table, rows_of in ((participants, participant_rows), (claim_speakers, speaker_rows)):
            rows = [row for claim in read for row in rows_of(claim, now)]
            gone = delete(table).where(table.c.claim == bindparam("gone"))
            connection.execute(gone, [{"gone": claim} for claim in batch])
            if rows:
                connection.execute(insert(table), rows)
        _make_stale(connection, batch)


def _make_stale(connection: Connection, claim_ids: Sequence[str]) -> None:
    """Notes that events were made of these claims as they were before."""
    for at in range(0, len(claim_ids), _BATCH):
        told = select(claims.c.report).where(claims.c.id.in_(claim_ids[at : at + _BATCH]))
        connection.execute(update(lineages).where(lineages.c.report.in_(told)).values(stale=True))


def decision_record(one: Decision) -> dict[str, Any]:
    """A decision as a plain dict, every key always there: the form of `decisions --format ndjson`."""
    head = {"country": None, "sector": "", **encoder(Head)(one.head)} if one.head else None
    return {
        "id": one.id,
        "verb": one.verb,
        "subject": one.subject,
        "objects": list(one.objects),
        "sides": [list(side) for side in one.sides],
        "head": head,
        "row": dict(sorted(one.row.items())),
        "who": one.who,
        "at": one.at,
        "note": one.note,
    }


def read_decisions(lines: Iterable[str], where: str = "") -> list[Decision]:
    """Decisions from NDJSON as `decision_record` gives them; keys that are not known are left out.

    Raises UsageError, with the line, for anything else.
    """
    found: list[Decision] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{where}:{number}" if where else f"line {number}"
        try:
            if len(line) > _LONGEST_LINE:
                raise ValueError("too long")
            given = json.loads(line)
            plain = {
                key: given[key] for key in ("id", "verb", "subject", "objects", "head", "row", "who", "at", "note")
            }
            plain["sides"] = given.get("sides", [])  # files of older versions have none
            if not isinstance(plain["objects"], list) or not isinstance(plain["sides"], list):
                raise ValueError("objects or sides are no list")
            one: Decision = decoder(Decision)(plain)
            _check_shape(one)
        except (ValueError, KeyError, TypeError, AttributeError, WhimbrelError) as error:
            remedy = "nothing was imported; give a file that `whimbrel decisions --format ndjson` wrote"
            raise UsageError(f"no decision: {str(error)[:120]}", where=place, remedy=remedy) from error
        found.append(one)
    return found


def _check_shape(one: Decision) -> None:
    """Raises ValueError for a decision that no command could have made."""
    if one.verb in ABOUT_EVENTS:
        _check_event_shape(one)
        return
    if one.sides:
        raise ValueError("sides belong to decisions about events alone")
    texts = (one.id, one.verb, one.subject, one.who, one.at, one.note, *one.objects, *one.row, *one.row.values())
    if one.head:
        texts += (one.head.id, one.head.name, one.head.sector, one.head.country or "")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a text is none")
    needs = {"merge": (True, True), "split": (True, True), "promote": (False, True), "undo": (False, False)}
    if one.verb not in needs:
        raise ValueError(f"there is no verb {one.verb!r}")
    if not one.id or not one.subject or (bool(one.objects), bool(one.head)) != needs[one.verb]:
        raise ValueError(f"a {one.verb} wants other fields")
    if one.head and (not one.head.id or not one.head.name):
        raise ValueError("a head without id or name")
    if one.verb == "merge" and one.subject in one.objects:
        raise ValueError("an actor merged with itself")
    if bool(one.row) is not (one.verb == "promote"):
        raise ValueError("a row belongs to a promotion alone")
    if one.head and one.row:
        columns = set(PERSON_COLUMNS if one.head.kind is ActorKind.PERSON else GROUP_COLUMNS)
        if set(one.row) != columns or one.row["id"] != one.head.id or not one.head.id.startswith(OWN):
            raise ValueError("a row that does not fit")
        parse_roles(one.row.get("roles", ""), "roles")


def _check_event_shape(one: Decision) -> None:
    texts = (one.id, one.verb, one.subject, one.who, one.at, one.note, *one.objects, *one.row, *one.row.values())
    if not all(isinstance(text, str) for text in texts) or not one.id or not one.subject or one.head:
        raise ValueError("a field that does not fit")
    wanted = 2 if one.verb in ("same", "different") else 1
    sides = [set(side) for side in one.sides]
    plain = all(isinstance(id, str) and id for side in sides for id in side)
    if len(sides) != wanted or not all(sides) or not plain:
        raise ValueError(f"a {one.verb} wants claims on {wanted} side{'s' if wanted > 1 else ''}")
    if wanted == 2 and sides[0] & sides[1]:
        raise ValueError("a claim on both sides")
    if set(one.row) != ({"field", "noun", "value", "label"} if one.verb == "edit" else set()):
        raise ValueError(f"a {one.verb} wants another row")
