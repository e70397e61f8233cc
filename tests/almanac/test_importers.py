"""Importers keep what is sound, tell what is not, and the shelf gives back what was put in."""

from __future__ import annotations

import json
from pathlib import Path

from whimbrel.almanac import Almanac
from whimbrel.almanac.importers import reader_of
from whimbrel.almanac.importers.checks import Refused
from whimbrel.almanac.shelf import Shelf
from whimbrel.almanac.shelf_write import write_shelf
from whimbrel.model import Actor, ActorKind


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
    assert write_shelf(tmp_path / "shelf.db", reader_of(source)(source), told.append).kept == 1
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


def test_imported_actors_stand_beside_the_shipped_in_running_text(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text("id,name,country\nana-berg,Ana Quillberg,NOR\nother,Barack Obama,NOR\n", encoding="utf-8")
    write_shelf(tmp_path / "shelf.db", reader_of(source)(source), print)
    almanac = Almanac.load(tmp_path / "shelf.db")
    found = {mention.text: mention.ids for mention in almanac.mentions("Ana Quillberg met Barack Obama on Monday.")}
    assert found == {"Ana Quillberg": ("ana-berg",), "Barack Obama": ("barack-obama", "other")}
    assert [match.actor.id for match in almanac.match("Ana Quillberg")] == ["ana-berg"]


def read_all(path: Path, format: str = "") -> tuple[list[Actor], list[Refused]]:
    found = list(reader_of(path, format)(path))
    return [one for one in found if isinstance(one, Actor)], [one for one in found if isinstance(one, Refused)]


def entity(number: str, label: str, kind: str, **claims: object) -> dict[str, object]:
    """An entity as a Wikidata dump has it; claims are ids, or (id, qualifiers)."""
    made: dict[str, list[object]] = {}
    for prop, value in {"P31": kind, **claims}.items():
        target, qualifiers = value if isinstance(value, tuple) else (value, {})
        plain = target if prop == "P298" else {"id": target}
        times = {
            name: [{"datavalue": {"value": {"time": f"+{day}T00:00:00Z", "precision": 11}}}]
            for name, day in qualifiers.items()
        }
        made[prop] = [{"mainsnak": {"datavalue": {"value": plain}}, "qualifiers": times}]
    return {"id": number, "labels": {"en": {"language": "en", "value": label}}, "aliases": {}, "claims": made}


def test_offices_of_wikidata_come_with_their_days(tmp_path: Path) -> None:
    held = ("Q901", {"P580": "2011-03-04", "P582": "2015-06-07"})
    lines = [
        entity("Q900", "Norland", "Q6256", P298="NOR"),
        entity("Q901", "harbour minister of Norland", "Q4164871", P1001="Q900"),
        entity("Q902", "Ana Quillberg", "Q5", P39=held, P27="Q900"),
        entity("Q903", "Bo Quillberg", "Q5", P27="Q900"),
    ]
    source = tmp_path / "dump.json"
    source.write_text("[\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]\n", encoding="utf-8")
    actors, refused = read_all(source, "wikidata")
    assert refused == []
    (ana,) = actors  # of people only those who held an office
    assert (ana.id, ana.country) == ("Q902", "NOR")
    (role,) = ana.roles
    assert (role.title, role.of) == ("harbour minister of Norland", "NOR")
    assert (str(role.start), str(role.end)) == ("2011-03-04", "2015-06-07")


def test_followthemoney_occupancies_become_roles(tmp_path: Path) -> None:
    entities = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ana Quillberg"], "nationality": ["no"]}},
        {"id": "j1", "schema": "Position", "properties": {"name": ["Minister of Harbours"], "country": ["no"]}},
        {
            "id": "o1", "schema": "Occupancy",
            "properties": {"holder": ["p1"], "post": ["j1"], "startDate": ["2011"], "endDate": ["2012-05"]},
        },
        {"id": "g1", "schema": "Organization", "properties": {"name": ["Fjord Front"], "topics": ["crime.terror"]}},
        {"id": "v1", "schema": "Vessel", "properties": {"name": ["Quill"]}},
    ]  # fmt: skip
    source = tmp_path / "entities.ftm.json"
    source.write_text("\n".join([*map(json.dumps, entities), "{broken"]), encoding="utf-8")
    actors, refused = read_all(source, "followthemoney")
    assert [(actor.id, actor.kind) for actor in actors] == [
        ("ftm:p1", ActorKind.PERSON), ("ftm:g1", ActorKind.ARMED_GROUP),
    ]  # fmt: skip
    (role,) = actors[0].roles
    assert (role.title, role.of, str(role.start), str(role.end)) == (
        "Minister of Harbours", "NOR", "2011-01-01", "2012-05-31",
    )  # fmt: skip
    assert [one.where for one in refused] == ["entities.ftm.json:6"]


def test_petrarch_bodies_stay_bodies_and_two_of_a_name_are_two(tmp_path: Path) -> None:
    source = tmp_path / "own.actors"
    source.write_text(
        "ANA_BERG_\n\t[NORGOV 20010101-20031231]\nANA_BERG_\n\t[SWEGOV 20050101-20061231]\n"
        "FJORD_FORCES_\n\t[NORREB <20050101]\n\t[NORMIL >20050101]\n",
        encoding="utf-8",
    )
    actors, refused = read_all(source)
    assert refused == []
    assert [(actor.id, actor.kind, actor.country) for actor in actors] == [
        ("petrarch:ana-berg", ActorKind.PERSON, "NOR"),
        ("petrarch:ana-berg-2", ActorKind.PERSON, "SWE"),
        ("petrarch:fjord-forces", ActorKind.FORCES, "NOR"),
    ]


def test_a_quote_that_is_not_closed_costs_its_own_line(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text('id,name\na,"Ana Quillberg\nb,"Bo\nQuillberg"\nc,Cy Quillberg\n', encoding="utf-8")
    actors, refused = read_all(source)
    assert [actor.id for actor in actors][-1] == "c"
    assert [(one.where, one.reason) for one in refused] == [("own.csv:2", "a quote is not closed")]


def test_names_are_cleaned_or_refused_with_the_reason(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text("id,name\nmarks,\u202bAna\u202c Quill\u200fberg\nhomoglyph,Bo Quill\u0432erg\n", encoding="utf-8")
    actors, refused = read_all(source)
    assert [actor.name for actor in actors] == ["Ana Quillberg"]
    assert any("two scripts" in one.reason for one in refused)
