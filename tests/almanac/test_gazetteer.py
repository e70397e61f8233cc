"""Look-ups by name, on the real database."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.errors import DataError
from whimbrel.model import Precision


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Nairobi", "KEN", -1.3, 36.8),
        ("Ain el-Hilweh", "LBN", 33.5, 35.4),
        ("Kiev", "UKR", 50.4, 30.5),
        ("al-Hasaka", "SYR", 36.5, 40.7),
        ("Sadr City", "IRQ", 33.4, 44.5),
        ("Cité Soleil", "HTI", 18.6, -72.3),
        ("Kutupalong", "BGD", 21.2, 92.2),
        ("Hodeida", "YEM", 14.8, 43.0),
        ("Tahrir Square", "EGY", 30.0, 31.2),
        ("Walker County", "USA", 33.8, -87.3),
    ],
)
def test_a_name_is_found_where_it_is(gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    best = gazetteer.find(name)[0]
    assert best.country == country
    assert best.lat == pytest.approx(lat, abs=0.6)
    assert best.lon == pytest.approx(lon, abs=0.6)


def test_a_country_hint_comes_before_standing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Tripoli")[0].country == "LBY"
    assert gazetteer.find("Tripoli", countries=["LBN"])[0].country == "LBN"
    assert gazetteer.find_all(["Tripoli", "Valencia"], ["VEN"])["Valencia"][0].country == "VEN"


@pytest.mark.parametrize("name", ["Chad", "Burma", "the Gambia".removeprefix("the "), "U.S.", "DR Congo", "Türkiye"])
def test_a_whole_country_is_never_a_pin(gazetteer: Gazetteer, name: str) -> None:
    best = gazetteer.find(name)[0]
    assert best.precision is Precision.COUNTRY
    assert (best.lat, best.lon) == (None, None)
    assert best.country == gazetteer.country(name)
    assert best.country is not None
    assert len(best.country) == 3


def test_a_town_comes_before_the_province_named_after_it(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Homs")[0].precision is Precision.TOWN
    assert gazetteer.find("Homs province")[0].precision is Precision.PROVINCE
    assert gazetteer.find("Anbar")[0].precision is Precision.PROVINCE


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Rogaland", "NOR", Precision.PROVINCE),
        ("Akita Prefecture", "JPN", Precision.PROVINCE),
        ("Kramatorskyi Raion", "UKR", Precision.DISTRICT),
        ("Manbij District", "SYR", Precision.DISTRICT),
    ],
)
def test_areas_that_nobody_kept_by_hand_are_known(
    gazetteer: Gazetteer, name: str, country: str, precision: Precision
) -> None:
    best = gazetteer.find(name)[0]
    assert (best.country, best.precision) == (country, precision)
    known = gazetteer.place(best.id)
    assert known is not None
    assert known.place.name == best.name


def test_an_area_kept_by_hand_stands_before_geonames_own(gazetteer: Gazetteer) -> None:
    provinces = [p for p in gazetteer.find("Idlib governorate") if p.country == "SYR"]
    assert [p.id for p in provinces if p.precision is Precision.PROVINCE] == ["place:syr-idlib-governorate"]


@pytest.mark.parametrize(
    ("host", "country"),
    [
        ("civil.ge", "GEO"),
        ("www.independent.ie", "IRL"),
        ("news.co.uk", "GBR"),
        ("a.com", None),
        ("rt.tv", None),
        ("", None),
    ],
)
def test_the_country_of_an_address(gazetteer: Gazetteer, host: str, country: str | None) -> None:
    assert gazetteer.country_of_host(host) == country


def test_disputed_places_claim_no_single_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kashmir")[0].country is None
    assert gazetteer.find("Spratly Islands")[0].country is None


@pytest.mark.parametrize("name", ["", "us", "in", "Miss", "Mass", "Qwrtzpf", "123", "—", "it", "OR"])
def test_words_are_not_places(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.known(name)
    assert gazetteer.find(name) == []


def test_abbreviations_are_places_where_they_are_written_as_such(gazetteer: Gazetteer) -> None:
    assert gazetteer.known("US")
    assert gazetteer.known("Miss.")
    assert [c.area for c in gazetteer.containers("OR")] == ["OR"]


def test_an_id_leads_back_to_its_place(gazetteer: Gazetteer) -> None:
    for name in ("Nairobi", "Sadr City"):
        place = gazetteer.find(name)[0]
        again = gazetteer.place(place.id)
        assert again is not None
        assert again.place == place
    assert gazetteer.place("geonames:nonsense") is None
    assert gazetteer.place("place:atlantis") is None


def test_hostile_names_are_only_unknown(gazetteer: Gazetteer) -> None:
    for name in ("'; DROP TABLE town; --", "\x00", "a" * 100_000, "\ud800", "al " * 5000):
        assert gazetteer.find(name) == []


def test_look_ups_are_quick(gazetteer: Gazetteer) -> None:
    names = [
        f"{a}{b}" for a in ("Al ", "San ", "New ", "Bad ", "") for b in ("Paris", "Juan", "York", "Homs", "Kano")
    ] * 4
    start = time.perf_counter()
    for name in names:
        gazetteer.candidates(name)
    assert (time.perf_counter() - start) / len(names) < 0.005


def test_a_missing_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gazetteer is missing.*hatch_build\.py"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"not a database at all" * 100)
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("CREATE TABLE t (a)").connection.close()
    for path in (junk, other):
        with pytest.raises(DataError, match="not a gazetteer"):
            Gazetteer.open(path)


def test_the_database_names_its_source(gazetteer: Gazetteer) -> None:
    assert "GeoNames" in gazetteer.attribution
    assert "CC BY 4.0" in gazetteer.attribution
