"""What the Python API does about actors: look them up, decide who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whimbrel.api_decisions import DecisionsApi
from whimbrel.chronicle import Decision, EventFilter
from whimbrel.export.actors import like_record, sheet_record, unknown_record
from whimbrel.export.record import Record


class ActorsApi(DecisionsApi):
    """The part of `whimbrel.api.Chronicle` that is about actors."""

    def merge_actors(
        self, keep: str, *others: str, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on each of `others` is the actor `keep`: in every listing, record and merging of events."""
        from whimbrel.deciding import merge  # noqa: PLC0415

        return self._decided(merge(self, self.almanac(), keep, others), who, note, remake)

    def split_actor(
        self, id: str, *spellings: str, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on these spellings of the actor are an actor of their own, or the one they were read as."""
        from whimbrel.deciding import split  # noqa: PLC0415

        return self._decided([split(self, self.almanac(), id, spellings)], who, note, remake)

    def promote(
        self,
        id: str,
        *,
        name: str = "",
        country: str = "",
        sector: str = "",
        kind: str = "",
        roles: Sequence[str] = (),
        who: str = "",
        note: str = "",
        remake: bool = True,
    ) -> list[Decision]:
        """An unknown actor gets an entry in the chronicle's own almanac, to which reports read later are linked."""
        from whimbrel.deciding import promote  # noqa: PLC0415

        made = promote(
            self, self.almanac(), id, name=name, country=country, sector=sector, kind=kind, roles=roles
        )  # fmt: skip
        return self._decided([made], who, note, remake)

    def unknown_records(self) -> Iterator[Record]:
        """Those whom no almanac knows, who may be one together, and the known actors they may be."""
        from whimbrel.looking import likely  # noqa: PLC0415

        almanac = self.almanac()
        return (unknown_record(cluster, likely(cluster, almanac)) for cluster in self.unknown_actors())

    def actors_like(self, name: str) -> list[Record]:
        """Actors with a name like this one, in any script, with scores and their parts. Raises UsageError."""
        from whimbrel.looking import like  # noqa: PLC0415

        return [like_record(one) for one in like(name, self.actors(words=False), self.almanac())]

    def actor_sheet(self, id: str) -> Record:
        """One actor in full: names, roles over time, spellings, like names, decisions, events. Raises UsageError."""
        from whimbrel.looking import sheet  # noqa: PLC0415

        found = sheet(self, self.almanac(), id)
        named = {one.id for one in found.decisions}
        told = [record for record in self.decision_records() if record["id"] in named]
        return sheet_record(found, told, (event.id for event in self.events(EventFilter(actor_id=found.entry.id))))
