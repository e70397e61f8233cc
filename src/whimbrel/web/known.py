"""What is slow to load and seldom changes: the almanac of a chronicle, and what each of its actors is."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from whimbrel.almanac import Almanac
from whimbrel.api import Chronicle
from whimbrel.chronicle.outlines import Edge
from whimbrel.chronicle.parties import Face
from whimbrel.knowing import almanac_of


class Known:
    """Kept while nothing is decided: a decision may promote an actor into the almanac. Safe for several threads."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._lock = Lock()
        self._at = -1
        self._almanac: Almanac | None = None
        self._faces: dict[str, Face] = {}
        self._edge: Edge | None = None
        self._public: dict[str, bool] = {}

    def almanac(self) -> Almanac:
        """The almanac that the chronicle is read with, its own actors beside the shipped."""
        with self._lock:
            self._renew()
            if self._almanac is None:
                self._almanac = almanac_of(self._chronicle)
            return self._almanac

    def faces(self, ids: Sequence[str]) -> dict[str, Face]:
        """What each of these actors is; those that are in no claim are left out."""
        with self._lock:
            self._renew()
            self._faces |= self._chronicle.faces([id for id in ids if id not in self._faces])
            return {id: self._faces[id] for id in ids if id in self._faces}

    def public(self, ids: Sequence[str]) -> set[str]:
        """Which of these actors may be listed, as `chronicle.public` says: looked up once while nothing is written."""
        with self._lock:
            edge = self._chronicle.edge()
            if edge != self._edge:
                self._edge, self._public = edge, {}
            new = [id for id in ids if id not in self._public]
            shown = self._chronicle.public(new) if new else set()
            self._public |= {id: id in shown for id in new}
            return {id for id in ids if self._public[id]}

    def _renew(self) -> None:
        decision = self._chronicle.edge().decision
        if decision != self._at:
            self._at, self._almanac, self._faces = decision, None, {}
