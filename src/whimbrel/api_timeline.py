"""The part of the Python API that puts an actor's doings in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from whimbrel.chronicle import Chronicle as Store
from whimbrel.export.moments import moment_record
from whimbrel.export.record import Record

if TYPE_CHECKING:
    from whimbrel.timelining import Moment


class TimelineApi(Store):
    """The part of `whimbrel.api.Chronicle` that is about timelines."""

    def timeline(
        self,
        actor: str,
        *,
        since: date | None = None,
        until: date | None = None,
        read: bool = False,
        whole: bool = False,
    ) -> list[Moment]:
        """What an actor, given by id or name, did and underwent, earliest first; what has no known day comes last.

        With `read` the stored texts are read for what no event of the record tells; that loads the models. `whole` also
        gives events that are denied, threatened, called for or supposed. Raises UsageError when nobody, or more than
        one, is so called.
        """
        from whimbrel.timelining import event_moments, find_actor, further_moments, in_order  # noqa: PLC0415

        entry = find_actor(self, actor)
        moments = list(event_moments(self, entry.id, since, until, whole=whole))
        if read:
            from whimbrel.knowing import knowledge_of  # noqa: PLC0415 - loads the models

            spellings = [entry.name, *(text for text, _ in entry.spellings if text[:1].isupper())]
            moments += further_moments(self.reports(), entry.name, spellings, self.claims(), knowledge_of(self))
        return in_order(moments, since, until)

    def timeline_records(
        self,
        actor: str,
        *,
        since: date | None = None,
        until: date | None = None,
        read: bool = False,
        whole: bool = False,
    ) -> Iterator[Record]:
        """The same as `timeline`, as plain dicts."""
        return map(moment_record, self.timeline(actor, since=since, until=until, read=read, whole=whole))
