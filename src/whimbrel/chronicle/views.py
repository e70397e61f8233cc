"""Saved views: listings by name, with whom to tell of changes and how far that has come. All in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, literal, select, update

from whimbrel.chronicle.change_log import last_change
from whimbrel.chronicle.dialects import insert_new
from whimbrel.chronicle.filters import EventFilter, conditions
from whimbrel.chronicle.schema import events, saved_views, view_events
from whimbrel.errors import UsageError

_BATCH = 400


@dataclass(frozen=True, slots=True)
class SavedView:
    """A listing by name. `wanted` is its filter as JSON; `made` UTC, ISO 8601; `webhook` "" where nobody is told.

    `seen` is the number of the last change that was told of; `sending` of the last one of a delivery that was begun
    and not confirmed, 0 for none.
    """

    name: str
    wanted: str
    made: str
    webhook: str = ""
    secret: str = field(default="", repr=False)
    seen: int = 0
    sending: int = 0


class Views:
    """The saved views, to be looked at and changed in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[SavedView]:
        """Every view, by name."""
        return [_view(row) for row in self._fetch(select(saved_views).order_by(saved_views.c.name))]

    def get(self, name: str) -> SavedView:
        """Raises UsageError for a name that no view has."""
        found = self._fetch(select(saved_views).where(saved_views.c.name == name))
        if not found:
            raise UsageError(f"there is no view {name!r}", remedy="`whimbrel watch list` lists them")
        return _view(found[0])

    def add(self, view: SavedView, wanted: EventFilter) -> SavedView:
        """Adds a view whose receiver knows all that is in it now, and is told of what comes. Raises UsageError."""
        if self._fetch(select(saved_views.c.name).where(saved_views.c.name == view.name)):
            raise UsageError(f"there is a view {view.name!r} already", remedy="remove it first, or take another name")
        row = {**asdict(view), "seen": last_change(self._fetch), "sending": 0}
        self._connection.execute(insert(saved_views), row)
        now = select(literal(view.name), events.c.id).where(conditions(wanted))
        self._connection.execute(insert(view_events).from_select(["view", "event"], now))
        return SavedView(**row)

    def remove(self, name: str) -> SavedView:
        """Removes a view and what was noted of it. Raises UsageError for a name that none has."""
        view = self.get(name)
        self._connection.execute(delete(view_events).where(view_events.c.view == name))
        self._connection.execute(delete(saved_views).where(saved_views.c.name == name))
        return view

    def known(self, name: str, ids: Sequence[str]) -> set[str]:
        """Those of these events that the view's receiver knows of."""
        found: set[str] = set()
        for at in range(0, len(ids), _BATCH):
            own = (view_events.c.view == name, view_events.c.event.in_(ids[at : at + _BATCH]))
            found |= {row.event for row in self._fetch(select(view_events.c.event).where(*own))}
        return found

    def begin(self, name: str, upto: int) -> None:
        """Notes that the changes up to this number are being sent: what is sent again will be the same ones."""
        self._connection.execute(update(saved_views).where(saved_views.c.name == name).values(sending=upto))

    def finish(self, name: str, upto: int, came: Iterable[str] = (), left: Iterable[str] = ()) -> None:
        """Notes that the receiver knows of the changes up to this number: which events came and which left.

        Raises UsageError where the view is no more.
        """
        self.get(name)  # it may have been removed meanwhile
        own_row = (saved_views.c.name == name, saved_views.c.seen <= upto)
        self._connection.execute(update(saved_views).where(*own_row).values(seen=upto, sending=0))
        for event in sorted(left):
            own = (view_events.c.view == name, view_events.c.event == event)
            self._connection.execute(delete(view_events).where(*own))
        insert_new(self._connection, view_events, [{"view": name, "event": event} for event in sorted(came)])

    def _fetch(self, query: Any) -> list[Any]:
        return list(self._connection.execute(query))


def _view(row: Any) -> SavedView:
    return SavedView(row.name, row.wanted, row.made, row.webhook, row.secret, row.seen, row.sending)
