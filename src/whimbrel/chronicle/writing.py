"""Putting reports, claims and problems in. Each function runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, select

from whimbrel.chronicle.clock import utc_now
from whimbrel.chronicle.codec import clean_text, dumps
from whimbrel.chronicle.dialects import insert_rows
from whimbrel.chronicle.filters import fold
from whimbrel.chronicle.identity import Identities
from whimbrel.chronicle.links import link_rows
from whimbrel.chronicle.schema import (
    EVENTS_DUE,
    candidates,
    claim_links,
    claim_places,
    claim_speakers,
    claims,
    notes,
    participants,
    problems,
    reports,
)
from whimbrel.errors import UsageError
from whimbrel.model import Claim, Participant, Problem, Report
from whimbrel.report_version import version_of

_HAS = select(exists().where(reports.c.id == bindparam("id")))
_LAST_READ = select(reports.c.read_at).order_by(reports.c.seq.desc()).limit(1)
_IS_DUE = select(exists().where(notes.c.name == EVENTS_DUE))


def has_report(connection: Connection, id: str) -> bool:
    return bool(connection.scalar(_HAS, {"id": id}))


def same_report(connection: Connection, ids: Sequence[str], page: str, text: str) -> str | None:
    """The id of the stored report that has one of these ids, or this text of this page (if there is one)."""
    asked = select(reports.c.id).where(reports.c.id.in_(ids)).order_by(reports.c.seq).limit(1)
    found = connection.scalar(asked)
    if found is None and page:
        alike = select(reports.c.id).where(reports.c.page == clean_text(page), reports.c.text == clean_text(text))
        found = connection.scalar(alike.order_by(reports.c.seq).limit(1))
    return found


def add_reports(connection: Connection, told: Sequence[tuple[Report, Sequence[Claim]]], now: Identities) -> list[bool]:
    """Stores reports with their claims, parties filed as who they are `now`; False for one that is there: it stays."""
    for report, read in told:
        stray = next((claim.id for claim in read if claim.report != report.id), None)
        if stray is not None:
            remedy = "add each report with its own claims"
            raise UsageError(f"claim {stray} is not of report {report.id}", remedy=remedy)
    new: dict[str, tuple[Report, Sequence[Claim]]] = {}
    added: list[bool] = []
    for report, read in told:
        added.append(report.id not in new and not has_report(connection, report.id))
        if added[-1]:
            new[report.id] = (report, read)
    if new:
        _write(connection, list(new.values()), now)
        note_events_due(connection)
    return added


def _write(connection: Connection, told: Sequence[tuple[Report, Sequence[Claim]]], now: Identities) -> None:
    at = max(utc_now(), connection.scalar(_LAST_READ) or "")  # a clock may be set back
    insert_rows(connection, reports, [_report_row(report, at) for report, _ in told])
    read = [claim for _, own in told for claim in own]
    insert_rows(connection, claims, [_claim_row(claim) for claim in read])
    insert_rows(connection, participants, [row for claim in read for row in participant_rows(claim, now)])
    insert_rows(connection, claim_speakers, [row for claim in read for row in speaker_rows(claim, now)])
    insert_rows(connection, candidates, [row for claim in read for row in _candidate_rows(claim)])
    insert_rows(connection, claim_places, [row for claim in read for row in _place_rows(claim)])
    for _, own in told:
        known = {claim.id for claim in own}
        insert_rows(
            connection, claim_links, [row for claim in own for row in link_rows(claim) if row["other"] in known]
        )


def note_events_due(connection: Connection) -> None:
    """Notes that events must be made anew."""
    if not connection.scalar(_IS_DUE):
        connection.execute(insert(notes), {"name": EVENTS_DUE})


def add_problem(connection: Connection, problem: Problem) -> bool:
    """Stores a problem; False when this file and place already have one of this code."""
    row = {name: clean_text(getattr(problem, name)) for name in ("file", "position", "code", "message", "remedy")}
    same = exists().where(*(problems.c[name] == row[name] for name in ("file", "position", "code")))
    if connection.scalar(select(same)):
        return False
    connection.execute(insert(problems), row)
    return True


def _report_row(report: Report, at: str) -> dict[str, Any]:
    columns = {name: clean_text(getattr(report, name)) for name in ("file", "outlet", "url", "title", "text")}
    body = dumps(replace(report, text=""))
    columns |= {"text_hash": text_hash(columns["text"]), **version_columns(report)}
    return {"id": report.id, **columns, "body": body, "read_at": at}


def text_hash(text: str) -> str:
    """The SHA-256 of a text as it is stored, by which `whimbrel check` sees that it is still what was read."""
    return hashlib.sha256(text.encode()).hexdigest()


def version_columns(report: Report) -> dict[str, str]:
    """By what a report is known as a version of a page."""
    found = version_of(report)
    return {"page": clean_text(found.page), "original": clean_text(found.original), "moment": found.moment}


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "report": claim.report,
        "type": claim.type,
        "status": str(claim.status),
        "passage": str(claim.passage),
        "body": dumps(claim),
    }


def participant_rows(claim: Claim, now: Identities) -> list[dict[str, Any]]:
    """A row for each party of the claim as it was read, under the actor that it is now."""
    sides = (("actor", claim.actors), ("recipient", claim.recipients))
    return [
        {"claim": claim.id, "side": side, "position": at, **participant_columns(now.participant(who))}
        for side, found in sides
        for at, who in enumerate(found)
    ]


def speaker_rows(claim: Claim, now: Identities) -> list[dict[str, Any]]:
    """A row for each link of the chain of who says so, under the actor that it is now."""
    return [
        {
            "claim": claim.id,
            "position": at,
            "actor": clean_text(now.of(link.actor, link.text) if link.actor else ""),
            "folded": fold(clean_text(link.text)),
        }
        for at, link in enumerate(claim.says)
    ]


def _candidate_rows(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "claim": claim.id,
            "side": side,
            "position": at,
            "rank": rank,
            "id": clean_text(one.id),
            "name": clean_text(one.name),
            "score": one.score,
        }
        for side, found in (("actor", claim.actors), ("recipient", claim.recipients))
        for at, who in enumerate(found)
        for rank, one in enumerate(who.candidates)
    ]


def participant_columns(who: Participant) -> dict[str, Any]:
    return {
        "id": clean_text(who.id),
        "name": clean_text(who.name),
        "kind": str(who.kind),
        "country": who.country,
        "sector": who.sector,
        "title": clean_text(who.title),
        "text": clean_text(who.text),
        "folded": fold(clean_text(f"{who.name} {who.text}")),
    }


def _place_rows(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "claim": claim.id,
            "position": at,
            "id": clean_text(place.id),
            "country": place.country,
            "folded": fold(clean_text(f"{place.name} {place.text}")),
        }
        for at, place in enumerate(claim.places)
    ]
