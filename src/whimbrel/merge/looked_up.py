"""Evidence that is looked up when it is first asked for, as nobody knows beforehand who will be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge.parties import kin_of
from whimbrel.merge.state import MergeState


class Kin(Mapping[str, frozenset[str]]):
    """Participant id → the bodies that the participant belongs to."""

    def __init__(self, almanac: Almanac) -> None:
        self._almanac = almanac
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, id: str) -> frozenset[str]:
        found = self._known.get(id)
        if found is None:
            found = self._known[id] = kin_of(id, self._almanac)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class LineageOf(Mapping[str, str]):
    """Report id → its lineage, as filed at the moment of asking."""

    def __init__(self, state: MergeState) -> None:
        self._state = state

    def __getitem__(self, report: str) -> str:
        found = self._state.lineage(report)
        if found is None:
            raise KeyError(report)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
