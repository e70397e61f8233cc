"""Backups: written while others work, the same on every machine, never over another file, and back to the last row."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from runs import Whimbrel, contents

from whimbrel.api import Chronicle
from whimbrel.chronicle.followed import Copy, copies_folder
from whimbrel.errors import ChronicleError, UsageError
from whimbrel.model import Problem
from whimbrel.safekeeping import backup, restore, try_restore


def saved(path: Path) -> Path:
    target = path.with_suffix(".backup")
    with Chronicle.open(path, create=False) as chronicle:
        backup(chronicle, target)
    return target


def tables(path: Path) -> dict[str, Any]:
    """Every row of every table, the word index and the numbers given out among them."""
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("select name from sqlite_master where type = 'table' order by name")]
        return {
            name: sorted(raw.execute(f"select * from {name}").fetchall(), key=repr)
            for name in names
            if not name.startswith("event_words_")  # how the index is laid out in the file
        }


def with_pages(path: Path) -> Path:
    """A chronicle with a raw copy in the folder beside it."""
    folder = copies_folder(str(path))
    assert folder is not None
    folder.mkdir()
    (folder / "20240101-000000-0001.warc.gz").write_bytes(bytes(range(256)) * 10)
    with Chronicle.open(path) as chronicle, chronicle.followed() as followed:
        followed.add_copy(
            Copy("https://a.example/", "https://a.example/", "", "20240101-000000-0001.warc.gz", 0, 2560, "x")
        )
    return folder


def test_there_and_back(path: Path, tmp_path: Path) -> None:
    with_pages(path)
    with Chronicle.open(path) as chronicle:  # numbers that were given and are gone stay given
        events = list(chronicle.events())
        chronicle.replace_events(events[:-2])
        chronicle.remake_events()
        chronicle.watch("all")
    (tmp_path / "other").mkdir()
    manifest = restore(saved(path), tmp_path / "other" / "again.db")
    assert manifest.rows("reports") == 3
    assert tables(tmp_path / "other" / "again.db") == tables(path)
    assert contents(tmp_path / "other" / "again.db") == contents(path)
    assert [one.read_bytes() for one in sorted((tmp_path / "other" / "again.pages").iterdir())] == [
        bytes(range(256)) * 10
    ]
    assert sorted(one.name for one in (tmp_path / "other").iterdir()) == ["again.db", "again.pages"]


def test_equal_chronicles_give_equal_bytes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", "2024-05-06T07:08:09Z")
    first = saved(path)
    restore(first, tmp_path / "again.db")
    assert saved(tmp_path / "again.db").read_bytes() == first.read_bytes()


def test_a_backup_is_of_one_instant_while_others_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from whimbrel.safekeeping import backup as module  # noqa: PLC0415 - the function hides the module

    target = path.with_suffix(".backup")
    real = zipfile.ZipFile.open
    with Chronicle.open(path) as chronicle, Chronicle.open(path) as other:
        before = len(list(chronicle.problems()))

        def writing(self: zipfile.ZipFile, name: Any, *given: Any, **more: Any) -> Any:
            mode = given[0] if given else more.get("mode", "r")
            if mode == "w":
                other.add_problem(Problem("f", str(getattr(name, "filename", name)), "code", "told", "none"))
            return real(self, name, *given, **more)

        with monkeypatch.context() as patched:
            patched.setattr(zipfile.ZipFile, "open", writing)
            manifest = module(chronicle, target)
        assert len(list(other.problems())) > before + 10
    assert manifest.rows("problems") <= before + 1  # what came in before the first table was read, at most
    try_restore(target)


def test_nothing_is_overwritten_unasked(path: Path, tmp_path: Path, whimbrel: Whimbrel) -> None:
    file, before = saved(path), path.read_bytes()
    code, _, err = whimbrel("backup", file, "-c", path)
    assert code == 2
    assert "--force" in err
    code, _, err = whimbrel("restore", file, "-c", path)
    assert code == 2
    assert "--force" in err
    assert path.read_bytes() == before
    code, _, err = whimbrel("backup", path, "-c", path, "--force")
    assert code == 2
    assert "the chronicle itself" in err
    assert path.read_bytes() == before
    assert whimbrel("backup", file, "-c", path, "--force")[0] == 0
    assert whimbrel("restore", file, "-c", path, "--force")[0] == 0
    code, out, _ = whimbrel("restore", file, "--try", "-f", "json")
    assert (code, json.loads(out)["reports"]) == (0, 3)
    code, _, err = whimbrel("restore", file, "-c", tmp_path / "no" / "c.db")
    assert code == 2
    assert "folder does not exist" in err


def test_a_chronicle_in_use_is_not_replaced(path: Path) -> None:
    file = saved(path)
    with Chronicle.open(path) as chronicle:
        chronicle.tally()
        with pytest.raises(ChronicleError, match="another program"):
            restore(file, path, force=True)
        assert chronicle.tally().reports == 3
    restore(file, path, force=True)
    assert contents(path)


def test_what_replaces_a_damaged_chronicle(path: Path) -> None:
    file, wanted = saved(path), contents(path)
    path.write_bytes(b"overwritten" * 1000)
    path.with_name("c.db-wal").write_bytes(b"of another time" * 100)
    restore(file, path, force=True)
    assert contents(path) == wanted


@pytest.mark.slow
def test_every_byte_counts(path: Path, tmp_path: Path) -> None:
    """Wherever a backup was changed, restoring it is refused, and the target stays as it is."""
    file = saved(path)
    whole = file.read_bytes()
    target = tmp_path / "t.db"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            restore(file, target)
        except ChronicleError:
            assert list(tmp_path.glob("*t.db*")) == []
        else:  # a byte that means nothing, such as one of a time stamp
            assert contents(target) == contents(path)
            target.unlink()
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with pytest.raises(ChronicleError):
            restore(file, target)


def rewritten(file: Path, change: Any) -> None:
    """The backup with its manifest and members changed by a function of both."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(manifest, members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "pages/../../evil", "tables/a/b.ndjson", "pages/.hidden"])
def test_members_that_lead_elsewhere(path: Path, tmp_path: Path, name: str) -> None:
    file = saved(path)

    def change(manifest: Any, members: Any) -> None:
        members[name] = b"evil"
        manifest["members"][name] = {"sha256": "0" * 64, "size": 4, "rows": 0, "columns": []}

    rewritten(file, change)
    with pytest.raises(ChronicleError, match="no whole backup"):
        restore(file, tmp_path / "t.db")
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest, members: manifest.update(schema="9999"),
        lambda manifest, members: manifest.update(format="another"),
        lambda manifest, members: manifest.update(members=[]),
        lambda manifest, members: manifest["members"]["tables/reports.ndjson"].update(columns=["a; drop table x"]),
        lambda manifest, members: members.pop("tables/claims.ndjson"),
        lambda manifest, members: members.update({"tables/reports.ndjson": b"[1]\n"}),
    ],
)
def test_manifests_that_lie(path: Path, tmp_path: Path, change: Any) -> None:
    file = saved(path)
    rewritten(file, change)
    with pytest.raises(ChronicleError):
        restore(file, tmp_path / "t.db")
    assert not (tmp_path / "t.db").exists()


def test_a_backup_of_a_broken_chronicle_is_not_restored(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("update reports set text = 'other'")
    with pytest.raises(ChronicleError, match="not whole"):
        restore(saved(path), tmp_path / "t.db")


def test_a_raw_copy_that_is_gone_is_told(path: Path) -> None:
    folder = with_pages(path)
    for one in folder.iterdir():
        one.unlink()
    with Chronicle.open(path) as chronicle, pytest.raises(OSError, match="warc"):
        backup(chronicle, path.with_suffix(".backup"))
    assert not path.with_suffix(".backup").exists()


def test_a_folder_in_the_way(path: Path, tmp_path: Path) -> None:
    file = saved(path)
    (tmp_path / "t.pages").mkdir()
    with pytest.raises(UsageError, match="pages"):
        restore(file, tmp_path / "t.db")
