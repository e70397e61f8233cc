"""What became of events between two moments, told from the rows that are added whenever one changes.

A row holds what the event showed before it, so the state at any moment is what the first later row holds, or, where
there is none, the event as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from whimbrel.chronicle.codec import loads
from whimbrel.chronicle.reading import events_by_id
from whimbrel.chronicle.schema import claims, event_changes, participants, reports
from whimbrel.chronicle.shown import shown
from whimbrel.model import ActorKind, Event

_BATCH = 500
_THERE = frozenset({"changed", "merged", "gone"})  # changes of an event that was there before

Fetch = Callable[[Select[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """An event before and after, as it was shown (`chronicle.shown`); None where it was not there.

    `now` is the event as it is today, where it still is. `other` is the event that it was merged into, or split from;
    `unknown` says that what it showed before was not kept, since a Whimbrel of then did not.
    """

    id: str
    before: Event | None
    after: Event | None
    now: Event | None
    other: str = ""
    unknown: bool = False


def changes_between(fetch: Fetch, first: str, last: str | None) -> list[Change]:
    """What became of each event from `first` (inclusive) to `last` (exclusive; None for now), by id. Times as stored.

    Events that came and went in between are left out. An id is that of an event's smallest claim, so one more report
    may give an event another: where a new event took in one that was there, it is that event, changed.
    """
    rows = fetch(select(event_changes).where(event_changes.c.at >= first).order_by(event_changes.c.seq))
    of_event: dict[str, list[Any]] = {}
    for row in rows:
        of_event.setdefault(row.event, []).append(row)
    inside = {id: [row for row in found if last is None or row.at < last] for id, found in of_event.items()}
    touched = sorted(id for id, found in inside.items() if found)
    changes: dict[str, Change] = {}
    for at in range(0, len(touched), _BATCH):
        some = touched[at : at + _BATCH]
        today = {event.id: event for event in events_by_id(fetch, some)}
        found = (_change(id, of_event[id], inside[id], today.get(id)) for id in some)
        changes |= {change.id: change for change in found if change is not None}
    moved = {id: inside[id][-1].other for id in touched if inside[id][-1].change == "merged"}
    return _followed(changes, moved)


def _followed(changes: dict[str, Change], moved: Mapping[str, str]) -> list[Change]:
    """The same with every vanished event led to where its claims are, and new events that are old ones told as such."""
    taken_in: dict[str, list[Change]] = {}
    for change in changes.values():
        if change.after is None and change.other:
            taken_in.setdefault(_heir(change.other, moved), []).append(change)
    for heir, former in taken_in.items():
        for change in former:
            changes[change.id] = replace(change, other=heir)
        new = changes.get(heir)
        if new is not None and new.before is None:
            most = min(former, key=lambda one: (-len(one.before.claims) if one.before else 0, one.id))
            before = replace(most.before, claims=(), reports=()) if most.before else None
            changes[heir] = replace(new, before=before, other="", unknown=most.unknown)
            del changes[most.id]
    return [changes[id] for id in sorted(changes)]


def _heir(id: str, moved: Mapping[str, str]) -> str:
    passed: set[str] = set()
    while id in moved and id not in passed:
        passed.add(id)
        id = moved[id]
    return id


def _change(id: str, rows: Sequence[Any], inside: Sequence[Any], today: Event | None) -> Change | None:
    later = rows[len(inside) :]
    was_there = inside[0].change in _THERE
    is_there = later[0].change in _THERE if later else inside[-1].change not in ("merged", "gone")
    if not was_there and not is_there:
        return None
    before = _state(rows, today) if was_there else None
    if before is not None and not is_there and inside[-1].was:
        before = replace(before, claims=loads(Event, inside[-1].was).claims)
    return Change(
        id,
        before,
        _state(later, today) if is_there else None,
        today,
        inside[-1].other if not is_there else inside[0].other if not was_there else "",
        was_there and any(row.was is None for row in inside),
    )


def _state(later: Sequence[Any], today: Event | None) -> Event | None:
    """What the event showed before these rows; without any, it is the event of today with all that it rests on."""
    kept = next((row.was for row in later if row.was), None)
    if kept:
        return loads(Event, kept)
    return shown(today) if later and today else today


def new_parties(fetch: Fetch, first: str, last: str) -> set[str]:
    """Ids of those who take part in claims, the first of which were read in this time; described parties left out."""
    met = func.min(reports.c.read_at)
    query = (
        select(participants.c.id)
        .select_from(participants.join(claims, claims.c.id == participants.c.claim))
        .join(reports, reports.c.id == claims.c.report)
        .group_by(participants.c.id)
        .having(met >= first, met < last, func.min(participants.c.kind) != str(ActorKind.GROUP))
    )
    return {row.id for row in fetch(query) if not row.id.startswith("unsure:")}


def read_times(fetch: Fetch, ids: Sequence[str]) -> dict[str, str]:
    """When reports were read, by exact id; "" for those read by a Whimbrel that did not note it."""
    found: dict[str, str] = {}
    for at in range(0, len(ids), _BATCH):
        query = select(reports.c.id, reports.c.read_at).where(reports.c.id.in_(ids[at : at + _BATCH]))
        found.update({row.id: row.read_at for row in fetch(query)})
    return found
