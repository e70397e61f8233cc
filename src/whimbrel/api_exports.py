"""The part of the Python API that writes a chronicle in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from whimbrel.behind import dossiers
from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle import EventFilter
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.choosing import Choice, Tally, check, choose, read_statuses
from whimbrel.export.formats.format import Edition
from whimbrel.export.formats.registry import find_format
from whimbrel.export.whole import whole_file
from whimbrel.model import Event


class ExportsApi(Store):
    """The part of `whimbrel.api.Chronicle` that writes for other programs."""

    def export(
        self,
        format: str,
        target: str | Path | BinaryIO,
        wanted: EventFilter | None = None,
        *,
        level: str = "",
        days: str = "",
        limit: int = 0,
        title: str = "Chronicle",
        address: str = "",
        made: datetime | None = None,
        events: Iterable[Event] | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> Tally:
        """Writes the events that meet the filter in a format, newest first, one at a time where the format can.

        Gives how many were written and, by reason, how many were left out because the format cannot say them. A filter
        by status says which it is to tell: else a format without a word for status gets only what happened or goes on.
        `events` stand in the place of those that the filter finds, for whoever has narrowed them in another way.
        `level` is event, claim or report for csv and parquet; `days` is "known" or "reported" where a format wants a
        day (`formats/days.py`); `limit` is how many events at most. `title` and `address` (where the chronicle is
        served) are for formats that tell of themselves, `made` their time, now by default. `on_progress` is told the
        number of events so far.

        A file is replaced only when all is written. Raises UsageError for an unknown format, level or way of dating,
        or a missing library, and OSError when the file cannot be written.
        """
        asked = wanted or EventFilter()
        found = find_format(format)
        choice = Choice(level, read_statuses(asked.statuses), days)
        check(found, choice)
        tally = Tally()
        chosen = choose(self.events(asked) if events is None else events, found, choice, tally)
        edition = Edition(title, made or datetime.now(UTC), version("whimbrel"), address)
        told = _watched(islice(chosen, limit) if limit else chosen, on_progress)
        write = found.levels.get(level or "event", found.write)
        bare = not found.sourced and level in ("", "event")
        behind = (Dossier(event, (), {}) for event in told) if bare else dossiers(self, told, linked=found.linked)
        if isinstance(target, str | Path):
            with whole_file(Path(target)) as out:
                write(behind, out, edition)
        else:
            write(behind, target, edition)
        return tally


def _watched(events: Iterator[Event], on_progress: Callable[[int], None] | None) -> Iterator[Event]:
    for number, event in enumerate(events, 1):
        if on_progress is not None:
            on_progress(number)
        yield event
