"""From what a person asks to watch to a saved view: what cannot be is refused here, before it is stored."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from whimbrel.chronicle import Chronicle, EventFilter
from whimbrel.chronicle.views import SavedView
from whimbrel.errors import UsageError
from whimbrel.export.record import Record
from whimbrel.filter_words import FilterWords, as_text, from_text, wanted_by
from whimbrel.watching.address import check_address, where_of
from whimbrel.watching.signing import new_secret

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")  # goes into addresses and file names


def save_view(
    chronicle: Chronicle, name: str, words: FilterWords, *, webhook: str = "", allow_private: bool = False
) -> SavedView:
    """A new view of the events that the words ask for, and from now on what changes in it is told to the webhook.

    Raises UsageError for a name that is taken or none, a filter that cannot be, an address that is not to be called.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"a view cannot be called {name[:70]!r}", remedy="take up to 64 small letters, digits and hyphens"
        )
    wanted = wanted_by(words, "--")
    if webhook:
        check_address(webhook, allow_private=allow_private)
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    view = SavedView(name, as_text(words), made, webhook, new_secret() if webhook else "")
    with chronicle.saved_views() as views:
        return views.add(view, chronicle.as_now(wanted))


def filter_of(view: SavedView) -> EventFilter:
    """The filter of a view. Raises UsageError for one that a newer Whimbrel saved."""
    return wanted_by(from_text(view.wanted))


def view_record(chronicle: Chronicle, view: SavedView) -> Record:
    """A view as a plain dict. Of its webhook only the host is told: the rest may be a secret."""
    return {
        "name": view.name,
        "wanted": from_text(view.wanted).given(),
        "events": chronicle.number_of_events(filter_of(view)),
        "webhook": where_of(view.webhook) if view.webhook else None,
        "due": bool(view.webhook) and chronicle.last_change() > view.seen,
        "made": view.made,
    }
