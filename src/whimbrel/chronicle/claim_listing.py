"""Claims page by page, the last read first, narrowed by what they tell and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.dialects import holds_word
from whimbrel.chronicle.filters import fold
from whimbrel.chronicle.schema import claim_speakers, claims, event_claims, participants, reports
from whimbrel.model import Claim

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Every condition that is given must hold.

    `speaker` is an actor's id or words of how a speaker is named, `actor` an id on either side. `said` keeps claims
    that somebody other than the outlet answers for.
    """

    type: str = ""
    status: str = ""
    passage: str = ""
    report: str = ""
    event: str = ""
    speaker: str = ""
    actor: str = ""
    outlet: str = ""
    said: bool = False


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`next` is the number before which the next page begins, 0 for none."""

    claims: tuple[Claim, ...]
    next: int


def claim_page(fetch: Fetch, wanted: ClaimFilter, before: int, limit: int) -> ClaimPage:
    """At most `limit` claims whose number is below `before` (0: from the last on)."""
    query = select(claims.c.seq, claims.c.body).where(*_conditions(fetch, wanted))
    if before:
        query = query.where(claims.c.seq < before)
    rows = fetch(query.order_by(claims.c.seq.desc()).limit(limit + 1))
    shown = rows[:limit]
    return ClaimPage(tuple(loads(Claim, row.body) for row in shown), shown[-1].seq if len(rows) > limit else 0)


def reports_mentioning(
    fetch: Fetch, words: Sequence[str], actor: str, before: int, limit: int
) -> tuple[list[str], int]:
    """Ids of reports whose text holds all of some words and in which an actor takes part or speaks ("" for any).

    The last read first, from the number `before` on downwards; and where the next page begins, 0 for nowhere.
    """
    wanted = [holds_word(reports.c.text, word) for word in words]
    if actor:
        told = select(claims.c.report).join(participants, participants.c.claim == claims.c.id)
        said = select(claims.c.report).join(claim_speakers, claim_speakers.c.claim == claims.c.id)
        told, said = told.where(participants.c.id == actor), said.where(claim_speakers.c.actor == actor)
        wanted.append(reports.c.id.in_(told.union(said)))
    if before:
        wanted.append(reports.c.seq < before)
    rows = fetch(
        select(reports.c.seq, reports.c.id).where(true(), *wanted).order_by(reports.c.seq.desc()).limit(limit + 1)
    )
    return [row.id for row in rows[:limit]], rows[limit - 1].seq if len(rows) > limit else 0


def claims_found(fetch: Fetch, wanted: ClaimFilter, most: int) -> int:
    """How many claims fit, counted up to `most`."""
    some = select(claims.c.seq).where(*_conditions(fetch, wanted)).limit(most).subquery()
    return int(fetch(select(func.count()).select_from(some))[0][0])


def _conditions(fetch: Fetch, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [true()]
    plain = {"type": wanted.type, "status": wanted.status, "passage": wanted.passage, "report": wanted.report}
    found += [claims.c[name] == value for name, value in plain.items() if value]
    if wanted.event:
        found.append(claims.c.id.in_(select(event_claims.c.claim).where(event_claims.c.event == wanted.event)))
    if wanted.outlet:
        found.append(claims.c.report.in_(select(reports.c.id).where(reports.c.outlet == wanted.outlet)))
    if wanted.actor:
        found.append(claims.c.id.in_(select(participants.c.claim).where(participants.c.id == wanted.actor)))
    if wanted.speaker:
        meant = claim_speakers.c.actor == wanted.speaker
        if not fetch(select(claim_speakers.c.claim).where(meant).limit(1)):  # no actor's id: words of a name
            words = fold(wanted.speaker).split()
            meant = and_(true(), *(claim_speakers.c.folded.contains(word, autoescape=True) for word in words))
        found.append(claims.c.id.in_(select(claim_speakers.c.claim).where(meant)))
    elif wanted.said:
        found.append(exists().where(claim_speakers.c.claim == claims.c.id))
    return found
