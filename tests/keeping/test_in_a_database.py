"""Check, backup and restore of a chronicle in a database: what they do for a file, they do there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from postgresql_server import PASSWORD, Server
from runs import Whimbrel
from sqlalchemy import text
from stores import New, rows

from whimbrel.api import Chronicle
from whimbrel.checking import check_file
from whimbrel.chronicle.followed import Copy, copies_folder
from whimbrel.safekeeping import backup


@pytest.fixture(autouse=True)
def current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where raw copies of a database's pages lie."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def nothing(postgresql: Server) -> str:
    """The address of a schema that is not there."""
    return postgresql.address("never_made")


@pytest.fixture
def address(database: New, path: Path) -> str:
    """The address of the chronicle that was read and decided about."""
    made = database()
    with Chronicle.open(path) as here, Chronicle.open(made) as there:
        here.copy_to(there)
    return made


def change(address: str, *statements: str) -> None:
    with Chronicle.open(address) as chronicle, chronicle.mending() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_whole_one_is_whole(address: str, whimbrel: Whimbrel) -> None:
    code, out, err = whimbrel("check", "--deep", "-c", address)
    assert (code, err) == (0, "")
    assert out.startswith("postgresql://whimbrel:***@127.0.0.1")
    assert ": whole (3 reports, " in out
    assert PASSWORD.replace(" ", "%20") not in out
    assert "note" not in out


@pytest.mark.parametrize(
    ("statement", "code", "mended"),
    [
        ("update reports set text = replace(text, 'Goma', 'Bomo')", "text", False),
        ("update claims set body = 'x' where seq = 1", "body", False),
        ("update events set day = '1999-01-01'", "body", True),
        ("update events set body = replace(body, 'Goma', 'Bomo')", "digest", True),
        ("delete from event_claims", "orphan", True),
        ("update participants set id = 'group:other', name = 'Other'", "filed", True),
        ("delete from event_numbers", "index", True),
        ("delete from event_words where rowid = (select min(rowid) from event_words)", "index", True),
        ("update event_words set words = 'nothing'::tsvector", "index", True),
    ],
)
def test_what_was_changed_is_seen_and_mended(
    statement: str, code: str, mended: bool, address: str, whimbrel: Whimbrel
) -> None:
    change(address, statement)
    assert code in {finding.code for finding in check_file(address).faults}
    ended, out, _ = whimbrel("check", "-c", address)
    assert ended == 2
    assert f"fault  {code}  " in out
    if mended:
        ended, out, _ = whimbrel("check", "--mend", "-c", address)
        assert (ended, ": whole (" in out) == (0, True)
        assert check_file(address, deep=True).findings == ()


def test_an_event_that_was_lost_is_missed(address: str) -> None:
    with Chronicle.open(address) as chronicle:
        chronicle.replace_events(list(chronicle.events())[:-1])
    assert {finding.code for finding in check_file(address, deep=True).faults} == {"remade"}


def test_what_is_no_chronicle(nothing: str, whimbrel: Whimbrel) -> None:
    code, _, err = whimbrel("check", "-c", nothing)
    assert code == 2
    assert "there is no chronicle here" in err
    assert "postgresql://whimbrel:***@" in err


def with_pages(address: str) -> bytes:
    """Adds a raw copy, in the folder of the database's name; what it holds."""
    folder = copies_folder(address)
    assert folder is not None
    folder.mkdir()
    content = bytes(range(256)) * 10
    (folder / "20240101-000000-0001.warc.gz").write_bytes(content)
    with Chronicle.open(address) as chronicle, chronicle.followed() as followed:
        found = "https://a.example/"
        followed.add_copy(Copy(found, found, "", "20240101-000000-0001.warc.gz", 0, len(content), "x"))
    return content


def test_from_a_database_into_a_file_and_another_database(
    address: str, database: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whimbrel: Whimbrel
) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", "2030-05-06T07:08:09Z")
    content = with_pages(address)
    assert whimbrel("backup", "b.zip", "-c", address)[0] == 0
    other = database()
    code, out, err = whimbrel("restore", "b.zip", "-c", other, "-f", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["reports"] == 3
    assert whimbrel("restore", "b.zip", "-c", "file.db")[0] == 0
    with Chronicle.open(address) as first, Chronicle.open(other) as second, Chronicle.open("file.db") as third:
        assert rows(first) == rows(second) == rows(third)
        assert first.numbers_with("goma") == second.numbers_with("goma") == third.numbers_with("goma") != []
        for chronicle in (first, second, third):  # numbers that were given are not given again
            chronicle.replace_events(list(chronicle.events())[:-1])
            chronicle.remake_events()
        assert rows(first) == rows(second) == rows(third)
    for where in (other, "file.db"):
        folder = copies_folder(where)
        assert folder is not None
        assert [one.read_bytes() for one in folder.iterdir()] == [content]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_what_holds_something_is_not_overwritten(address: str, path: Path, whimbrel: Whimbrel) -> None:
    with Chronicle.open(path) as chronicle:
        backup(chronicle, Path("b.zip"))
    with_pages(address)
    change(address, "update reports set title = 'another'")
    with Chronicle.open(address) as chronicle:
        before = rows(chronicle)
    for force in ([], ["--force"]):
        code, _, err = whimbrel("restore", "b.zip", "-c", address, *force)
        assert code == 2
        assert "?schema=" in err
        assert PASSWORD.replace(" ", "%20") not in err
        with Chronicle.open(address) as chronicle:
            assert rows(chronicle) == before


def test_a_cut_backup_leaves_nothing(nothing: str, path: Path, postgresql: Server, whimbrel: Whimbrel) -> None:
    with Chronicle.open(path) as chronicle:
        backup(chronicle, Path("b.zip"))
    Path("b.zip").write_bytes(Path("b.zip").read_bytes()[:-100])
    code, _, err = whimbrel("restore", "b.zip", "-c", nothing)
    assert code == 2
    assert "b.zip: this is no whole backup" in err
    assert postgresql.query("select to_regnamespace('never_made')::text") == [(None,)]


def test_numbers_are_those_of_the_chronicles_own_schema(address: str, database: New, path: Path) -> None:
    with (
        Chronicle.open(database()) as other,
        Chronicle.open(address) as chronicle,
        Chronicle.open(path) as file,
    ):
        assert backup(other, Path("other.zip")).numbers == {}
        assert backup(chronicle, Path("a.zip")).numbers == backup(file, Path("file.zip")).numbers != {}
