"""What a chronicle answers about events as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whimbrel.chronicle import doubts, links, outlines, reading, searching
from whimbrel.chronicle.connected import Connected
from whimbrel.chronicle.doubts import Doubt
from whimbrel.chronicle.filters import EventFilter
from whimbrel.chronicle.links import Following
from whimbrel.chronicle.outlines import Edge, Outline
from whimbrel.model import Event, Place


class AskingEvents(Connected):
    """The part of the store that is asked for events."""

    def events(
        self, wanted: EventFilter | None = None, *, after: tuple[str, str] | None = None
    ) -> Iterator[Event]:  # fmt: skip
        """Events that meet the filter: newest day first, those without a known day last.

        `after` is the day (`day_of`) and id of the event behind which to begin: what a listing went on from.
        """
        return reading.some_events(self._fetch, self.as_now(wanted), after)

    def as_now(self, wanted: EventFilter | None) -> EventFilter:
        """The filter with actors under the ids that they have by decisions."""
        asked, now = wanted or EventFilter(), self.identities()
        return replace(asked, actor=now.of(asked.actor), actor_id=now.of(asked.actor_id))

    def number_of_events(self, wanted: EventFilter | None = None) -> int:
        """How many events meet the filter."""
        return reading.number_of_events(self._fetch, self.as_now(wanted))

    def event(self, id: str) -> Event:
        """The event whose id is `id` or alone begins with it; merged ids lead to their heir. Raises UsageError."""
        return reading.one_event(self._fetch, id)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Events of exactly these ids, in this order; those that are gone are left out."""
        return reading.events_by_id(self._fetch, ids)

    def following(self, event: str) -> Following:
        """The events that are parts of the one of exactly this id, and those that are about it."""
        return links.following(self._fetch, event)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """For claims, by exact id, the ids of the events they belong to."""
        return reading.events_of_claims(self._fetch, claims)

    def places_by_id(self, ids: Sequence[str]) -> dict[str, Place]:
        """The places of exactly these ids where events are."""
        return reading.places_by_id(self._fetch, ids)

    def outlines(self, ids: Sequence[str] | None = None) -> Iterator[Outline]:
        """What events are listed, counted and narrowed by: of these exact ids, where they are, or of all."""
        return outlines.outlines(self._fetch, ids)

    def edge(self) -> Edge:
        """How far events and decisions have come: while it is the same, so are the outlines."""
        return outlines.edge(self._fetch)

    def changed_since(self, before: Edge) -> list[str]:
        """Ids of the events that were written, or went, after an edge."""
        return outlines.changed_since(self._fetch, before)

    def numbers_with(self, words: str) -> list[int]:
        """Numbers (as in outlines) of the events told in these words, each perhaps only begun."""
        return searching.numbers_with(self._fetch, words, self._engine.dialect.name)

    def doubts(self, ids: Sequence[str] | None = None) -> Iterator[Doubt]:
        """How sure it is that events happened, and what hangs on them: of these exact ids, or of all."""
        return doubts.doubts(self._fetch, ids)
