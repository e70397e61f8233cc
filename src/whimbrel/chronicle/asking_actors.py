"""What a chronicle answers about those who take part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whimbrel.almanac.table import Row
from whimbrel.chronicle import actors, parties, reading, strangers
from whimbrel.chronicle.actors import ActorEntry
from whimbrel.chronicle.connected import Connected
from whimbrel.chronicle.decisions import own_rows
from whimbrel.chronicle.identity import Head
from whimbrel.chronicle.parties import Face, Met, Portrait
from whimbrel.chronicle.unknown import Cluster, clusters
from whimbrel.chronicle.words import OutletWord, outlet_words
from whimbrel.model import Participant


class AskingActors(Connected):
    """The part of the store that is asked for actors."""

    def actors(self, *, words: bool = True) -> Iterator[ActorEntry]:
        """Everyone who takes part, most events first. Private persons who only suffered something are left out.

        Without `words` what outlets call them is not looked up, which takes most of the time.
        """
        return actors.all_actors(self._fetch, words=words)

    def actor(self, id: str) -> ActorEntry:
        """The actor whose id is `id` or alone begins with it; merged ids lead to their actor. Raises UsageError."""
        return actors.one_actor(self._fetch, self.identities().of(id))

    def faces(self, ids: Sequence[str]) -> dict[str, Face]:
        """What actors of exactly these ids are: kind, country and sector."""
        return parties.faces(self._fetch, ids)

    def public(self, ids: Sequence[str]) -> set[str]:
        """Which of these actors may be listed: all but private persons who only suffered something."""
        return parties.public(self._fetch, ids)

    def portrait(self, id: str, *, most: int = 600) -> Portrait:
        """How the actor of exactly this id is written, by at most so many of its mentions."""
        return parties.portrait(self._fetch, id, most)

    def mentions_of(self, id: str) -> int:
        """In how many places of claims the actor of exactly this id stands."""
        return parties.mentions_of(self._fetch, id)

    def outlet_words(self, id: str) -> tuple[OutletWord, ...]:
        """What the outlets call the actor of exactly this id, as far as it takes a side."""
        return outlet_words(self._fetch, [id]).get(id, ())

    def company(self, id: str, events: Sequence[str]) -> list[Met]:
        """Who takes part in these events of the actor of exactly this id, by type of event and side."""
        return parties.company(self._fetch, id, events)

    def party(self, id: str, *, exact: bool = False) -> Head | None:
        """Whoever takes part under this id, or alone begins with it unless `exact`; None for nobody.

        Private persons too, whom no listing has. Raises UsageError where more than one begins with it.
        """
        return actors.one_party(self._fetch, id, exact=exact)

    def mentions(self, id: str) -> list[Participant]:
        """Every mention of exactly this actor, as it was read: under the id that it had before any decision."""
        now = self.identities()
        found = reading.some_claims(self._fetch, reading.claims_with(id))
        sides = (who for claim in found for who in (*claim.actors, *claim.recipients))
        return [who for who in sides if now.of(who.id, who.text, who.name) == id]

    def unknown_actors(self) -> list[Cluster]:
        """Persons and bodies that no almanac knows, those who may be one together; most reports first."""
        return clusters(strangers.all_strangers(self._fetch))

    def own_actors(self) -> list[Row]:
        """The promoted actors, as rows of an almanac."""
        return own_rows(self.decisions())
