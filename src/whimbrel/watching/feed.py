"""The Atom feed of a view: its events, the last changed first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import BinaryIO

from whimbrel.chronicle import Chronicle
from whimbrel.export.atom import FeedEntry, write_feed
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.format import Edition
from whimbrel.model import Event
from whimbrel.watching.saving import filter_of

MOST = 50

Dossiers = Callable[[Iterable[Event]], Iterator[Dossier]]


def feed_of(
    chronicle: Chronicle, dossiers: Dossiers, name: str, out: BinaryIO, *, address: str = "", most: int = MOST
) -> int:
    """Writes the feed of a view; returns how many events it holds.

    `dossiers` gives events with what is behind them; `address` is where the chronicle is served. Raises UsageError.
    """
    with chronicle.saved_views(write=False) as views:
        view = views.get(name)
    moved = {one.event: one for one in chronicle.lately_changed(filter_of(view), most=most)}
    events = chronicle.events_by_id(list(moved))
    entries = (
        FeedEntry(one, moved[one.event.id].first, moved[one.event.id].last) for one in dossiers(events)
    )  # fmt: skip
    edition = Edition(name, datetime.now(UTC), version("whimbrel"), address.rstrip("/"))
    return write_feed(out, name, entries, edition, made=view.made)
