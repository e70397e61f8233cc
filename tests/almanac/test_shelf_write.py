"""Which imported actors stand by themselves, which add to a shipped one, and which names are looked for in texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from whimbrel.almanac import Almanac
from whimbrel.almanac.importers import reader_of
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.shelf import Shelf
from whimbrel.almanac.shelf_write import write_shelf
from whimbrel.model import Actor, ActorKind, Name


def shelved(tmp_path: Path, table: str) -> tuple[Almanac, list[Refused], int]:
    source, told = tmp_path / "own.csv", list[Refused]()
    source.write_text(table, encoding="utf-8")
    done = write_shelf(tmp_path / "shelf.db", reader_of(source)(source), told.append, Almanac.load())
    return Almanac.load(tmp_path / "shelf.db"), told, done.folded


HEADER = "id,name,kind,country,names,roles\n"


def test_an_imported_actor_that_is_shipped_adds_to_it(tmp_path: Path) -> None:
    table = (
        HEADER + "q76,Barack Obama,person,USA,Barack H. Obama the Second,"
        "president @ USA 2009-01-20/2017-01-20 | senator @ USA 2005-01-03/2008-11-16\n"
    )
    almanac, _, folded = shelved(tmp_path, table)
    assert folded == 1
    assert [m.ids for m in almanac.mentions("Barack H. Obama the Second met Barack Obama.")] == [("barack-obama",)] * 2
    known = almanac.actor("barack-obama")
    assert known is not None
    assert sum(role.title == "president" for role in known.roles) == 1
    assert any(role.title == "senator" for role in known.roles)


def test_a_namesake_stays_apart_and_the_name_unsure(tmp_path: Path) -> None:
    almanac, _, folded = shelved(tmp_path, HEADER + "other,Barack Obama,person,NOR,,\n")
    assert folded == 0
    (mention,) = almanac.mentions("Barack Obama spoke.")
    assert mention.ids == ("barack-obama", "other")


def test_an_alias_of_two_actors_names_both(tmp_path: Path) -> None:
    almanac, _, _ = shelved(
        tmp_path, HEADER + "a,Fjord Front,party,NOR,Quill Bloc,\nb,Coast Front,party,NOR,Quill Bloc,\n"
    )
    (mention,) = almanac.mentions("The Quill Bloc lost.")
    assert mention.ids == ("a", "b")


def test_ordinary_words_and_lone_surnames_are_kept_and_not_looked_for(tmp_path: Path) -> None:
    table = HEADER + "t,Today,party,NOR,Fjord Today,\nq,Ana Quillberg,person,NOR,Quillberg,\n"
    almanac, told, _ = shelved(tmp_path, table)
    assert [m.text for m in almanac.mentions("Today Quillberg and Fjord Today met.")] == ["Fjord Today"]
    assert {one.what for one in told if one.part} == {"t", "q"}
    kept = almanac.actor("t")
    assert kept is not None
    assert kept.name == "Today"


def test_a_word_of_the_dictionary_names_nobody_when_it_stands_alone(tmp_path: Path) -> None:
    table = HEADER + (
        "r,Reason,media,USA,,\nw,Will,person,USA,,\nn,Nation,media,USA,The Nation,\n"
        "c,harbour council,government,NOR,Harbour Council of Fjords,\nv,Quillvox,party,NOR,,\n"
    )
    almanac, told, _ = shelved(tmp_path, table)
    text = "Reason prevailed. Will they? Nation states met. The harbour council of The Nation told Quillvox."
    assert [mention.text for mention in almanac.mentions(text)] == ["The Nation", "Quillvox"]
    assert {one.what for one in told if one.part} == {"r", "w", "n", "c"}


def test_the_id_of_a_shipped_actor_is_not_taken_by_another(tmp_path: Path) -> None:
    almanac, told, folded = shelved(
        tmp_path, HEADER + "hamas,Fjord Fishing Club,company,NOR,,\nb,Fjord Front,party,NOR,,\n"
    )
    assert folded == 0
    assert [(one.what, "id is that of Hamas" in one.reason) for one in told] == [("hamas", True)]
    assert almanac.named("Fjord Fishing Club") == ()


def test_a_person_filed_under_a_group_is_not_made_a_name_of_it(tmp_path: Path) -> None:
    almanac, told, folded = shelved(
        tmp_path, HEADER + "x,Hezbollah,armed group,LBN,Hassan Nasrallah | Party of Quills,\n"
    )
    assert folded == 1
    assert almanac.named("Party of Quills") == ("hezbollah",)
    assert "hezbollah" not in almanac.named("Hassan Nasrallah")
    assert any("'Hassan Nasrallah'" in one.reason for one in told)


def test_an_official_without_an_office_adds_to_the_one_who_held_one(tmp_path: Path) -> None:
    row = "x,Barack Obama,person,{},,official @ {}.government 2010-01-01/\n"
    almanac, _, folded = shelved(tmp_path, HEADER + row.format("USA", "USA"))
    assert folded == 1
    assert almanac.role_on("barack-obama", None) == "president of United States"
    _, _, folded = shelved(tmp_path, HEADER + row.format("USA", "USA").replace("2010", "2020"))
    assert folded == 0


def test_an_import_that_keeps_nothing_or_is_stopped_leaves_the_earlier_shelf(tmp_path: Path) -> None:
    path = tmp_path / "shelf.db"
    first = Actor("a", "Ana Quillberg", ActorKind.PERSON, names=(Name("Ana Quillberg"),))

    def stopped() -> Iterator[Actor | Refused]:
        yield Actor("b", "Bo Quillberg", ActorKind.PERSON, names=(Name("Bo Quillberg"),))
        raise KeyboardInterrupt

    assert write_shelf(path, [first], print).kept == 1
    with pytest.raises(KeyboardInterrupt):
        write_shelf(path, stopped(), print)
    assert write_shelf(path, [Refused("own.csv:2", "x", "no name is left")], lambda _: None).kept == 0
    shelf = Shelf(path)
    assert [alias.actor for alias in shelf.named("ana quillberg")] == ["a"]
    assert shelf.named("bo quillberg") == []
    assert [file.name for file in tmp_path.iterdir()] == ["shelf.db"]
