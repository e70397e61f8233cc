"""Events in groups of the same time, and the figures for the page's head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from whimbrel.export.dates import WEEKDAYS, when_words
from whimbrel.export.dossier import Dossier, sources
from whimbrel.model import When


@dataclass(frozen=True, slots=True)
class Group:
    """Events whose time is known in the same words. `iso` is "" unless it is a single day."""

    words: str
    iso: str
    weekday: str
    dated: bool
    dossiers: tuple[Dossier, ...]


@dataclass(slots=True)
class Figures:
    """What the head of the page tells, gathered while the body is written."""

    events: int = 0
    claims: int = 0
    conflicts: int = 0
    reports: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    actors: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    more: bool = False  # whether events were left out because there were too many

    def count(self, dossier: Dossier) -> None:
        event = dossier.event
        self.events += 1
        self.claims += len(dossier.claims)
        self.conflicts += bool(event.conflicts)
        self.reports.update(event.reports)
        self.outlets.update(sources(dossier))
        self.types[event.type] += 1
        self.actors.update({(who.id, who.name) for who in event.actors})
        for day in (event.when.earliest, event.when.latest) if event.when else ():
            if day:
                self.first = min(self.first or day, day)
                self.last = max(self.last or day, day)

    @property
    def years(self) -> str:
        """The years covered: "2022" or "2020 to 2023"."""
        if not self.first or not self.last:
            return ""
        return str(self.last.year) if self.first.year == self.last.year else f"{self.first.year} to {self.last.year}"

    @property
    def frequent_actors(self) -> list[tuple[str, str]]:
        """Actors of the most events, then in alphabetical order, as (id, name)."""
        most = sorted(self.actors, key=lambda actor: (-self.actors[actor], actor[1]))[:200]
        return sorted(most, key=lambda actor: actor[1].casefold())


def by_day(dossiers: Iterable[Dossier], figures: Figures) -> Iterator[Group]:
    """Groups, in the order of the events; within a day what is known to the day comes before what is not."""
    for day, together in groupby(dossiers, key=lambda dossier: _latest(dossier.event.when)):
        members = sorted(together, key=lambda dossier: (_width(dossier.event.when), when_words(dossier.event.when)))
        for dossier in members:
            figures.count(dossier)
        if day is None:
            yield Group("Date not known", "", "", False, tuple(members))
            continue
        for words, same in groupby(members, key=lambda dossier: when_words(dossier.event.when)):
            group = tuple(same)
            exact = _width(group[0].event.when) == 0
            yield Group(words, day.isoformat() if exact else "", WEEKDAYS[day.weekday()] if exact else "", True, group)


def _latest(when: When | None) -> date | None:
    return (when.latest or when.earliest) if when else None


def _width(when: When | None) -> int:
    """How many days beyond one the time may be; an open end counts as for ever."""
    if when is None or when.earliest is None or when.latest is None:
        return 10**7
    return (when.latest - when.earliest).days
