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
from whimbrel.almanac.gazetteer_fold import place_key, spelling_variants, without_kind
from whimbrel.errors import DataError
from whimbrel.model import Place, Precision

_REMEDY = "run `python hatch_build.py` in a checkout, or install Whimbrel again"
_MEMO = 8_000
# how well known a curated place is taken to be, on the scale of a town's people
_STANDING = {
    Precision.SITE: 20_000,
    Precision.TOWN: 50_000,
    Precision.DISTRICT: 50_000,
    Precision.PROVINCE: 500_000,
    Precision.REGION: 3_000_000,
    Precision.COUNTRY: 20_000_000,
}
_AREAS = (Precision.DISTRICT, Precision.PROVINCE, Precision.REGION)


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
        if self.curated:
            return standing * (0.85 if self.loose else 0.97)
        return standing * (1.0 if self.main else 0.8)


class Gazetteer:
    """Look-ups by name. Open once and share; it only reads."""

    def __init__(self, database: Path, curated: tuple[CuratedPlace, ...]) -> None:
        """Raises DataError when the database is missing or is not a gazetteer."""
        if not database.is_file():
            raise DataError("the gazetteer is missing", where=str(database), remedy=_REMEDY)
        try:
            uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            people = dict(self._db.execute("SELECT code, population FROM country"))
            self._capitals = set(self._db.execute("SELECT code, capital FROM country WHERE capital != ''"))
            self.attribution: str = self._db.execute("SELECT value FROM meta WHERE key = 'attribution'").fetchone()[0]
        except (sqlite3.Error, TypeError) as error:
            raise DataError(f"not a gazetteer: {error}", where=str(database), remedy=_REMEDY) from error
        self._memo: dict[str, tuple[Candidate, ...]] = {}
        self._curated: dict[str, list[Candidate]] = {}
        self._areas: dict[str, list[Candidate]] = {}
        self._by_id: dict[str, Candidate] = {}
        self._dotted: set[str] = set()
        for row in curated:
            self._add(row, people)

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
        for c in self._curated.get(place_key(name), ()):
            if c.place.precision is Precision.COUNTRY and self._sayable(name):
                return c.place.country
        return None

    def place(self, id_: str) -> Candidate | None:
        """The place of this id ("place:…" or "geonames:…")."""
        if id_.startswith("geonames:") and id_[9:].isdigit():
            row = self._db.execute(f"{_TOWN} WHERE id = ?", (int(id_[9:]),)).fetchone()
            return self._town((*row, 1)) if row else None
        return self._by_id.get(id_)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Every reading of the name, best standing first. A name known as written is not tried with another article."""
        key = place_key(name)
        if not self._sayable(name):
            return ()
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[key] = self._look_up(key)
        return found

    def containers(self, name: str) -> tuple[Candidate, ...]:
        """The countries, provinces and regions that `name` may stand for after a comma ("Macon, Ga.", "Jos,
        Nigeria")."""
        key = place_key(name)
        found = [*self._curated.get(key, ()), *self._areas.get(key, ())]
        wide = {c.place.id: c for c in found if c.place.precision in (*_AREAS, Precision.COUNTRY)}
        return tuple(wide.values())

    def areas(self, name: str) -> tuple[Candidate, ...]:
        """The provinces, districts and regions of this name, with or without its kind ("Idlib", "Idlib province")."""
        key = without_kind(place_key(name))
        for variant in (key, *spelling_variants(key)):
            found = self._areas.get(variant)
            if found:
                return tuple(found)
        return ()

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        found = self._matches(key)
        if all(c.loose for c in found):  # nothing, or only a province whose town may be spelt otherwise
            for variant in spelling_variants(key):
                others = [c for c in self._matches(variant) if not (found and c.loose)]
                if others:
                    known = {c.place.id for c in found}
                    found += [c for c in others if c.place.id not in known]
                    break
        towns = [c for c in found if c.place.precision is Precision.TOWN]
        return tuple(sorted(found, key=lambda c: _order(c, towns)))

    def _matches(self, key: str) -> list[Candidate]:
        """Curated places, towns and counties under this very key."""
        known = {c.place.id: c for c in self._curated.get(key, ())}
        for area in self._areas.get(without_kind(key), ()):
            known.setdefault(area.place.id, replace(area, loose=without_kind(key) == key))
        whole = any(c.place.precision is Precision.COUNTRY for c in known.values())
        towns = []
        for town in self._towns(key):
            if whole and not town.main:
                continue  # no report calls a town by an old by-name that is a country's name
            twin = next((c for c in known.values() if _same(town, c)), None)
            if twin:
                known[twin.place.id] = replace(twin, population=max(twin.population, town.population))
            else:
                towns.append(town)
        return [*known.values(), *towns, *self._counties(key)]

    def _towns(self, key: str) -> list[Candidate]:
        sql = f"SELECT t.*, n.main FROM name n JOIN ({_TOWN}) t ON t.id = n.town WHERE n.key = ?"
        return [self._town(row) for row in self._db.execute(sql, (key,))]

    def _town(self, row: tuple[int, str, str, str, float, float, int, int]) -> Candidate:
        id_, name, country, area, lat, lon, people, main = row
        place = Place(f"geonames:{id_}", name, country, lat, lon, Precision.TOWN)
        state, capital = area if country == "USA" else "", (country, name) in self._capitals and people > 10_000
        return Candidate(place, (country,), state, people, bool(main), False, capital, False, "", lat, lon)

    def _counties(self, key: str) -> list[Candidate]:
        found = []
        sql = "SELECT area, fips, name, lat, lon FROM county WHERE key = ?"
        for area, fips, name, lat, lon in self._db.execute(sql, (key,)):
            around = f"place:us-{area.lower()}"
            place = Place(f"place:us-county-{fips}", name, "USA", lat, lon, Precision.DISTRICT)
            if lat is not None:
                made = Candidate(place, ("USA",), area, 60_000, True, False, False, False, around, lat, lon)
                found.append(made)
        return found

    def _add(self, row: CuratedPlace, people: dict[str, int]) -> None:
        whole = row.precision is Precision.COUNTRY
        code = row.countries[0] if len(row.countries) == 1 else None
        place = Place(row.id, row.bare, code, None if whole else row.lat, None if whole else row.lon, row.precision)
        standing = max(people.get(code or "", 0), 100_000) if whole else _STANDING[row.precision]
        area = row.id[9:].upper() if row.id.startswith("place:us-") and len(row.id) == 11 else ""
        first = Candidate(place, row.countries, area, standing, True, True, False, False, row.within, row.lat, row.lon)
        by_name = first if whole else replace(first, main=False)
        self._by_id[row.id] = first
        for i, name in enumerate(row.names):
            key = place_key(name)
            if name.endswith(".") and "." not in name[:-1]:
                self._dotted.add(key)
            _append(self._curated, key, by_name if i else first)
            if row.precision in _AREAS:
                _append(self._areas, without_kind(key), by_name if i else first)

    def _sayable(self, name: str) -> bool:
        """ "Miss." is a place and "Miss" is not; "US" is one and "us" is not; "OK" is one only after a comma."""
        key = place_key(name)
        if key in self._dotted:
            return "." in name
        if len(key) > 2:
            return True
        whole = any(c.place.precision is Precision.COUNTRY for c in self._curated.get(key, ()))
        return len(key) == 2 and name.replace(".", "").isupper() and (whole or "." in name)


_TOWN = "SELECT id, name, country, area, lat, lon, population FROM town"


def _append(index: dict[str, list[Candidate]], key: str, candidate: Candidate) -> None:
    homes = index.setdefault(key, [])
    if all(other.place.id != candidate.place.id for other in homes):
        homes.append(candidate)


def _same(town: Candidate, curated: Candidate) -> bool:
    """Whether a curated town, quarter or site stands for this very town."""
    if curated.place.precision not in (Precision.TOWN, Precision.DISTRICT, Precision.SITE):
        return False
    return abs(town.lat - curated.lat) < 0.1 and abs(town.lon - curated.lon) < 0.1


def _order(c: Candidate, towns: list[Candidate]) -> float:
    """Sort key: standing; a province stands behind the town that it is named after ("Homs" is the city)."""
    if any(namesake(t, c) for t in towns):
        return -0.3 * c.prior
    return -c.prior - 0.05 * c.curated


def namesake(town: Candidate, area: Candidate) -> bool:
    """Whether `town` is a sizeable town in `area` that gave it its name, so that the bare name means the town."""
    near = abs(town.lat - area.lat) < 3.5 and abs(town.lon - area.lon) < 3.5
    return area.loose and town.population >= 10_000 and near and not set(town.countries).isdisjoint(area.countries)
