"""What every tool works with: the chronicle that is served, and what is loaded once and used by one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING

from whimbrel.api import Chronicle
from whimbrel.chronicle import ActorEntry
from whimbrel.model import Report

if TYPE_CHECKING:
    from whimbrel.almanac import Almanac
    from whimbrel.coder import Knowledge

Standing = tuple[int, int]  # numbers of changes and decisions: the same where nothing changed


@dataclass(slots=True)
class Desk:
    """A chronicle at work. Questions to the store run side by side; models and decisions take turns."""

    chronicle: Chronicle
    _turn: RLock = field(default_factory=RLock)
    _knowledge: Knowledge | None = None
    _known: tuple[Standing, Almanac, list[ActorEntry]] | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Alone among those that read texts or decide."""
        with self._turn:
            yield

    def knowledge(self) -> Knowledge:
        """What texts are read with; loaded when first asked. To be called within a `turn`."""
        from whimbrel.knowing import knowledge_of  # noqa: PLC0415 - the models

        self._knowledge = self._knowledge or knowledge_of(self.chronicle)
        return self._knowledge

    def everyone(self) -> tuple[Almanac, list[ActorEntry]]:
        """The almanac and the chronicle's actors; kept until something changes. To be called within a `turn`."""
        from whimbrel.knowing import almanac_of  # noqa: PLC0415 - reads the data files

        now = (self.chronicle.last_change(), len(self.chronicle.decisions()))
        if self._known is None or self._known[0] != now:
            self._known = (now, almanac_of(self.chronicle), list(self.chronicle.actors(words=False)))
        return self._known[1], self._known[2]


def outlet_of(report: Report) -> str:
    """What a report is called by: its outlet, or its file where that is not known."""
    return report.outlet or report.file or "an unnamed report"
