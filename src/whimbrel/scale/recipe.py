"""What every worker reads with: where its knowledge lies and what day it is, small enough to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whimbrel.almanac.table import Row
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.knowing import ALMANAC, PLACES, imported


@dataclass(frozen=True, slots=True)
class Recipe:
    """The user's own files and actors beside the shipped knowledge, and the day of the run."""

    lexicon: Path | None
    shelf: Path | None
    places: Path | None
    own: tuple[Row, ...]
    today: date

    @classmethod
    def of(cls, chronicle: Chronicle, lexicon: str | Path | None = None, today: date | None = None) -> Recipe:
        """What a chronicle is read with. Raises DataError when a file of imports is gone."""
        return cls(
            Path(lexicon).resolve() if lexicon else None,
            imported(chronicle, ALMANAC),
            imported(chronicle, PLACES),
            tuple(chronicle.own_actors()),
            today or date.today(),
        )

    def knowledge(self) -> Knowledge:
        """All of it loaded. Raises DataError."""
        return Knowledge.load(self.lexicon, self.shelf, self.own, self.places)
