"""The gazetteer: every place that Whimbrel knows by name.

Two sources behind one look-up: GeoNames' towns of more than 500 people, read from the SQLite file that the build makes,
and the curated places of `data/places/*.csv`, held in memory. Nothing is ever fetched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from math import log10
from pathlib import Path

from whimbrel.almanac.gazetteer_curated import CuratedPlace, load_curated
from whimbrel.almanac.gazetteer_fold import article_variants, place_key
from whimbrel.errors import DataError
from whimbrel.model import Place, Precision

_REMEDY = "run `python hatch_build.py` in a checkout, or install Whimbrel again"
_MEMO = 50_000
# how well known a curated place is taken to be, on the scale of a town's people
_STANDING = {
    Precision.SITE: 20_000, Precision.TOWN: 50_000, Precision.DISTRICT: 50_000, Precision.PROVINCE: 1_500_000,
    Precision.REGION: 3_000_000, Precision.COUNTRY: 20_000_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a name. `countries` holds all claims on it, `area` a state's code (USA only), `main` whether the name
    is the place's first name; `lat`/`lon` are a point for nearness even where the place itself shows none (a country)."""

    place: Place
    countries: tuple[str, ...]
    area: str
    population: int
    main: bool
    curated: bool
    within: str
    lat: float
    lon: float

    @property
    def prior(self) -> float:
        """Standing in 0..1 without any context: people on a log scale, less for a by-name."""
        return min(1.0, log10(self.population + 10) / 8) * (1.0 if self.main else 0.85)


class Gazetteer:
    """Look-ups by name. Open once and share; reading only, safe to use from several threads one at a time."""

    def __init__(self, database: Path, curated: tuple[CuratedPlace, ...]) -> None:
        """Raises DataError when the database is missing or is not a gazetteer."""
        if not database.is_file():
            raise DataError("the gazetteer is missing", where=str(database), remedy=_REMEDY)
        try:
            uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            people = dict(self._db.execute("SELECT code, population FROM country"))
            self.attribution: str = self._db.execute("SELECT value FROM meta WHERE key = 'attribution'").fetchone()[0]
        except (sqlite3.Error, TypeError) as error:
            raise DataError(f"not a gazetteer: {error}", where=str(database), remedy=_REMEDY) from error
        self._memo: dict[str, tuple[Candidate, ...]] = {}
        self._curated: dict[str, list[Candidate]] = {}
        self._by_id: dict[str, Candidate] = {}
        for row in curated:
            self._add(row, people)
        self._country_keys = self._index_countries()

    @classmethod
    def open(cls, database: Path | None = None) -> Gazetteer:
        """The gazetteer inside the package, or another file of the same make. Raises DataError when it is missing."""
        if database is not None:
            return cls(database, load_curated())
        with as_file(files("whimbrel.almanac") / "data" / "gazetteer.sqlite") as path:
            return cls(path, load_curated())

    def close(self) -> None:
        self._db.close()

    def find(self, name: str, countries: Iterable[str] = ()) -> list[Place]:
        """Places of this name, best first: those in `countries` (alpha-3), then by standing. Empty when unknown."""
        hints = frozenset(countries)
        found: Iterable[Candidate] = self.candidates(name)
        if hints:
            found = sorted(found, key=lambda c: hints.isdisjoint(c.countries))  # stable: standing decides the rest
        return [c.place for c in found]

    def find_all(self, names: Iterable[str], countries: Iterable[str] = ()) -> dict[str, list[Place]]:
        """`find` for many names at once."""
        hints = frozenset(countries)
        return {name: self.find(name, hints) for name in names}

    def known(self, name: str) -> bool:
        """Whether any place bears this name."""
        return bool(self.candidates(name))

    def country(self, name: str) -> str | None:
        """Alpha-3 code of the state or territory of this name ("Burma", "U.S."); None when it is not one."""
        return self._country_keys.get(place_key(name)) if _sayable(name, place_key(name)) else None

    def place(self, id_: str) -> Candidate | None:
        """The place of this id ("place:…" or "geonames:…")."""
        if id_.startswith("geonames:") and id_[9:].isdigit():
            row = self._db.execute(f"{_TOWN} WHERE id = ?", (int(id_[9:]),)).fetchone()
            return _town(*row, 1) if row else None
        return self._by_id.get(id_)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Every reading of the name, best standing first. A name known as written is not tried with another article."""
        key = place_key(name)
        if not _sayable(name, key):
            return ()
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[key] = self._look_up(key)
        return found

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        for variant in (key, *article_variants(key)):
            curated = self._curated.get(variant, [])
            found = curated + self._towns(variant) + self._counties(variant)
            if found:
                found = [c for c in found if c.curated or not any(_same(c, other) for other in curated)]
                return tuple(sorted(found, key=lambda c: -c.prior - 0.05 * c.curated))
        return ()

    def _towns(self, key: str) -> list[Candidate]:
        sql = f"SELECT t.*, n.main FROM name n JOIN ({_TOWN}) t ON t.id = n.town WHERE n.key = ?"
        return [_town(*row) for row in self._db.execute(sql, (key,))]

    def _counties(self, key: str) -> list[Candidate]:
        found = []
        for area, fips, name in self._db.execute("SELECT area, fips, name FROM county WHERE key = ?", (key,)):
            state = self._by_id.get(f"place:us-{area.lower()}")
            if state:
                place = Place(f"place:us-county-{fips}", name, "USA", None, None, Precision.DISTRICT)
                found.append(
                    Candidate(place, ("USA",), area, 60_000, True, False, state.place.id, state.lat, state.lon)
                )
        return found

    def _add(self, row: CuratedPlace, people: dict[str, int]) -> None:
        whole = row.precision is Precision.COUNTRY
        code = row.countries[0] if len(row.countries) == 1 else None
        place = Place(row.id, row.name, code, None if whole else row.lat, None if whole else row.lon, row.precision)
        standing = max(people.get(code or "", 0), 100_000) if whole else _STANDING[row.precision]
        area = row.id[9:].upper() if row.id.startswith("place:us-") and len(row.id) == 11 else ""
        made = Candidate(place, row.countries, area, standing, True, True, row.within, row.lat, row.lon)
        self._by_id[row.id] = made
        for i, name in enumerate(row.names):
            homes = self._curated.setdefault(place_key(name), [])
            if all(other.place.id != row.id for other in homes):
                homes.append(made if i == 0 or whole else replace(made, main=False))

    def _index_countries(self) -> dict[str, str]:
        keys = {}
        for key, found in self._curated.items():
            for c in found:
                if c.place.precision is Precision.COUNTRY and c.place.country:
                    keys[key] = c.place.country
        return keys


_TOWN = "SELECT id, name, country, area, lat, lon, population FROM town"


def _town(id_: int, name: str, country: str, area: str, lat: float, lon: float, people: int, main: int) -> Candidate:
    place = Place(f"geonames:{id_}", name, country, lat, lon, Precision.TOWN)
    return Candidate(place, (country,), area if country == "USA" else "", people, bool(main), False, "", lat, lon)


def _same(town: Candidate, curated: Candidate) -> bool:
    """Whether a curated town or quarter stands for this very town."""
    if curated.place.precision not in (Precision.TOWN, Precision.DISTRICT, Precision.SITE):
        return False
    return abs(town.lat - curated.lat) < 0.1 and abs(town.lon - curated.lon) < 0.1


def _sayable(name: str, key: str) -> bool:
    """A one- or two-letter name ("US", "LA") must be written in capitals: "us" and "la" are words."""
    return len(key) > 2 or (len(key) == 2 and name.replace(".", "").isupper())
