"""A gazetteer of one's own from GeoNames' dump of the whole world (`allCountries.txt`, or one country's file).

The file's lines have nineteen fields parted by tabs (https://download.geonames.org/export/dump/readme.txt). Towns of
any size, first- and second-level areas, waters, parks and mountains are kept; what a report seldom names (wells,
single buildings, roads) is not. The result is a database of the same make as the one inside the package.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path

from whimbrel.almanac.gazetteer_curated import load_curated
from whimbrel.almanac.gazetteer_fold import place_key, without_kind
from whimbrel.almanac.gazetteer_near import kilometres
from whimbrel.almanac.importers.checks import Refused, alpha3
from whimbrel.almanac.importers.lines import read_lines
from whimbrel.errors import ChronicleError, DataError
from whimbrel.model import Precision

FIELDS = 19
LEVELS = {"ADM1": 1, "ADM2": 2}
FEATURES = {
    **dict.fromkeys(("LK", "LKS", "STM", "STMS", "SEA", "BAY", "GULF", "STRT", "CHN", "RSV", "CNL"), Precision.REGION),
    **dict.fromkeys(("MTS", "RGN", "DSRT", "PEN", "VALY", "PLAT", "ISLS"), Precision.REGION),
    **dict.fromkeys(("ISL", "PRK", "RESF", "AREA", "RESN", "BAR", "CAPE"), Precision.DISTRICT),
    **dict.fromkeys(("MT", "PK", "PASS", "HLL", "VLC"), Precision.SITE),
}
_BATCH = 20_000
_FAR_KM, _HOME_KM = 3_000.0, 1_500.0  # beyond and within these of a country's middle, swapped coordinates show


@dataclass(frozen=True, slots=True)
class PlaceImport:
    """How many of each kind were kept (towns, areas, features), and how many lines were of kinds that are not."""

    kept: Counter[str]
    passed_over: int


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    country: str
    first: str
    second: str
    population: int


def import_geonames(
    dump: Path, into: Path, tell: Callable[[Refused], None], progress: Callable[[int], None] | None = None
) -> PlaceImport:
    """Read a dump and write `into`, which replaces what is there only when it is whole.

    `progress` is told the number of lines read, now and then, and `tell` of each line that cannot be used, with its
    place and reason. A packed file that breaks off gives what was read up to there, and that is told too. Raises
    DataError when the dump cannot be opened or holds no place at all, ChronicleError when `into` cannot be written.
    """
    draft = into.with_name(into.name + ".tmp")
    try:
        draft.unlink(missing_ok=True)
        with as_file(files("whimbrel.almanac") / "data" / "gazetteer.sqlite") as shipped:
            db = _emptied(shipped, draft)
        try:
            done = _fill(db, dump, tell, progress)
            db.commit()
        finally:
            db.close()
        if not done.kept.total():
            raise DataError("no place was found", where=str(dump), remedy="give GeoNames' allCountries.txt or XX.txt")
        draft.replace(into)
    except (OSError, sqlite3.Error) as error:
        raise ChronicleError(f"cannot be written: {error}", where=str(into), remedy="check the disk") from error
    finally:
        draft.unlink(missing_ok=True)
    return done


def _emptied(shipped: Path, draft: Path) -> sqlite3.Connection:
    """A copy of the shipped database that keeps its countries and counties, without towns and areas."""
    db = sqlite3.connect(draft)
    source = sqlite3.connect(f"{shipped.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        source.backup(db)
    finally:
        source.close()
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    for table in ("town", "name", "division", "feature", "feature_name"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DELETE FROM meta WHERE key = 'inputs'")
    return db


def _fill(
    db: sqlite3.Connection, dump: Path, tell: Callable[[Refused], None], progress: Callable[[int], None] | None
) -> PlaceImport:
    middles = _middles()
    kept: Counter[str] = Counter()
    areas: list[_Row] = []
    passed, seen = 0, 0
    lines = read_lines(dump)
    while batch := list(islice(lines, _BATCH)):
        rows = []
        for line in batch:
            row = line if isinstance(line, Refused) else _read(*line, middles)
            if isinstance(row, Refused):
                tell(row)
            elif row is None:
                passed += 1
            elif row.feature in LEVELS:
                areas.append(row)
            else:
                rows.append(row)
        kept.update(_store(db, rows))
        seen += len(batch)
        if progress is not None:
            progress(seen)
    kept.update(_store_areas(db, areas))
    return PlaceImport(kept, passed)


def _middles() -> dict[str, tuple[float, float]]:
    whole = (p for p in load_curated() if p.precision is Precision.COUNTRY and len(p.countries) == 1)
    return {p.countries[0]: (p.lat, p.lon) for p in whole}


def _read(where: str, line: str, middles: dict[str, tuple[float, float]]) -> _Row | Refused | None:
    """A line as a row; None for what is not kept, a Refused for what should be and cannot."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != FIELDS:
        return Refused(where, fields[0], f"a line has {FIELDS} fields parted by tabs, this one {len(fields)}")
    number, name, plain, others, lat, lon, kind, feature, country = fields[:9]
    wanted = kind == "P" or feature in LEVELS or feature in FEATURES
    if not wanted or feature in {"PPLH", "PPLQ", "PPLW"}:  # historical, abandoned, destroyed
        return None
    code = alpha3(country) or ""
    if not code and kind in "PA":
        return Refused(where, number, f"there is no country {country!r}")
    try:
        point = float(lat), float(lon)
        row = _Row(int(number), name, (plain, *others.split(",")), *point, "town" if kind == "P" else feature, code,
                   fields[10], fields[11], int(fields[14] or 0))  # fmt: skip
    except ValueError as error:
        return Refused(where, number, f"not a number: {error}")
    fault = _off_the_map(point, middles.get(code))
    return Refused(where, number, fault) if fault else row


def _off_the_map(point: tuple[float, float], middle: tuple[float, float] | None) -> str:
    """What is wrong with a point; empty when nothing is. Swapped coordinates are told with both readings."""
    lat, lon = point
    inside = abs(lat) <= 90 and abs(lon) <= 180
    far = middle is not None and (not inside or kilometres(lat, lon, *middle) > _FAR_KM)
    if far and middle is not None and abs(lon) <= 90 and kilometres(lon, lat, *middle) < _HOME_KM:
        return f"coordinates may be swapped: {lat}, {lon} lies far from its country, {lon}, {lat} in it"
    return "" if inside else f"{lat}, {lon} is no point on earth"


def _names(row: _Row) -> Iterator[tuple[str, int]]:
    """Keys of a row's names, each with whether it is the main one."""
    main = place_key(row.name)
    if main:
        yield main, 1
    for key in {place_key(name) for name in row.others if name.isprintable()} - {main, ""}:
        if len(key) > 2 and key.replace(" ", "").isascii():
            yield key, 0


def _store(db: sqlite3.Connection, rows: list[_Row]) -> Counter[str]:
    towns = [row for row in rows if row.feature == "town"]
    features = [row for row in rows if row.feature != "town"]
    db.executemany(
        "INSERT OR REPLACE INTO town VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(r.id, r.name, r.country, r.first, r.lat, r.lon, r.population) for r in towns],
    )
    db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", [(k, r.id, m) for r in towns for k, m in _names(r)])
    db.executemany(
        "INSERT OR REPLACE INTO feature VALUES (?, ?, ?, ?, ?, ?)",
        [(r.id, r.name, r.country, r.lat, r.lon, FEATURES[r.feature].value) for r in features],
    )
    db.executemany(
        "INSERT OR IGNORE INTO feature_name VALUES (?, ?)", [(k, r.id) for r in features for k, _ in _names(r)]
    )
    return Counter(towns=len(towns), features=len(features))


def _store_areas(db: sqlite3.Connection, areas: list[_Row]) -> Counter[str]:
    """Areas last: a second-level one is told by the first-level one around it. The USA's are in the package."""
    firsts = {
        (row.country, row.first): f"place:{row.country.lower()}-{without_kind(place_key(row.name))}".replace(" ", "-")
        for row in areas if row.feature == "ADM1"
    }  # fmt: skip
    rows = []
    for row in areas:
        bare, level = without_kind(place_key(row.name)), LEVELS[row.feature]
        if row.country == "USA" or len(bare) < 3:
            continue
        country = f"place:{row.country.lower()}"
        around = firsts.get((row.country, row.first), country) if level == 2 else country
        id_ = f"{around}-{bare}".replace(" ", "-")
        rows.append((id_, bare, level, row.country, row.name, row.lat, row.lon, row.population, around))
    db.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return Counter(areas=len(rows))
