"""What a cell of a panel holds: numbers of events by type and quad class, scores, deaths, sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from whimbrel.export.toll import toll
from whimbrel.model import Event
from whimbrel.ontology import modes, placing

TYPES = tuple(sorted(modes()))
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
COLUMNS = (
    "events",
    *(type.lower() for type in TYPES),
    *(quad.replace(" ", "_") for quad in QUADS),
    "score_sum", "score_mean",
    "killed_low", "killed_best", "killed_high", "with_toll",
    "origins", "reports", "with_conflict", "parts",
)  # fmt: skip
NUMBERS = frozenset({"score_sum", "score_mean"})  # the columns that are no whole numbers
UNKNOWN = frozenset({"score_mean"})  # the column that an empty cell cannot have


@dataclass(slots=True)
class Cell:
    """The events of a cell. A report that is the first of its story counts once as an origin, whatever it tells."""

    events: int = 0
    types: dict[str, int] = field(default_factory=dict)
    quads: dict[str, int] = field(default_factory=dict)
    score: float = 0.0
    scored: int = 0
    killed: list[int] = field(default_factory=lambda: [0, 0, 0])
    with_toll: int = 0
    origins: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    with_conflict: int = 0
    parts: int = 0

    def add(self, event: Event) -> None:
        """Counts one more event."""
        placed = placing(event.type, event.mode, event.contexts)
        self.events += 1
        self.types[event.type] = self.types.get(event.type, 0) + 1
        self.quads[placed.quad] = self.quads.get(placed.quad, 0) + 1
        if placed.score is not None:
            self.score += placed.score
            self.scored += 1
        if dead := toll(event, "killed"):
            self.with_toll += 1
            self.killed = [a + b for a, b in zip(self.killed, (dead.low, dead.best, dead.high), strict=True)]
        self.origins.update(origin.earliest for origin in event.origins)
        self.reports.update(event.reports)
        self.with_conflict += bool(event.conflicts)
        self.parts += bool(event.part_of)

    def values(self) -> tuple[float | int | None, ...]:
        """The numbers in the order of `COLUMNS`."""
        return (
            self.events,
            *(self.types.get(type, 0) for type in TYPES),
            *(self.quads.get(quad, 0) for quad in QUADS),
            round(self.score, 4),
            round(self.score / self.scored, 4) if self.scored else None,
            *self.killed,
            self.with_toll,
            len(self.origins),
            len(self.reports),
            self.with_conflict,
            self.parts,
        )
