"""Getting nouns out again, page by page, so that no listing holds more than a few hundred at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, literal, or_, select, true

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.dialects import holds_word, json_part
from whimbrel.chronicle.filters import EventFilter, conditions
from whimbrel.chronicle.links import with_links
from whimbrel.chronicle.schema import (
    candidates,
    claims,
    event_claims,
    events,
    participants,
    problems,
    redirects,
    reports,
)
from whimbrel.errors import UsageError
from whimbrel.model import Claim, Event, Place, Problem, Report

_PAGE = 500
_FIRST_PAGE = 50
_TEXTS = 20  # texts may be large
_HIGHEST = "\U0010ffff"

T = TypeVar("T")
Fetch = Callable[[Select[Any]], list[Any]]


def all_reports(fetch: Fetch, *, text: bool) -> Iterator[Report]:
    """Reports in the order they were read; without their text and passages when `text` is false."""
    columns = (reports.c.seq, reports.c.body, reports.c.text) if text else (reports.c.seq, reports.c.body)
    for row in _by_seq(fetch, select(*columns), reports, _TEXTS if text else _PAGE):
        report = loads(Report, row.body)
        yield replace(report, text=row.text) if text else replace(report, passages=())


def one_report(fetch: Fetch, id: str, *, text: bool) -> Report:
    columns = (reports.c.id, reports.c.body, reports.c.text) if text else (reports.c.id, reports.c.body)
    row = _one(fetch, select(*columns), reports, id, "report")
    report = loads(Report, row.body)
    return replace(report, text=row.text) if text else replace(report, passages=())


def reports_with(fetch: Fetch, words: Sequence[str], least: int, most: int) -> list[str]:
    """Ids of reports whose text holds `least` or more of some words, those with most of them first."""
    if not words:
        return []
    hits = sum((case((holds_word(reports.c.text, word), 1), else_=0) for word in words), start=literal(0))
    asked = select(reports.c.id).where(hits >= least).order_by(hits.desc(), reports.c.id).limit(most)
    return [str(row.id) for row in fetch(asked)]


def some_claims(fetch: Fetch, *wanted: ColumnElement[bool]) -> Iterator[Claim]:
    """Claims in the order they were read."""
    for row in _by_seq(fetch, select(claims.c.seq, claims.c.body).where(true(), *wanted), claims):
        yield loads(Claim, row.body)


def claims_of_event(event: str) -> ColumnElement[bool]:
    return claims.c.id.in_(select(event_claims.c.claim).where(event_claims.c.event == event))


def claims_with(actor: str) -> ColumnElement[bool]:
    return claims.c.id.in_(select(participants.c.claim).where(participants.c.id == actor))


def claims_maybe_with(actor: str) -> ColumnElement[bool]:
    """Claims in which a name may stand for this actor, and was not taken for it."""
    doubted = and_(
        participants.c.claim == candidates.c.claim,
        participants.c.side == candidates.c.side,
        participants.c.position == candidates.c.position,
        participants.c.id != actor,
    )
    return claims.c.id.in_(select(candidates.c.claim).join(participants, doubted).where(candidates.c.id == actor))


def one_claim(fetch: Fetch, id: str) -> Claim:
    return loads(Claim, _one(fetch, select(claims.c.id, claims.c.body), claims, id, "claim").body)


def claims_there(fetch: Fetch, ids: Sequence[str]) -> set[str]:
    """Which of these ids, taken exactly, are claims."""
    found: set[str] = set()
    for at in range(0, len(ids), _PAGE):
        found |= {row.id for row in fetch(select(claims.c.id).where(claims.c.id.in_(ids[at : at + _PAGE])))}
    return found


def events_of_claims(fetch: Fetch, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(ids), _PAGE):
        batch = ids[at : at + _PAGE]
        rows = fetch(select(event_claims.c.claim, event_claims.c.event).where(event_claims.c.claim.in_(batch)))
        found.update({row.claim: row.event for row in rows})
    return found


def some_events(fetch: Fetch, wanted: EventFilter, after: tuple[str, str] | None = None) -> Iterator[Event]:
    """Events that meet the filter: newest day first, those without a known day last.

    `after` is the day and id of an event (`day_of`) behind which to begin, whether it is still there or not.
    """
    query = select(events.c.day, events.c.id, events.c.body).where(conditions(wanted))
    query = query.order_by(events.c.day.desc(), events.c.id)
    behind = _behind(*after) if after else true()
    size = _FIRST_PAGE
    while rows := fetch(query.where(behind).limit(size)):
        size = min(2 * size, _PAGE)  # a listing cut short after a screenful need not have read more
        yield from with_links(fetch, [loads(Event, row.body) for row in rows])
        behind = _behind(rows[-1].day, rows[-1].id)


def _behind(day: str, id: str) -> ColumnElement[bool]:
    return or_(events.c.day < day, and_(events.c.day == day, events.c.id > id))


def number_of_events(fetch: Fetch, wanted: EventFilter) -> int:
    return int(fetch(select(func.count()).select_from(events).where(conditions(wanted)))[0][0])


def events_by_id(fetch: Fetch, ids: Sequence[str]) -> list[Event]:
    """Events of exactly these ids, in this order; those that are gone are left out."""
    found: dict[str, Event] = {}
    for at in range(0, len(ids), _PAGE):
        rows = fetch(select(events.c.body).where(events.c.id.in_(ids[at : at + _PAGE])))
        found |= {event.id: event for event in with_links(fetch, [loads(Event, row.body) for row in rows])}
    return [found[id] for id in ids if id in found]


def places_by_id(fetch: Fetch, ids: Sequence[str]) -> dict[str, Place]:
    """Places of exactly these ids, as some event has them; those that no event has are left out."""
    found: dict[str, Place] = {}
    for at in range(0, len(ids), _PAGE):
        some = select(func.min(events.c.id)).where(events.c.place.in_(ids[at : at + _PAGE])).group_by(events.c.place)
        for (body,) in fetch(select(json_part(events.c.body, "place")).where(events.c.id.in_(some))):
            place = loads(Place, body)
            found[place.id] = place
    return found


def one_event(fetch: Fetch, id: str) -> Event:
    """The event of this id or unique beginning of one; an id that was merged away leads to its heir."""
    query = select(events.c.id, events.c.body)
    if not _starting(fetch, query, events.c.id, id):
        old = _starting(fetch, select(redirects.c.old), redirects.c.old, id)
        heirs = {heir for row in old if (heir := _heir(fetch, row.old))}
        id = heirs.pop() if len(heirs) == 1 else id
    return with_links(fetch, [loads(Event, _one(fetch, query, events, id, "event").body)])[0]


def _heir(fetch: Fetch, id: str) -> str:
    """The event that an id which is gone leads to, over ids that went since; "" for none. The way has no rings: an id
    that is an event again leads nowhere."""
    passed = {id}
    while moved := fetch(select(redirects.c.new).where(redirects.c.old == id)):
        id = moved[0].new
        if id in passed:
            return ""
        passed.add(id)
    return id if fetch(select(events.c.id).where(events.c.id == id)) else ""


def all_problems(fetch: Fetch) -> Iterator[Problem]:
    names = ("file", "position", "code", "message", "remedy")
    for row in _by_seq(fetch, select(problems), problems):
        yield Problem(*(getattr(row, name) for name in names))


def _by_seq(fetch: Fetch, query: Select[Any], table: Table, size: int = _PAGE) -> Iterator[Any]:
    query = query.order_by(table.c.seq).limit(size)
    last = 0
    while rows := fetch(query.where(table.c.seq > last)):
        yield from rows
        last = rows[-1].seq


def _starting(fetch: Fetch, query: Select[Any], column: ColumnElement[str], prefix: str) -> list[Any]:
    if not prefix:
        return []
    return fetch(query.where(column >= prefix, column < prefix + _HIGHEST).order_by(column).limit(3))


def _one(fetch: Fetch, query: Select[Any], table: Table, id: str, noun: str) -> Any:
    """The row whose id is, or alone begins with, `id`. Raises UsageError when there is none or more than one."""
    found = _starting(fetch, query, table.c.id, id)
    exact = [row for row in found if row.id == id]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise UsageError(f"there is no {noun} {id!r}", remedy=f"`whimbrel {noun}s` lists them")
    few = ", ".join(row.id for row in found)
    raise UsageError(f"{id!r} fits more than one {noun}: {few} …", remedy="give more of the id")
