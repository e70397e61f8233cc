"""The hand-kept places keep their own rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from whimbrel.almanac.gazetteer_curated import CuratedPlace, check_curated, load_curated, read_table
from whimbrel.errors import DataError
from whimbrel.model import Precision

HEADER = "id,name,country,lat,lon,precision,within,aliases,note\n"


def test_the_files_are_in_order() -> None:
    assert check_curated(load_curated()) == []


def test_they_cover_the_world() -> None:
    places = [p for p in load_curated() if p.precision is not Precision.COUNTRY]
    assert len(places) >= 1200
    assert len({code for p in places for code in p.countries}) >= 120


def _place(**changes: object) -> CuratedPlace:
    base = CuratedPlace("place:x", "X", ("KEN",), 0.0, 37.0, Precision.TOWN, "", (), "", "t.csv:2")
    return replace(base, **changes)  # type: ignore[arg-type]


KENYA = CuratedPlace("place:ken", "Kenya", ("KEN",), 1.0, 38.0, Precision.COUNTRY, "", (), "", "t.csv:1")


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (_place(id="x"), "not of the form"),
        (_place(lat=91.0), "not on earth"),
        (_place(lat=50.0), "too far from KEN"),
        (_place(countries=("ZZZ",)), "no known country"),
        (_place(within="place:nowhere"), "no known id"),
        (_place(name="--"), "name is empty"),
        (_place(aliases=("Kenya",)), "also a name of"),
        (_place(id="place:ken"), "is also on"),
    ],
)
def test_each_fault_is_told(place: CuratedPlace, fault: str) -> None:
    faults = check_curated((KENYA, place))
    assert any(fault in line and line.startswith("t.csv:2") for line in faults)


def test_a_declared_namesake_is_no_clash() -> None:
    assert check_curated((KENYA, _place(), _place(id="place:y", note="namesake of the other X"))) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,name\n", "bad.csv:1"),
        (HEADER + "place:a,A,KEN,north,37,town,,,\n", "bad.csv:2"),
        (HEADER + "place:a,A,KEN,0,37,hamlet,,,\n", "bad.csv:2"),
        (HEADER + "place:a,A,KEN,0,37\n", "bad.csv:2"),
        (HEADER + "place:a,A,KEN,0,37,town,,,,,\n", "bad.csv:2"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, text: str, where: str) -> None:
    table = tmp_path / "bad.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_table(table)
    assert error.value.where == where
    assert error.value.remedy
