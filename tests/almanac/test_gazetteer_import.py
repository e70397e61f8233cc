"""A gazetteer of one's own, from lines as GeoNames' dump has them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.gazetteer_import import import_geonames
from whimbrel.almanac.importers.checks import Refused
from whimbrel.errors import DataError
from whimbrel.model import Precision


def line(number: int, name: str, lat: object, lon: object, kind: str, **more: str) -> str:
    """One line of a dump; `kind` is class and code ("P.PPL")."""
    fields = [str(number), name, name, more.get("others", ""), str(lat), str(lon), *kind.split(".")]
    fields += [more.get("country", "KE"), "", more.get("first", "05"), more.get("second", "")]
    return "\t".join([*fields, "", "", more.get("people", "0"), "", "", "Africa/Nairobi", "2020-01-01"]) + "\n"


WORLD = [
    line(900001, "Zutopolis", 0.5, 37.2, "P.PPL", others="Zutograd,Зутополис", people="40"),
    line(900002, "Zuto County", 0.6, 37.1, "A.ADM1", people="9000"),
    line(900003, "North Zuto District", 0.7, 37.1, "A.ADM2", second="001"),
    line(900004, "Lake Zutu", 0.8, 37.3, "H.LK"),
    line(900005, "Zuto Borehole", 0.8, 37.3, "H.WLL"),
]


def imported(tmp_path: Path, lines: list[str], name: str = "KE.txt") -> tuple[Gazetteer, list[tuple[str, str]]]:
    dump = tmp_path / name
    data = "".join(lines).encode()
    dump.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    told: list[Refused] = []
    import_geonames(dump, tmp_path / "places.sqlite", told.append)
    return Gazetteer.open(tmp_path / "places.sqlite"), [(refused.where, refused.reason) for refused in told]


@pytest.mark.parametrize("name", ["KE.txt", "KE.txt.gz"])
def test_towns_areas_and_waters_are_found_by_their_names(tmp_path: Path, name: str) -> None:
    gazetteer, refused = imported(tmp_path, WORLD, name)
    assert refused == []
    found = {name: gazetteer.find(name)[0] for name in ("Zutograd", "Zuto County", "North Zuto District", "Lake Zutu")}
    assert {name: place.precision for name, place in found.items()} == {
        "Zutograd": Precision.TOWN,
        "Zuto County": Precision.PROVINCE,
        "North Zuto District": Precision.DISTRICT,
        "Lake Zutu": Precision.REGION,
    }
    assert {place.country for place in found.values()} == {"KEN"}
    assert gazetteer.find("Zuto Borehole") == []
    for place in found.values():
        known = gazetteer.place(place.id)
        assert known is not None
        assert known.place.name == place.name
    gazetteer.close()


def test_the_curated_places_and_countries_stay(tmp_path: Path) -> None:
    gazetteer, _ = imported(tmp_path, WORLD)
    assert gazetteer.country("Kenya") == "KEN"
    assert gazetteer.find("West Bank")[0].id == "place:pse-west-bank"
    assert gazetteer.find("Zagreb") == []
    gazetteer.close()


def test_what_cannot_be_used_is_told_with_its_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    bad = [
        line(900010, "Swapped", 37.2, 0.5, "P.PPL"),
        line(900011, "Off the map", 120, 37, "P.PPL"),
        line(900012, "Word", "north", 37, "P.PPL"),
        line(900013, "Atlantis", 0.5, 37.2, "P.PPL", country="ZZ"),
        "a line cut sho",
    ]
    gazetteer, refused = imported(tmp_path, [*WORLD, *bad])
    reasons = dict(refused)
    assert "0.5, 37.2 in it" in reasons["KE.txt:6"]
    assert "37.2, 0.5" in reasons["KE.txt:6"]
    assert reasons["KE.txt:7"] == "120.0, 37.0 is no point on earth"
    assert "not a number" in reasons["KE.txt:8"]
    assert "ZZ" in reasons["KE.txt:9"]
    assert "19 fields" in reasons["KE.txt:10"]
    assert gazetteer.find("Zutopolis")
    assert gazetteer.find("Swapped") == []
    gazetteer.close()


def test_a_packed_dump_that_breaks_off_gives_what_was_read(tmp_path: Path) -> None:
    dump = tmp_path / "KE.txt.gz"
    filler = [line(910000 + i, f"Village {i} of Zuto", 0.5 + i / 10000, 37.2, "P.PPL") for i in range(5000)]
    whole = gzip.compress("".join([*WORLD, *filler]).encode())
    dump.write_bytes(whole[: len(whole) // 2])
    told: list[Refused] = []
    done = import_geonames(dump, tmp_path / "places.sqlite", told.append)
    assert done.kept["towns"] > 1
    assert "breaks off" in told[-1].reason


def test_an_import_that_finds_nothing_leaves_what_was_there(tmp_path: Path) -> None:
    imported(tmp_path, WORLD)[0].close()
    before = (tmp_path / "places.sqlite").read_bytes()
    (tmp_path / "empty.txt").write_text("no places here\n", encoding="utf-8")
    with pytest.raises(DataError, match="no place was found"):
        import_geonames(tmp_path / "empty.txt", tmp_path / "places.sqlite", lambda refused: None)
    assert (tmp_path / "places.sqlite").read_bytes() == before
    assert list(tmp_path.glob("*.tmp")) == []


def test_coordinates_that_may_be_swapped_are_told_with_both_readings(tmp_path: Path) -> None:
    _, ((_, reason),) = imported(tmp_path, [*WORLD, line(900011, "Zutoville", 48.0, 1.0, "P.PPL")])
    assert all(words in reason for words in ("swapped", "48.0, 1.0", "1.0, 48.0"))
