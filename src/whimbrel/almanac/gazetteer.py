"""The gazetteer: every place that Whimbrel knows by name.

Two sources behind one look-up: GeoNames' towns of more than 500 people and the areas that they lie in, read from the
SQLite file that the build makes, and the curated places of `data/places/*.csv`, held in memory. Nothing is ever
fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from whimbrel.almanac.curated_index import AREAS, curated_index
from whimbrel.almanac.gazetteer_fold import place_key, spelling_variants, without_kind
from whimbrel.almanac.gazetteer_rows import GazetteerRows
from whimbrel.almanac.place_candidate import Candidate, beside, same_place, standing_order
from whimbrel.almanac.top_levels import SOLD_ABROAD
from whimbrel.model import Place, Precision

_MEMO = 8_000


class Gazetteer:
    """Look-ups by name. Open once and share; it only reads."""

    def __init__(self, database: Path) -> None:
        """Raises DataError when the database is missing or is not a gazetteer."""
        self._rows = GazetteerRows(database)
        self.attribution = self._rows.attribution
        self._memo: dict[str, tuple[Candidate, ...]] = {}
        curated = curated_index(self._rows.people)
        self._curated, self._areas = curated.named, curated.areas
        self._by_id, self._dotted = curated.by_id, curated.dotted

    @classmethod
    def open(cls, database: Path | None = None) -> Gazetteer:
        """The gazetteer inside the package, or another file of the same make. Raises DataError when it is missing."""
        if database is not None:
            return cls(database)
        with as_file(files("whimbrel.almanac") / "data" / "gazetteer.sqlite") as path:
            return cls(path)

    def close(self) -> None:
        self._rows.close()

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
        """Whether any place bears this name that is known beyond its province: a district alone ("Central") is not."""
        return any(
            c.curated or not (c.loose and c.place.precision is Precision.DISTRICT) for c in self.candidates(name)
        )

    def country(self, name: str) -> str | None:
        """Alpha-3 code of the state or territory of this name ("Burma", "U.S."); None when it is not one."""
        for c in self._curated.get(place_key(name), ()):
            if c.place.precision is Precision.COUNTRY and self._sayable(name):
                return c.place.country
        return None

    def country_of_host(self, host: str) -> str | None:
        """Alpha-3 code of the country whose own top level a host stands in ("civil.ge"); None for .com and the like,
        and for country codes that are mostly sold abroad."""
        last = host.rpartition(".")[2].lower()
        return None if last in SOLD_ABROAD else self._rows.top_levels.get(last)

    def place(self, id_: str) -> Candidate | None:
        """The place of this id ("place:…" or "geonames:…")."""
        return self._by_id.get(id_) or self._rows.place(id_)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Every reading of the name, best standing first. A name known as written is not tried with another article."""
        if not self._sayable(name):
            return ()
        key = place_key(name)
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
        found = [*self._curated.get(key, ()), *self._areas.get(key, ()), *self._divisions(without_kind(key))]
        wide = {c.place.id: c for c in found if c.place.precision in (*AREAS, Precision.COUNTRY)}
        return tuple(wide.values())

    def areas(self, name: str) -> tuple[Candidate, ...]:
        """The provinces, districts and regions of this name, with or without its kind ("Idlib", "Idlib province")."""
        key = without_kind(place_key(name))
        for variant in (key, *spelling_variants(key)):
            found = [*self._areas.get(variant, ()), *self._divisions(variant)]
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
        return tuple(sorted(found, key=lambda c: standing_order(c, towns)))

    def _matches(self, key: str) -> list[Candidate]:
        """Curated places, towns and counties under this very key."""
        known = {c.place.id: c for c in self._curated.get(key, ())}
        bare = without_kind(key)
        for area in (*self._areas.get(bare, ()), *self._divisions(bare)):
            known.setdefault(area.place.id, replace(area, loose=bare == key))
        whole = any(c.place.precision is Precision.COUNTRY for c in known.values())
        towns: list[Candidate] = []
        called = self._rows.towns(key)
        for town in called:
            if not town.main and (whole or any(other.main and beside(town, other) for other in called)):
                continue  # no report calls a town by an old by-name that is a country's, or its neighbour's first name
            twin = next((c for c in known.values() if c.curated and not c.loose and same_place(town, c)), None)
            if twin:
                known[twin.place.id] = replace(twin, population=max(twin.population, town.population))
            else:
                towns.append(town)
        return [*known.values(), *towns, *self._rows.counties(key), *self._rows.features(key)]

    def _divisions(self, bare: str) -> list[Candidate]:
        """GeoNames' areas of this name, but for those that the curated table tells of itself."""
        told = {code for c in self._areas.get(bare, ()) for code in c.countries}
        return [c for c in self._rows.divisions(bare) if told.isdisjoint(c.countries)]

    def _sayable(self, name: str) -> bool:
        """ "Miss." is a place and "Miss" is not; "US" is one and "us" is not; "OK" is one only after a comma."""
        key = place_key(name)
        if key in self._dotted:
            return "." in name
        if len(key) > 2:
            return True
        whole = any(c.place.precision is Precision.COUNTRY for c in self._curated.get(key, ()))
        return len(key) == 2 and name.replace(".", "").isupper() and (whole or "." in name)
