"""Importers keep what is sound, tell what is not, and the shelf gives back what was put in."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from whimbrel.almanac import Almanac
from whimbrel.almanac.importers import reader_of
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.shelf import Shelf, write_shelf
from whimbrel.model import Actor


def test_a_csv_is_read_around_its_faults_and_found_on_the_shelf(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    lines = [
        "id,name,country,roles",
        "ana-berg,Ana Berg,NOR,mayor @ NOR 2015/2012 | judge @ NOR 2001/2003",
        "x,X,NOR,",
        "long," + "a" * 300 + ",NOR,",
        "mixed,P\u0430vel Low,NOR,",
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    told: list[Refused] = []
    assert write_shelf(tmp_path / "shelf.db", reader_of(source)(source), told.append) == 1
    assert any("ends before it starts" in one.reason for one in told)
    assert {one.what for one in told if not one.part} == {"x", "long", "mixed"}
    shelf = Shelf(tmp_path / "shelf.db")
    assert [alias.actor for alias in shelf.named("ana berg")] == ["ana-berg"]
    assert shelf.longest("ana") == 2
    actor = shelf.actor("ana-berg")
    assert actor is not None
    assert [role.title for role in actor.roles] == ["judge"]


def test_petrarch_codes_become_countries_and_dated_roles(tmp_path: Path) -> None:
    source = tmp_path / "own.actors"
    source.write_text("ANA_BERG_ ; made up\n+A._BERG_\n\t[NORGOV 20010101-20031231]\n", encoding="utf-8")
    (actor,) = reader_of(source)(source)
    assert isinstance(actor, Actor)
    assert (actor.name, actor.country, actor.roles[0].of) == ("Ana Berg", "NOR", "NOR.government")


def test_a_packed_dump_that_is_cut_keeps_what_stood_before(tmp_path: Path) -> None:
    party = {
        "id": "Q1",
        "labels": {"en": {"language": "en", "value": "Party of Fjords"}},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q7278"}}}}]},
    }
    whole = "[\n" + json.dumps(party) + ",\n" + "".join(f'"{n * 7919}",\n' for n in range(20000))
    packed = gzip.compress(whole.encode())
    source = tmp_path / "dump.json.gz"
    source.write_bytes(packed[: len(packed) // 2])
    found = list(reader_of(source, "wikidata")(source))
    assert [item.name for item in found if isinstance(item, Actor)] == ["Party of Fjords"]
    assert isinstance(found[-1], Refused)
    assert "breaks off" in found[-1].reason


def test_imported_actors_stand_beside_the_shipped_in_running_text(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text("id,name,country\nana-berg,Ana Quillberg,NOR\nother,Barack Obama,NOR\n", encoding="utf-8")
    write_shelf(tmp_path / "shelf.db", reader_of(source)(source), print)
    almanac = Almanac.load(tmp_path / "shelf.db")
    found = {mention.text: mention.ids for mention in almanac.mentions("Ana Quillberg met Barack Obama on Monday.")}
    assert found == {"Ana Quillberg": ("ana-berg",), "Barack Obama": ("barack-obama", "other")}
    assert [match.actor.id for match in almanac.match("Ana Quillberg")] == ["ana-berg"]
