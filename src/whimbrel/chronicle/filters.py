"""What a listing of events may be narrowed by, and the SQL for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, or_, select, true

from whimbrel.chronicle.codec import clean_text
from whimbrel.chronicle.schema import claim_places, event_claims, event_participants, events, participants

UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Every condition that is given must hold.

    `since` and `until` keep events whose days may overlap them (events without any known day never do). `actor` is an
    id, or words of a name or mention; `place` an id, an alpha-3 country or words of a name; in any case.
    `status` may be several, with commas between. `sources_min` counts outlets; a report of no known outlet counts for
    itself. `text` looks in names and quoted words; `conflicts` keeps events on which sources differ; `checked` those
    that somebody called "right" or "wrong", or, with "unchecked" among its words, nobody did; `actor_id` is matched
    exactly, over records and claims; `ids` keeps events of exactly these ids.
    """

    since: date | None = None
    until: date | None = None
    actor: str = ""
    place: str = ""
    type: str = ""
    status: str = ""
    sources_min: int = 0
    text: str = ""
    conflicts: bool = False
    checked: tuple[str, ...] = ()
    actor_id: str = ""
    ids: tuple[str, ...] = ()

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses asked for; none for any."""
        return tuple(word.strip().lower() for word in self.status.split(",") if word.strip())


def fold(text: str) -> str:
    """Text as the search columns hold it."""
    return " ".join(clean_text(text).casefold().split())


def conditions(wanted: EventFilter) -> ColumnElement[bool]:
    """The WHERE clause over `events`."""
    parts: list[ColumnElement[bool]] = []
    if wanted.ids:
        parts.append(events.c.id.in_(wanted.ids))
    if wanted.since or wanted.until:
        parts.append(or_(events.c.earliest.is_not(None), events.c.latest.is_not(None)))
    if wanted.since:
        parts.append(or_(events.c.latest.is_(None), events.c.latest >= wanted.since.isoformat()))
    if wanted.until:
        parts.append(or_(events.c.earliest.is_(None), events.c.earliest <= wanted.until.isoformat()))
    if wanted.type:
        name, _, mode = wanted.type.partition("/")
        parts.append(events.c.type == name.upper())
        if mode:
            parts.append(events.c.mode == mode.lower())
    if wanted.status:
        parts.append(events.c.status.in_(wanted.statuses))
    if wanted.sources_min > 1:
        parts.append(events.c.sources >= wanted.sources_min)
    if wanted.conflicts:
        parts.append(events.c.conflicts > 0)
    if wanted.checked:
        parts.append(events.c.checked.in_(["" if word == UNCHECKED else word for word in wanted.checked]))
    if wanted.text:
        parts.extend(_contains(events.c.folded, word) for word in fold(wanted.text).split())
    if wanted.actor:
        parts.append(_actor(wanted.actor))
    if wanted.actor_id:
        parts.append(_actor(wanted.actor_id, exact=True))
    if wanted.place:
        parts.append(_place(wanted.place))
    return and_(true(), *parts)


def _contains(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    return column.contains(words, autoescape=True)


def _actor(wanted: str, *, exact: bool = False) -> ColumnElement[bool]:
    def is_wanted(table: Table) -> ColumnElement[bool]:
        same = table.c.id == wanted
        return same if exact else or_(same, _contains(table.c.folded, fold(wanted)))

    # Whoever is once called so is meant wherever it takes part, under whatever name.
    meant = select(participants.c.id).where(is_wanted(participants))
    in_record = select(event_participants.c.event).where(
        or_(is_wanted(event_participants), event_participants.c.id.in_(meant))
    )
    in_claims = (
        select(event_claims.c.event)
        .join(participants, participants.c.claim == event_claims.c.claim)
        .where(participants.c.id.in_(meant))
    )
    return events.c.id.in_(in_record.union(in_claims))


def _place(wanted: str) -> ColumnElement[bool]:
    found = (
        select(event_claims.c.event)
        .join(claim_places, claim_places.c.claim == event_claims.c.claim)
        .where(
            or_(
                claim_places.c.id == wanted,
                claim_places.c.country == wanted.upper(),
                _contains(claim_places.c.folded, fold(wanted)),
            )
        )
    )
    return events.c.id.in_(found)
