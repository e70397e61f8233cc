"""What the gazetteer's database holds, read as candidates: towns, counties of the USA, areas of the other countries."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from whimbrel.almanac.place_candidate import Candidate
from whimbrel.errors import DataError
from whimbrel.model import Place, Precision

_REMEDY = "run `python hatch_build.py` in a checkout, or install Whimbrel again"
_TOWN = "SELECT id, name, country, area, lat, lon, population FROM town"
_DIVISION = "SELECT id, key, level, country, name, lat, lon, population, around FROM division"
_FEATURE = "SELECT id, name, country, lat, lon, precision FROM feature"
_LEVELS = {1: Precision.PROVINCE, 2: Precision.DISTRICT}
_STATED = {1: 100_000, 2: 5_000}  # people at the least, where GeoNames' towns of an area count few or none


class GazetteerRows:
    """The database that the build makes. Open once and share; it only reads."""

    def __init__(self, database: Path) -> None:
        """Raises DataError when the database is missing or is not a gazetteer."""
        if not database.is_file():
            raise DataError("the gazetteer is missing", where=str(database), remedy=_REMEDY)
        try:
            uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self.people: dict[str, int] = dict(self._db.execute("SELECT code, population FROM country"))
            codes = self._db.execute("SELECT lower(code2), code FROM country").fetchall()
            self.top_levels: dict[str, str] = dict(codes) | {"uk": "GBR"}
            self._capitals = set(self._db.execute("SELECT code, capital FROM country WHERE capital != ''"))
            self.attribution: str = self._db.execute("SELECT value FROM meta WHERE key = 'attribution'").fetchone()[0]
            self._db.execute("SELECT 1 FROM division LIMIT 1")
            self._has_features = self._db.execute("SELECT 1 FROM feature LIMIT 1").fetchone() is not None
        except (sqlite3.Error, TypeError) as error:
            raise DataError(f"not a gazetteer: {error}", where=str(database), remedy=_REMEDY) from error

    def close(self) -> None:
        self._db.close()

    def towns(self, key: str) -> list[Candidate]:
        """Towns of more than 500 people that bear the name."""
        sql = f"SELECT t.*, n.main FROM name n JOIN ({_TOWN}) t ON t.id = n.town WHERE n.key = ?"
        return [self._town(row) for row in self._db.execute(sql, (key,))]

    def counties(self, key: str) -> list[Candidate]:
        """Counties of the USA, asked for with their kind ("henry county")."""
        found = []
        sql = "SELECT area, fips, name, lat, lon FROM county WHERE key = ?"
        for area, fips, name, lat, lon in self._db.execute(sql, (key,)):
            around = f"place:us-{area.lower()}"
            place = Place(f"place:us-county-{fips}", name, "USA", lat, lon, Precision.DISTRICT)
            if lat is not None:
                made = Candidate(place, ("USA",), area, 60_000, True, False, False, False, around, lat, lon)
                found.append(made)
        return found

    def divisions(self, bare: str) -> list[Candidate]:
        """First- and second-level areas outside the USA, asked for without their kind ("idlib")."""
        return [self._division(row) for row in self._db.execute(f"{_DIVISION} WHERE key = ?", (bare,))]

    def features(self, key: str) -> list[Candidate]:
        """Waters, parks and mountains; the shipped database has none, an imported one has the world's."""
        sql = f"SELECT f.* FROM feature_name n JOIN ({_FEATURE}) f ON f.id = n.feature WHERE n.key = ?"
        return [self._feature(row) for row in self._db.execute(sql, (key,))] if self._has_features else []

    def place(self, id_: str) -> Candidate | None:
        """The town or area of this id."""
        if id_.startswith("geonames:") and id_[9:].isdigit():
            number = (int(id_[9:]),)
            if row := self._db.execute(f"{_TOWN} WHERE id = ?", number).fetchone():
                return self._town((*row, 1))
            row = self._db.execute(f"{_FEATURE} WHERE id = ?", number).fetchone()
            return self._feature(row) if row else None
        row = self._db.execute(f"{_DIVISION} WHERE id = ?", (id_,)).fetchone()
        return self._division(row) if row else None

    def _town(self, row: tuple[int, str, str, str, float, float, int, int]) -> Candidate:
        id_, name, country, area, lat, lon, people, main = row
        place = Place(f"geonames:{id_}", name, country, lat, lon, Precision.TOWN)
        state, capital = area if country == "USA" else "", (country, name) in self._capitals and people > 10_000
        return Candidate(place, (country,), state, people, bool(main), False, capital, False, "", lat, lon)

    def _feature(self, row: tuple[int, str, str, float, float, str]) -> Candidate:
        id_, name, country, lat, lon, precision = row
        place = Place(f"geonames:{id_}", name, country or None, lat, lon, Precision(precision))
        return Candidate(place, (country,) * bool(country), "", 20_000, True, False, False, False, "", lat, lon)

    def _division(self, row: tuple[str, str, int, str, str, float, float, int, str]) -> Candidate:
        id_, _, level, country, name, lat, lon, people, around = row
        place = Place(id_, name, country, lat, lon, _LEVELS[level])
        people = max(people, _STATED[level])
        return Candidate(place, (country,), "", people, True, False, False, False, around, lat, lon)
