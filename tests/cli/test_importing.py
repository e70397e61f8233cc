"""Importing actors and places, and reading with them, as a person does."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from whimbrel.api import Chronicle
from whimbrel.cli import run

TABLE = (
    "id,name,kind,country,names,roles\n"
    "ana,Ana Quillberg,person,NOR,آنا كويلبرغ,mayor @ NOR 2015-01-01/\n"
    "=bad,X,person,NOR,,\n"
)
TOWN = "900001\tZutopolis\tZutopolis\t\t0.5\t37.2\tP\tPPL\tKE\t\t05\t\t\t\t4000\t\t\tAfrica/Nairobi\t2020-01-01\n"


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    (tmp_path / "own.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "KE.txt").write_text(TOWN, encoding="utf-8")
    actors, places = tmp_path / "actors.db", tmp_path / "places.db"
    assert call(capsys, "import-actors", tmp_path / "own.csv", "--into", actors)[0] == 0
    assert call(capsys, "import-places", tmp_path / "KE.txt", "--into", places)[0] == 0
    return actors, places


def test_reports_are_read_with_what_was_imported_and_the_chronicle_remembers_it(
    own: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actors, places = own
    chronicle = tmp_path / "c.db"
    (tmp_path / "a.txt").write_text("Ana Quillberg met protesters in Zutopolis on Monday.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ana Quillberg met officials in Zutopolis on Friday.", encoding="utf-8")
    assert call(capsys, "read", tmp_path / "a.txt", "-c", chronicle, "--almanac", actors, "--places", places)[0] == 0
    assert call(capsys, "read", tmp_path / "b.txt", "-c", chronicle)[0] == 0
    with Chronicle.open(chronicle, create=False) as opened:
        claims = list(opened.claims())
        named = [[party.id for party in event.actors] for event in opened]
    assert [[actor.id for actor in claim.actors][:1] for claim in claims] == [["ana"], ["ana"]]
    assert named
    assert all("ana" in ids for ids in named)
    assert [claim.places[0].id for claim in claims] == ["geonames:900001"] * 2
    code, out, _ = call(capsys, "actor", "ana", "-c", chronicle)
    assert code == 0
    assert "mayor" in out


def test_a_remembered_file_that_is_gone_is_told_with_the_remedy(
    own: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actors, _ = own
    chronicle, source = tmp_path / "c.db", tmp_path / "a.txt"
    source.write_text("Ana Quillberg met protesters in Oslo on Monday.", encoding="utf-8")
    assert call(capsys, "read", source, "-c", chronicle, "--almanac", actors)[0] == 0
    actors.unlink()
    source.write_text("Ana Quillberg met officials in Oslo on Friday.", encoding="utf-8")
    code, _, err = call(capsys, "read", source, "-c", chronicle)
    assert code == 2
    assert "--almanac none" in err
    assert call(capsys, "read", source, "-c", chronicle, "--almanac", "none")[0] == 0


def test_what_is_no_import_is_refused_before_anything_is_read(
    own: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actors, places = own
    source = tmp_path / "a.txt"
    source.write_text("Ana Quillberg met protesters in Oslo on Monday.", encoding="utf-8")
    for option, file in (("--almanac", places), ("--places", actors), ("--almanac", tmp_path / "none.db")):
        code, _, err = call(capsys, "read", source, "-c", tmp_path / "c.db", option, file)
        assert code == 2, (option, file)
        assert str(file) in err


def test_refusals_are_listed_beside_the_import_and_harmless_in_a_spreadsheet(
    own: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = own[0].with_name("actors.db.refused.csv").read_text(encoding="utf-8")
    assert "own.csv:3" in listed
    assert ",'=bad," in listed
    (tmp_path / "own.csv").write_text(TABLE.partition("=bad")[0], encoding="utf-8")
    call(capsys, "import-actors", tmp_path / "own.csv", "--into", own[0])
    assert not own[0].with_name("actors.db.refused.csv").exists()


def test_a_dump_that_breaks_off_is_told_and_what_was_read_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    party = {"labels": {"en": {"value": "Party of Fjords"}}, "id": "Q1",
             "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q7278"}}}}]}}  # fmt: skip
    whole = gzip.compress(
        ("[\n" + json.dumps(party) + ",\n" + "".join(f'"{n * 7919}",\n' for n in range(9999))).encode()
    )
    dump = tmp_path / "dump.json.gz"
    dump.write_bytes(whole[: len(whole) // 2])
    code, out, err = call(capsys, "import-actors", dump, "--format", "wikidata", "--into", tmp_path / "a.db")
    assert code == 1
    assert out.startswith("1 actors")
    assert "breaks off" in err


def test_a_plain_dump_that_breaks_off_ends_with_the_same_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump, into = tmp_path / "entities.ftm", tmp_path / "a.db"
    whole = json.dumps({"id": "g1", "schema": "Organization", "properties": {"name": ["Fjord Front"]}})
    dump.write_text(f"{whole}\n{whole[:30]}", encoding="utf-8")
    code, out, err = call(capsys, "import-actors", dump, "--into", into)
    assert (code, out.partition(",")[0]) == (1, "1 actors")
    assert "entities.ftm:2" in err
    kept = into.read_bytes()
    dump.write_text("nothing\n", encoding="utf-8")
    code, _, err = call(capsys, "import-actors", dump, "--into", into)
    assert code == 1
    assert "stays as it was" in err
    assert into.read_bytes() == kept


def test_an_unknown_format_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.xyz").write_text("?", encoding="utf-8")
    code, _, err = call(capsys, "import-actors", tmp_path / "x.xyz", "--into", tmp_path / "a.db")
    assert code == 2
    assert "--format" in err
    assert not (tmp_path / "a.db").exists()
