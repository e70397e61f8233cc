"""What a chronicle answers about what became of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from whimbrel.chronicle import actors, change_log, changes, history, homes
from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.asking_events import AskingEvents
from whimbrel.chronicle.change_log import LoggedChange, Moved
from whimbrel.chronicle.changes import Change
from whimbrel.chronicle.clock import stamp
from whimbrel.chronicle.filters import EventFilter
from whimbrel.chronicle.history import PastChange
from whimbrel.chronicle.schema import reports


class AskingChanges(AskingEvents):
    """The part of the store that is asked what changed."""

    def change_log(
        self, *, after: int = 0, upto: int = 0, since: str = "", event: str = "", most: int = 500
    ) -> list[LoggedChange]:  # fmt: skip
        """What became of events, in order, at most so many: those numbered after one, and up to another where given.

        `since` is a moment as ISO 8601 in UTC, `event` an exact id.
        """
        return change_log.some_changes(self._fetch, after=after, upto=upto, since=since, event=event, most=most)

    def last_change(self) -> int:
        """The number of the last change, 0 where there was none."""
        return change_log.last_change(self._fetch)

    def lately_changed(self, wanted: EventFilter | None = None, *, most: int = 100) -> list[Moved]:
        """At most so many events that meet the filter, the last changed first, with when that was."""
        return change_log.lately_changed(self._fetch, self.as_now(wanted), most)

    def homes_now(self, ids: Sequence[str]) -> dict[str, str]:
        """Where these exact ids of events lead today; those that lead nowhere are left out."""
        return homes.homes_now(self._fetch, ids)

    def changes(self, since: datetime, until: datetime | None = None) -> list[Change]:
        """What became of each event from `since` up to, not with, `until`: what it showed before and after."""
        return changes.changes_between(self._fetch, stamp(since), stamp(until) if until else None)

    def new_actors(self, since: datetime, until: datetime, most: int = 0) -> tuple[int, list[ActorEntry]]:
        """How many actors are first named in reports read in this time, and those with most events; described parties
        ("gunmen") are left out, and `most` is 0 for all."""
        new = changes.new_parties(self._fetch, stamp(since), stamp(until))
        return actors.some_actors(self._fetch, new, most)

    def reports_read(self, since: datetime, until: datetime) -> int:
        """How many reports were read in this time."""
        times = reports.c.read_at
        query = select(func.count()).where(times >= stamp(since), times < stamp(until))
        return int(self._fetch(query.select_from(reports))[0][0])

    def read_times(self, ids: Sequence[str]) -> dict[str, str]:
        """When the reports of these exact ids were read (UTC, ISO 8601); "" where that was not noted."""
        return changes.read_times(self._fetch, ids)

    def history(self, event: str, *, most: int = 50) -> list[PastChange]:
        """What became of the event of exactly this id, and of those that are in it now: the latest first."""
        return history.history(self._fetch, event, most)
