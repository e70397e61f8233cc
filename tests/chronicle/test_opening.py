from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from sqlalchemy import inspect

from whimbrel.chronicle import Chronicle, opening
from whimbrel.chronicle.opening import connect
from whimbrel.chronicle.schema import REVISIONS, metadata
from whimbrel.errors import ChronicleError

HERE = Path(__file__).parent


def test_a_missing_chronicle_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match="whimbrel read"):
        Chronicle.open(tmp_path / "c.db", create=False)
    assert not (tmp_path / "c.db").exists()
    Chronicle.open(tmp_path / "c.db").close()
    Chronicle.open(f"sqlite:///{tmp_path / 'c.db'}", create=False).close()


@pytest.mark.parametrize("content", [b"just some notes\n", b"SQLite format 3\0garbage", b"\0" * 4096])
def test_a_foreign_file_stays_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(ChronicleError, match="not a chronicle"):
        Chronicle.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "songs.db"
    with sqlite3.connect(path) as other:
        other.execute("create table songs (name text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(ChronicleError, match="not a chronicle"):
        Chronicle.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_chronicle(tmp_path: Path) -> None:
    (tmp_path / "c.db").touch()
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        assert chronicle.tally().reports == 0


def test_a_reader_in_the_file_does_not_keep_another_out(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    Chronicle.open(path).close()
    with sqlite3.connect(path) as plain:  # as a file that was copied from elsewhere may be
        plain.execute("PRAGMA journal_mode = DELETE")
    plain.close()
    reader = sqlite3.connect(path)
    reader.execute("begin")
    reader.execute("select count(*) from sqlite_master").fetchall()
    try:
        with Chronicle.open(path, timeout=0.2) as chronicle:
            assert chronicle.tally().reports == 0
    finally:
        reader.close()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    Chronicle.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    raw.close()
    with pytest.raises(ChronicleError, match="newer"):
        Chronicle.open(path)


@pytest.mark.parametrize("target", ["", "no/such/folder/c.db"])
def test_impossible_paths(tmp_path: Path, target: str) -> None:
    with pytest.raises(ChronicleError):
        Chronicle.open(tmp_path / target)


@pytest.mark.parametrize("name", ["a?mode=ro.db", "b#c.db", "d%20e f.db", "é:g.db", "-c.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with Chronicle.open(tmp_path / name) as chronicle:
        chronicle.add(samples.WIRE)
    assert (tmp_path / name).exists()
    with Chronicle.open(tmp_path / name, create=False) as chronicle:
        assert chronicle.has_report(samples.WIRE.id)


def test_what_cannot_be_written_is_opened_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c?.db"
    with Chronicle.open(path) as chronicle:
        samples.fill(chronicle)
    as_is = opening.read_only_engine(path, 1)
    with Chronicle(as_is, str(path)) as chronicle:
        assert chronicle.tally().events == len(samples.EVENTS)
        with pytest.raises(ChronicleError, match="cannot be written"):
            chronicle.add_problem(replace(samples.PROBLEM, file="other"))


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(ChronicleError, match="in a mysql database"):
        Chronicle.open("mysql://somewhere/db")


def test_the_migrations_build_exactly_the_schema(tmp_path: Path) -> None:
    engine = connect(str(tmp_path / "c.db"), create=True, timeout=1)
    inspector = inspect(engine)
    names = {name for name in inspector.get_table_names() if not name.startswith("event_words")}  # the word index
    assert names == {*metadata.tables, "alembic_version"}
    for name, table in metadata.tables.items():
        columns = {c["name"]: c["nullable"] for c in inspector.get_columns(name)}
        assert columns == {c.name: c.nullable for c in table.columns}
        indices = {tuple(i["column_names"]) for i in inspector.get_indexes(name) if not i["unique"]}
        assert indices == {tuple(i.columns.keys()) for i in table.indexes if not i.unique}
        keys = {(tuple(k["constrained_columns"]), k["referred_table"]) for k in inspector.get_foreign_keys(name)}
        assert keys == {((k.parent.name,), k.column.table.name) for k in table.foreign_keys}
    engine.dispose()
    steps = sorted(
        p.stem.split("_")[0] for p in (HERE.parents[1] / "src/whimbrel/chronicle/migrations/versions").glob("0*")
    )
    assert tuple(steps) == REVISIONS


def test_a_locked_chronicle_says_so(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Chronicle.open(path, timeout=0.1) as chronicle:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(ChronicleError, match="another program"):
            chronicle.add(samples.WIRE)
        assert chronicle.tally().reports == 0  # reading goes on
        other.execute("rollback")
        other.close()
        assert chronicle.add(samples.WIRE)


def test_a_full_disk_leaves_a_whole_chronicle(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Chronicle.open(path) as chronicle:
        chronicle.add(samples.WIRE, samples.claims_of(samples.WIRE))
        with chronicle._engine.connect() as connection:
            connection.exec_driver_sql("pragma max_page_count = 1")
        with pytest.raises(ChronicleError, match="disk is full"):
            for number in range(1000):
                text = f"{number} " * 5000
                chronicle.add(samples.replace_text(samples.POST, text))
        assert chronicle.tally().claims == 2
    with Chronicle.open(path) as chronicle:
        assert chronicle.add(samples.POST)


def test_a_read_only_chronicle_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Chronicle.open(path) as chronicle:
        samples.fill(chronicle)
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        if os.access(path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with Chronicle.open(path) as chronicle:
            assert chronicle.tally().events == len(samples.EVENTS)
            with pytest.raises(ChronicleError, match="cannot be written"):
                chronicle.add_problem(samples.PROBLEM)
    finally:
        tmp_path.chmod(0o700)


KILLED = """
import dataclasses, itertools, os, sys
sys.path.insert(0, {here!r})
import samples
from whimbrel.chronicle import Chronicle, opening

chronicle = Chronicle.open({path!r})
for number in itertools.count():
    report = dataclasses.replace(samples.WIRE, id=f"r{{number}}")
    claims = [
        dataclasses.replace(c, id=f"{{c.id}}-{{number}}", report=report.id) for c in samples.claims_of(samples.WIRE)
    ]
    chronicle.add(report, claims)
    if number == 5:
        print("going", flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, *(pytest.param(wait, marks=pytest.mark.slow) for wait in (0.05, 0.11))])
def test_a_kill_leaves_a_whole_chronicle(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "c.db"
    script = textwrap.dedent(KILLED.format(here=str(HERE), path=str(path)))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"going\n"
        try:
            child.wait(wait)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
    with Chronicle.open(path, create=False) as chronicle:
        tally = chronicle.tally()
        assert tally.reports >= 6
        assert tally.claims == 2 * tally.reports
        assert chronicle.add(samples.WIRE, samples.claims_of(samples.WIRE))
    raw = sqlite3.connect(path)
    assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
    assert raw.execute("pragma foreign_key_check").fetchall() == []
    raw.close()
