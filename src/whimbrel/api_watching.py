"""What the Python API does about watching: saved views, and telling their webhooks what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle.views import SavedView
from whimbrel.export.dossier import Dossier
from whimbrel.export.record import Record
from whimbrel.export.whole import whole_file
from whimbrel.model import Event

if TYPE_CHECKING:
    from whimbrel.watching import Manner, Sent


class WatchingApi(Store):
    """The part of `whimbrel.api.Chronicle` that watches."""

    def watch(self, name: str, *, webhook: str = "", allow_private: bool = False, **asked: Any) -> SavedView:
        """Saves a view of events; from now on what changes in it is told to the webhook, where one is given.

        What is `asked` is written as on the command line: since, until, actor, place, type, status, sources_min, text,
        conflicts, checked. The view's `secret` signs what is sent. Raises UsageError for what cannot be.
        """
        from whimbrel.filter_words import FilterWords  # noqa: PLC0415 - the almanac
        from whimbrel.watching import save_view  # noqa: PLC0415

        return save_view(self, name, FilterWords(**asked), webhook=webhook, allow_private=allow_private)

    def unwatch(self, name: str) -> SavedView:
        """Removes a saved view. Raises UsageError for a name that none has."""
        with self.saved_views() as views:
            return views.remove(name)

    def view_records(self) -> Iterator[Record]:
        """The saved views as plain dicts, by name."""
        from whimbrel.watching import view_record  # noqa: PLC0415

        with self.saved_views(write=False) as views:
            found = views.all()
        return (view_record(self, view) for view in found)

    def tell_views(self, manner: Manner | None = None, *, name: str = "") -> Iterator[Sent]:
        """Tells the webhooks of all views, or of one, what they do not know yet; see `whimbrel.watching`."""
        from whimbrel.watching import tell_all  # noqa: PLC0415

        return tell_all(self, manner, name=name)

    def write_feed(self, name: str, target: str | Path | BinaryIO, *, address: str = "", limit: int = 50) -> int:
        """Writes the Atom feed of a saved view, the last changed events first; returns how many it holds.

        `address` is where the chronicle is served, without which entries have no links. A file is replaced only when
        the whole feed is written. Raises UsageError for a view that is not there, OSError for a file that cannot be.
        """
        from whimbrel.behind import dossiers  # noqa: PLC0415
        from whimbrel.watching import feed_of  # noqa: PLC0415

        def behind(events: Iterable[Event]) -> Iterator[Dossier]:
            return dossiers(self, events, linked=False)

        if isinstance(target, str | Path):
            with whole_file(Path(target)) as out:
                return feed_of(self, behind, name, out, address=address, most=limit)
        return feed_of(self, behind, name, target, address=address, most=limit)
