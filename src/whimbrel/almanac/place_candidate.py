"""One reading of a place name, and how well known it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from whimbrel.model import Place, Precision

_CITY = 100_000  # people; cities are often filed under their own language's name: Geneva under Genève


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a name.

    `countries` holds all claims on the place, `area` its state's code (USA only), `main` whether the name asked for is
    its first name, `loose` that it is an area found without the word for its kind ("Homs" for "Homs Governorate").
    `lat` and `lon` are a point for nearness even where the place itself shows none (a country).
    """

    place: Place
    countries: tuple[str, ...]
    area: str
    population: int
    main: bool
    curated: bool
    capital: bool
    loose: bool
    within: str
    lat: float
    lon: float

    @property
    def prior(self) -> float:
        """Standing in 0..1 without any context: people on a log scale, more for a capital, less for a by-name."""
        standing = min(1.0, log10(self.population + 10) / 8 + 0.08 * self.capital)
        if self.loose:
            return standing * 0.85
        if self.curated:
            return standing * 0.97
        return standing * (1.0 if self.main else 0.92 if self.population >= _CITY else 0.8)


def beside(a: Candidate, b: Candidate) -> bool:
    """Whether two places are within some tens of kilometres of each other."""
    return abs(a.lat - b.lat) < 0.5 and abs(a.lon - b.lon) < 0.5


def same_place(town: Candidate, curated: Candidate) -> bool:
    """Whether a curated town, quarter or site stands for this very town."""
    if curated.place.precision not in (Precision.TOWN, Precision.DISTRICT, Precision.SITE):
        return False
    return abs(town.lat - curated.lat) < 0.1 and abs(town.lon - curated.lon) < 0.1


def standing_order(c: Candidate, towns: list[Candidate]) -> float:
    """Sort key: standing; a province stands behind the town that it is named after ("Homs" is the city)."""
    if any(namesake(t, c) for t in towns):
        return -0.3 * c.prior
    return -c.prior - 0.05 * c.curated


def namesake(town: Candidate, area: Candidate) -> bool:
    """Whether `town` is a sizeable town in `area` that gave it its name, so that the bare name means the town."""
    near = abs(town.lat - area.lat) < 3.5 and abs(town.lon - area.lon) < 3.5
    return area.loose and town.population >= 10_000 and near and not set(town.countries).isdisjoint(area.countries)
