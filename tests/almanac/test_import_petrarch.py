"""PETRARCH dictionaries as they are: people and bodies not told apart, acronyms in brackets, codes by time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whimbrel.almanac import Almanac
from whimbrel.almanac.importers import cameo, reader_of
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.importers.petrarch_names import written
from whimbrel.almanac.shelf_write import write_shelf
from whimbrel.model import Actor, ActorKind


def read(tmp_path: Path, text: str) -> tuple[list[Actor], list[Refused]]:
    source = tmp_path / "own.actors.txt"
    source.write_text(text, encoding="utf-8")
    found = list(reader_of(source)(source))
    return [one for one in found if isinstance(one, Actor)], [one for one in found if isinstance(one, Refused)]


@pytest.mark.parametrize(
    ("filed", "names"),
    [
        ("ANA_QUILLBERG_", ["Ana Quillberg"]),
        ("FRONT_FOR_THE_FREEDOM_OF_FJORDS_(FFF)_", ["Front for the Freedom of Fjords", "FFF"]),
        ("QUILL_ARMY_(NORWAY)_", ["Quill Army"]),
        ("QUILL'S_MEN", ["Quill's Men"]),
        ("ANA_D'QUILLBERG", ["Ana D'Quillberg"]),
        ("A.B._QUILLBERG_", ["A.B. Quillberg"]),
        ("UQF_", ["UQF"]),
        ("_", []),
    ],
)
def test_names_are_written_as_reports_write_them(filed: str, names: list[str]) -> None:
    assert [name.text for name in written(filed)] == names


def test_a_country_and_an_entry_without_a_code_are_refused(tmp_path: Path) -> None:
    actors, refused = read(tmp_path, "NORWAY_ [NOR]\n+OSLO_\nFJORD_FRONT_\nQUILL_FRONT_ [NORREB]\n")
    assert [actor.name for actor in actors] == ["Quill Front"]
    assert [(one.where, one.what) for one in refused] == [
        ("own.actors.txt:1", "NORWAY_"), ("own.actors.txt:3", "FJORD_FRONT_"),
    ]  # fmt: skip


def test_who_begins_with_a_given_name_or_is_coded_for_a_time_is_a_person(tmp_path: Path) -> None:
    actors, _ = read(
        tmp_path,
        "ANA_QUILLBERG_ [NORMED]\nRED_LINE_ [NORREB]\nQUILLBERG_ [NORGOV >20010101]\n"
        "FJORD_FRONT_ [NORREB >20010101]\nUQF [NORREB >20010101]\nMINISTER_BO_ABELARD [NORELI]\n",
    )
    assert [(actor.name, actor.kind is ActorKind.PERSON) for actor in actors] == [
        ("Ana Quillberg", True), ("Red Line", False), ("Quillberg", True),
        ("Fjord Front", False), ("UQF", False), ("Bo Abelard", True),
    ]  # fmt: skip


def test_a_persons_codes_tell_the_sector_by_day(tmp_path: Path) -> None:
    (tmp_path / "own.actors").write_text(
        "BO_QUILLBERG\n\t[NORREB 19900101-19991231]\n\t[NORMIL 20000101-20051231]\n\t[NORELI]\n", encoding="utf-8"
    )
    write_shelf(tmp_path / "shelf.db", reader_of(tmp_path / "own.actors")(tmp_path / "own.actors"), print)
    almanac = Almanac.load(tmp_path / "shelf.db")
    sectors = [almanac.sector_on("petrarch:bo-quillberg", date(year, 6, 1)) for year in (1995, 2003)]
    assert sectors == ["REB", "MIL"]


@pytest.mark.parametrize("code", ["[NORGOV 2001011-20020101]", "[NORGOV 20011301-20020101]", "[---]", "[norgov]"])
def test_a_code_that_is_none_is_told_with_its_line(tmp_path: Path, code: str) -> None:
    actors, refused = read(tmp_path, f"ANA_QUILLBERG_\n\t[NORGOV]\n\t{code}\n")
    assert [actor.name for actor in actors] == ["Ana Quillberg"]
    assert [(one.where, one.part) for one in refused] == [("own.actors.txt:1", True)]


def test_every_role_of_the_table_has_a_sector_and_a_title() -> None:
    roles = cameo.cameo_roles()
    assert roles["GOV"].body == "government"
    assert all(role.sector and role.title for role in roles.values())
