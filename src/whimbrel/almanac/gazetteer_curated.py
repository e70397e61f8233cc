"""The hand-kept places that GeoNames' towns lack: regions, provinces, camps, quarters, crossings, seas, disputed
areas.

They live in `data/places/*.csv`, one place a row: `id,name,country,lat,lon,precision,within,aliases,note`. `country`
holds ISO alpha-3 codes (several, parted by spaces, for what crosses a border or is claimed by more than one state:
such a place has no country of its own); `within` the id of the place around it; `aliases` are parted by " | ". A
province is entered with its kind ("Idlib Governorate") and found without it too; an alias that ends in a full stop
("Miss.") is found only so written.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from whimbrel.almanac.gazetteer_fold import place_key
from whimbrel.almanac.gazetteer_near import kilometres
from whimbrel.errors import DataError
from whimbrel.model import Precision

COLUMNS = ("id", "name", "country", "lat", "lon", "precision", "within", "aliases", "note")
NAMESAKE = "namesake"  # in a row's note: it knowingly shares a name with another row


@dataclass(frozen=True, slots=True)
class CuratedPlace:
    """One row. `where` is `file:line`, for messages; `countries` may be empty (a sea) or hold several codes."""

    id: str
    name: str
    countries: tuple[str, ...]
    lat: float
    lon: float
    precision: Precision
    within: str
    aliases: tuple[str, ...]
    note: str
    where: str

    @property
    def bare(self) -> str:
        """The name as reports write it, without the bracket that tells rows apart: "Sabra" of "Sabra (Gaza)"."""
        return self.name.partition(" (")[0]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.bare, *self.aliases)


@cache
def load_curated() -> tuple[CuratedPlace, ...]:
    """Every row of every file, in file order. Raises DataError (file:line) for a row that cannot be read."""
    folder = files("whimbrel.almanac") / "data" / "places"
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return tuple(place for table in tables for place in read_table(table))


def read_table(table: Traversable) -> list[CuratedPlace]:
    """The rows of one file. Raises DataError when a column, number or precision is not what it should be."""
    reader = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise DataError(f"the header must be {','.join(COLUMNS)}", where=f"{table.name}:1", remedy="mend the header")
    return [_read_row(row, f"{table.name}:{reader.line_num}") for row in reader]


def _read_row(row: dict[str, str], where: str) -> CuratedPlace:
    if None in row or any(value is None for value in row.values()):
        raise DataError(f"a row has {len(COLUMNS)} fields", where=where, remedy="quote a field that holds a comma")
    try:
        lat, lon, precision = float(row["lat"]), float(row["lon"]), Precision(row["precision"])
    except ValueError as error:
        raise DataError(str(error), where=where, remedy="give lat and lon as numbers and a known precision") from error
    aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
    codes = tuple(row["country"].split())
    return CuratedPlace(row["id"], row["name"], codes, lat, lon, precision, row["within"], aliases, row["note"], where)


def check_curated(places: tuple[CuratedPlace, ...]) -> list[str]:
    """What is wrong with the rows, one line each (`file:line: what`); empty when all is well."""
    by_id = {p.id: p for p in places}
    centres = {p.countries[0]: p for p in places if p.precision is Precision.COUNTRY and len(p.countries) == 1}
    faults: list[str] = []
    seen: dict[str, CuratedPlace] = {}
    for p in places:
        if seen.setdefault(p.id, p) is not p:
            faults.append(f"{p.where}: id {p.id} is also on {seen[p.id].where}")
        faults += [f"{p.where}: {fault}" for fault in _row_faults(p, by_id, centres)]
    return faults + _clashes(places)


def _row_faults(p: CuratedPlace, by_id: dict[str, CuratedPlace], centres: dict[str, CuratedPlace]) -> list[str]:
    faults = []
    if not p.id.startswith("place:") or p.id.strip() != p.id or " " in p.id:
        faults.append(f"id {p.id!r} is not of the form place:name")
    if not place_key(p.bare):
        faults.append("the name is empty")
    if not (-90 <= p.lat <= 90 and -180 <= p.lon <= 180):
        faults.append(f"{p.lat}, {p.lon} is not on earth")
    faults += [f"{code} is no known country" for code in p.countries if code not in centres]
    if p.within and p.within not in by_id:
        faults.append(f"within {p.within} is no known id")
    near = [centres[c] for c in p.countries if c in centres]
    if near and all(kilometres(p.lat, p.lon, c.lat, c.lon) > reach(c.countries[0]) for c in near):
        faults.append(f"{p.lat}, {p.lon} is too far from {' '.join(p.countries)}")
    around = by_id.get(p.within)
    if around and around.precision in (Precision.TOWN, Precision.DISTRICT) and _far(p, around, 100):
        faults.append(f"{p.lat}, {p.lon} is too far from {around.id}")
    if around and around.precision is Precision.PROVINCE and _far(p, around, 900):
        faults.append(f"{p.lat}, {p.lon} is too far from {around.id}")
    return faults


def _far(a: CuratedPlace, b: CuratedPlace, limit: float) -> bool:
    return kilometres(a.lat, a.lon, b.lat, b.lon) > limit


_WIDE = {
    "RUS": 5200,
    "USA": 6500,
    "CAN": 3600,
    "FRA": 900,
    "CHN": 3200,
    "BRA": 2900,
    "AUS": 2600,
    "AGO": 1300,
    "IOT": 3000,
    "THA": 1300,
    "MYS": 1400,
    "IDN": 2900,
    "IND": 2100,
}
_WIDE |= {
    "ARG": 2300,
    "CHL": 4000,
    "KAZ": 1900,
    "DZA": 1400,
    "SAU": 1400,
    "COD": 1500,
    "MEX": 2000,
    "NOR": 1500,
    "ECU": 1400,
}
_WIDE |= {
    "GRL": 1700,
    "ESP": 2200,
    "PRT": 1900,
    "MLI": 1300,
    "SDN": 1200,
    "NZL": 1400,
    "MNG": 1500,
    "ZAF": 2200,
    "JPN": 1900,
}
_WIDE |= {
    "UMI": 9000,
    "KIR": 4000,
    "FSM": 2600,
    "PYF": 2200,
    "ATA": 3000,
    "ATF": 4000,
    "IRN": 1300,
    "TUR": 1000,
    "PHL": 1200,
}


def reach(code: str) -> float:
    """A generous distance in kilometres from a country's centre within which its places lie."""
    return _WIDE.get(code, 1000)


def _clashes(places: tuple[CuratedPlace, ...]) -> list[str]:
    faults = []
    owners: dict[str, list[CuratedPlace]] = {}
    for p in places:
        for key in {place_key(name) for name in p.names}:
            owners.setdefault(key, []).append(p)
    for key, rows in owners.items():
        undeclared = [p for p in rows if NAMESAKE not in p.note]
        if len(undeclared) > 1:
            faults.append(
                f"{undeclared[1].where}: {key!r} is also a name of {undeclared[0].id} ({undeclared[0].where})"
            )
    return faults
