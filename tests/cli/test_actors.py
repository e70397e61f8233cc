"""The commands about actors, run as a person runs them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.cli import run
from whimbrel.export.columns import COLUMNS as TABLE
from whimbrel.export.flat import COLUMNS as FLAT
from whimbrel.model import ActorKind, Participant

MAREK = Participant("local:person:odo-marek", "Odo Marek", ActorKind.PERSON, "KEN", "", "", "Odo Marek")
MAREC = Participant("local:person:odon-marec", "Odon Marec", ActorKind.PERSON, "KEN", "", "", "Odon Marec")
EVIL = Participant("local:person:evil", "Evil\x1b[31m %_\u202e Name", ActorKind.PERSON, text="Evil\x1b[31m\u202e")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("actors") / "c.db"
    with Chronicle.open(target) as chronicle:
        for number, who in enumerate((MAREK, MAREC, EVIL)):
            source = samples.report(f"Paper {number}", "News", "He met the United Nations in Nairobi on 5 May 2020.")
            words = "He met the United Nations in Nairobi on 5 May 2020"
            made = samples.claim(source, words, "met", "CONSULT", "meet", actors=[who, samples.UN],
                                 places=[samples.NAIROBI], when=samples.day("2020-05-05"))  # fmt: skip
            chronicle.add(source, [made])
        chronicle.remake_events()
    return target


@pytest.fixture
def path(made: Path, tmp_path: Path) -> str:
    return str(shutil.copyfile(made, tmp_path / "c.db"))


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert not CONTROLS.search(out + err)
    return code, out, err


def events(capsys: pytest.CaptureFixture[str], path: str) -> str:
    return call(capsys, "events", "-c", path, "--format", "ndjson")[1]


def test_a_decision_is_made_listed_and_undone(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = events(capsys, path)
    code, out, err = call(capsys, "merge-actors", MAREK.id, MAREC.id, "-c", path, "--who", "Ada", "--format", "json")
    (made,) = json.loads(out)["decisions"]
    assert (code, err, made["who"], made["state"]) == (0, "", "Ada", "in force")
    assert MAREC.id not in events(capsys, path)
    code, out, err = call(capsys, "actor", MAREC.id, "-c", path)
    assert code == 0
    assert f"is now {MAREK.id}" in err
    assert "Odon Marec" in out
    assert made["id"] in out
    _, out, _ = call(capsys, "actors", "-c", path, "--format", "ndjson")
    assert MAREC.id not in out
    assert call(capsys, "page", "-c", path, "-o", "-")[1].count("Odon Marec") == 0
    assert call(capsys, "undo", made["id"], "-c", path)[0] == 0
    assert events(capsys, path) == before
    _, out, _ = call(capsys, "decisions", "-c", path, "--format", "ndjson")
    assert [json.loads(line)["state"] for line in out.splitlines()] == ["undone", ""]


def test_with_later_the_events_wait(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = events(capsys, path)
    code, _, err = call(capsys, "merge-actors", MAREK.id, MAREC.id, "--later", "-c", path)
    assert code == 0
    assert "whimbrel read" in err
    assert events(capsys, path) == before
    with Chronicle.open(path) as chronicle:
        assert chronicle.events_due()


def test_decisions_travel_as_ndjson(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, kept = tmp_path / "other.db", tmp_path / "kept.ndjson"
    Chronicle.open(other).close()
    call(capsys, "promote", MAREK.id, "--country", "Kenya", "--role", "governor @ KEN 2019/", "-c", path)
    call(capsys, "split-actor", "own:odo-marek", "nobody", "-c", path)
    kept.write_text(call(capsys, "decisions", "-c", path, "--format", "ndjson")[1], encoding="utf-8")
    code, out, err = call(capsys, "decisions", "--import", str(kept), "-c", str(other))
    assert (code, err.strip()) == (0, f"1 decision added from {kept}")
    assert "own:odo-marek" in out
    kept.write_bytes(b"\xff\xfe")
    assert call(capsys, "decisions", "--import", str(kept), "-c", str(other))[0] == 2
    assert call(capsys, "decisions", "--import", str(tmp_path / "none"), "-c", str(other))[0] == 2


@pytest.mark.parametrize("format", ["table", "csv", "json", "ndjson"])
@pytest.mark.parametrize("listing", [["--unknown"], ["--like", "Odo Mareck"], ["--like", "Evil Name"]])
def test_listings_of_actors(path: str, listing: list[str], format: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "actors", *listing, "-c", path, "--format", format)
    assert (code, err) == (0, "")
    assert "local:person:" in out.replace("\n", "") or format == "table"


def test_an_actor_of_the_almanac_is_shown_with_names_and_roles(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "actor", "emmanuel-macron", "-c", path)
    assert code == 0
    assert "no report" in err
    assert "president" in out
    _, out, _ = call(capsys, "actor", "emmanuel-macron", "-c", path, "--format", "json")
    record = json.loads(out)
    assert {"language", "script", "source"} <= set(record["names"][0])
    assert any(role["title"] == "president" and role["start"] == "2017-05-14" for role in record["roles"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["actor", "local:person:odo-mareck"],
        ["actors", "--like", "%"],
        ["actors", "--like", "x", "--unknown"],
        ["merge-actors", MAREK.id, MAREK.id],
        ["merge-actors", MAREK.id, "\x1b[2J\u202e' or 1=1 --"],
        ["split-actor", MAREK.id, "Odo Marek"],
        ["promote", "KEN"],
        ["promote", MAREK.id, "--role", "king"],
        ["undo"],
        ["undo", "%"],
    ],
)
def test_what_cannot_be_is_told_on_one_line(
    path: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = events(capsys, path)
    code, out, err = call(capsys, *arguments, "-c", path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "fault" not in err
    assert events(capsys, path) == before


def test_a_wrong_id_is_answered_with_the_nearest(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert MAREK.id in call(capsys, "actor", "local:person:odo-mareck", "-c", path)[2]
    assert "emmanuel-macron" in call(capsys, "merge-actors", "emanuel-macron", MAREK.id, "-c", path)[2]


def test_every_listing_has_a_table_and_columns() -> None:
    of_pages = {"framing", "party", "place", "question", "word"}  # which are listed in the browser alone
    assert set(TABLE) | of_pages == set(FLAT)
