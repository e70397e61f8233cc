"""What the Python API does about every decision: store it, take it back, list it, take it along."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from whimbrel.chronicle import Chronicle as Store
from whimbrel.chronicle import Decision
from whimbrel.chronicle.decisions import decision_record, read_decisions
from whimbrel.chronicle.identity import undone_ids
from whimbrel.export.record import Record

if TYPE_CHECKING:
    from whimbrel.almanac import Almanac


class DecisionsApi(Store):
    """The part of `whimbrel.api.Chronicle` that keeps what people decided, about actors and about events.

    Each deciding method stores its decisions and makes the events anew, unless `remake` is false: then the next
    reading, or `remake_events`, does. `who` is by default the user of the machine. UsageError tells what cannot be.
    """

    _kept_almanac: tuple[object, Almanac] | None = None  # with what it was loaded for

    def undo(self, id: str = "", *, who: str = "", note: str = "", remake: bool = True) -> list[Decision]:
        """Takes a decision back, by default the last in force."""
        from whimbrel.deciding import undo  # noqa: PLC0415

        return self._decided([undo(self, id)], who, note, remake)

    def import_decisions(self, lines: Iterable[str], where: str = "", *, remake: bool = True) -> list[Decision]:
        """Adds decisions from NDJSON, all or none; those that are here already are left out. `where` names the file."""
        from whimbrel.event_decisions import correction  # noqa: PLC0415 - merging

        read = read_decisions(lines, where)
        for one in read:
            if one.verb == "edit":
                correction(one)  # a value that could not be shown is refused here
        added = self.decide(*read)
        if added and remake:
            self.remake_events()
        return added

    def remake_events(self) -> int:
        """Brings the events up to date with reports and decisions; how many changed."""
        from whimbrel.remaking import bring_up_to_date  # noqa: PLC0415 - merging

        return bring_up_to_date(self, self.almanac())

    def decision_records(self) -> Iterator[Record]:
        """Every decision as a plain dict.

        `state` is "in force", "overruled" by another, "not here" where the claims it is about are not in this
        chronicle, "undone", or "" for an undoing.
        """
        from whimbrel.event_decisions import standing  # noqa: PLC0415 - merging

        made = self.decisions()
        undone = undone_ids(made)
        about = sorted({claim for one in made for side in one.sides for claim in side})
        shown = standing(made, self.claims_there(about), self.events_of(about)) if about else {}
        for one in made:
            state = "" if one.verb == "undo" else "undone" if one.id in undone else shown.get(one.id, "in force")
            yield {**decision_record(one), "state": state}

    def decisions_about(self, claims: Collection[str]) -> list[Record]:
        """The records of decisions about an event that holds these claims, oldest first."""
        own = set(claims)
        return [record for record in self.decision_records() if any(own.intersection(side) for side in record["sides"])]

    def _decided(self, made: Sequence[Decision], who: str, note: str, remake: bool) -> list[Decision]:
        from whimbrel.deciding import signed  # noqa: PLC0415

        added = self.decide(*signed(made, who, note))
        if remake:
            self.remake_events()
        return added

    def almanac(self) -> Almanac:
        """The almanac that the chronicle is read with: kept, as it takes half a second to load, while imports and own
        actors are the same."""
        from whimbrel.knowing import ALMANAC, almanac_of, imported  # noqa: PLC0415 - reads the data files

        own = tuple(tuple(sorted(row.cells.items())) for row in self.own_actors())
        path = imported(self, ALMANAC)
        key = (path, path and path.stat().st_mtime_ns, own)
        kept = self._kept_almanac
        if kept is None or kept[0] != key:
            kept = self._kept_almanac = (key, almanac_of(self))
        return kept[1]
