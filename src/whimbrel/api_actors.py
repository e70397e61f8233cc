"""What the Python API does about actors: look them up, decide who is who, take decisions back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle import Decision, EventFilter
from whimbrel.chronicle.decisions import decision_record, read_decisions
from whimbrel.chronicle.identity import undone_ids
from whimbrel.export.actors import like_record, sheet_record, unknown_record
from whimbrel.export.record import Record

if TYPE_CHECKING:
    from whimbrel.almanac import Almanac


class ActorsApi(Store):
    """The part of `whimbrel.api.Chronicle` that is about actors.

    Each deciding method stores its decisions and makes the events anew, unless `remake` is false: then the next
    reading, or `remake_events`, does. `who` is by default the user of the machine. UsageError tells what cannot be.
    """

    def merge_actors(
        self, keep: str, *others: str, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on each of `others` is the actor `keep`: in every listing, record and merging of events."""
        from whimbrel.deciding import merge  # noqa: PLC0415

        return self._decided(merge(self, self._almanac(), keep, others), who, note, remake)

    def split_actor(
        self, id: str, *spellings: str, who: str = "", note: str = "", remake: bool = True
    ) -> list[Decision]:
        """From now on these spellings of the actor are an actor of their own, or the one they were read as."""
        from whimbrel.deciding import split  # noqa: PLC0415

        return self._decided([split(self, self._almanac(), id, spellings)], who, note, remake)

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
            self, self._almanac(), id, name=name, country=country, sector=sector, kind=kind, roles=roles
        )  # fmt: skip
        return self._decided([made], who, note, remake)

    def undo(self, id: str = "", *, who: str = "", note: str = "", remake: bool = True) -> list[Decision]:
        """Takes a decision back, by default the last in force."""
        from whimbrel.deciding import undo  # noqa: PLC0415

        return self._decided([undo(self, id)], who, note, remake)

    def import_decisions(self, lines: Iterable[str], where: str = "", *, remake: bool = True) -> list[Decision]:
        """Adds decisions from NDJSON, all or none; those that are here already are left out. `where` names the file."""
        added = self.decide(*read_decisions(lines, where))
        if added and remake:
            self.remake_events()
        return added

    def remake_events(self) -> int:
        """Makes the events anew from all claims, as decisions stand; how many changed."""
        from whimbrel.pipeline import remake_events  # noqa: PLC0415

        return remake_events(self)

    def decision_records(self) -> Iterator[Record]:
        """Every decision as a plain dict; `state` is in force, undone or "" for an undoing."""
        made = self.decisions()
        undone = undone_ids(made)
        for one in made:
            state = "" if one.verb == "undo" else "undone" if one.id in undone else "in force"
            yield {**decision_record(one), "state": state}

    def unknown_records(self) -> Iterator[Record]:
        """Those whom no almanac knows, who may be one together, and the known actors they may be."""
        from whimbrel.looking import likely  # noqa: PLC0415

        almanac = self._almanac()
        return (unknown_record(cluster, likely(cluster, almanac)) for cluster in self.unknown_actors())

    def actors_like(self, name: str) -> list[Record]:
        """Actors with a name like this one, in any script, with scores and their parts. Raises UsageError."""
        from whimbrel.looking import like  # noqa: PLC0415

        return [like_record(one) for one in like(name, self.actors(), self._almanac())]

    def actor_sheet(self, id: str) -> Record:
        """One actor in full: names, roles over time, spellings, like names, decisions, events. Raises UsageError."""
        from whimbrel.looking import sheet  # noqa: PLC0415

        found = sheet(self, self._almanac(), id)
        named = {one.id for one in found.decisions}
        told = [record for record in self.decision_records() if record["id"] in named]
        return sheet_record(found, told, (event.id for event in self.events(EventFilter(actor_id=found.entry.id))))

    def _decided(self, made: Sequence[Decision], who: str, note: str, remake: bool) -> list[Decision]:
        from whimbrel.deciding import signed  # noqa: PLC0415

        added = self.decide(*signed(made, who, note))
        if remake:
            self.remake_events()
        return added

    def _almanac(self) -> Almanac:
        from whimbrel.knowing import almanac_of  # noqa: PLC0415 - reads the data files

        return almanac_of(self)
