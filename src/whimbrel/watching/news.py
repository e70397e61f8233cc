"""What is new in a view: the changes since the last that its receiver knows of, one for each event."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import blake2b

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.change_log import LoggedChange
from whimbrel.chronicle.views import SavedView
from whimbrel.export.record import Record, event_record
from whimbrel.model import Event
from whimbrel.watching.saving import filter_of

MOST = 100  # changes looked at for one delivery


@dataclass(frozen=True, slots=True)
class Item:
    """What a receiver is told of one event.

    `change` is new (to the view), changed, left (it no longer meets the filter), merged (`other` is its heir) or gone;
    `event` is the event as it is now, None where the view no longer holds it.
    """

    change: str
    id: str
    at: str
    seq: int
    other: str = ""
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class News:
    """The items of one delivery; `key` is the same whenever the same changes are told again. `more` may follow."""

    view: SavedView
    upto: int
    items: tuple[Item, ...]
    more: bool

    @property
    def key(self) -> str:
        told = f"{self.view.name} {self.view.made} {self.view.seen} {self.upto}"
        return "msg_" + blake2b(told.encode(), digest_size=12).hexdigest()

    @property
    def came(self) -> list[str]:
        return [one.id for one in self.items if one.change == "new"]

    @property
    def left(self) -> list[str]:
        return [one.id for one in self.items if one.event is None]

    def record(self) -> Record:
        """The body of a delivery."""
        return {
            "type": "view.changed",
            "view": self.view.name,
            "key": self.key,
            "items": [
                {
                    "change": one.change,
                    "at": one.at,
                    "seq": one.seq,
                    "event": one.id,
                    "other": one.other or None,
                    "record": event_record(one.event) if one.event else None,
                }
                for one in self.items
            ],
            "more": self.more,
        }


def news(chronicle: Chronicle, view: SavedView) -> News | None:
    """What to tell next of a view; None where nothing changed since. A delivery that was begun is told again as it was,
    with events as they are now."""
    found = chronicle.change_log(after=view.seen, upto=view.sending, most=MOST)
    if not found:
        return None
    last: dict[str, LoggedChange] = {}
    for change in found:
        last.pop(change.event, None)  # so that each stands where it changed last
        last[change.event] = change
    ids = tuple(last)
    inside = {event.id: event for event in chronicle.events(replace(filter_of(view), ids=ids))}
    with chronicle.saved_views(write=False) as views:
        known = views.known(view.name, ids)
    items = (_item(change, inside.get(id), known) for id, change in last.items())
    upto = found[-1].seq
    return News(view, upto, tuple(one for one in items if one), chronicle.last_change() > upto)


def _item(change: LoggedChange, event: Event | None, known: Collection[str]) -> Item | None:
    """What a change is to a view; None where neither before nor after the event was in it."""
    if event is not None:
        word = "changed" if change.event in known else "new"
        other = change.other if change.change == "split" else ""
        return Item(word, change.event, change.at, change.seq, other, event)
    if change.event not in known:
        return None
    word = change.change if change.change in ("merged", "gone") else "left"
    return Item(word, change.event, change.at, change.seq, change.other if word == "merged" else "")
