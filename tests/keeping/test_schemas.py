"""Chronicles of every schema that was ever current, written by the Whimbrel of then, opened by the one of today.

`schemas/NNNN.db.gz` were made by the last commit of each schema (`old_schemas.py` tells how) and are never made again.
"""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from old_schemas import own_tables

from whimbrel.api import Chronicle
from whimbrel.checking import check_file
from whimbrel.chronicle.schema import REVISIONS
from whimbrel.safekeeping import backup, restore

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.db.gz"))
NAMES = [path.name.split(".")[0] for path in SCHEMAS]
EVERY = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0015",
    "0017",
    "0018",
)
KEPT = (
    "reports", "claims", "problems", "decisions", "redirects", "event_changes", "saved_views", "sources",
    "source_visits", "web_pages", "page_copies",
)  # fmt: skip


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of every table, by column."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {
            name: sorted((dict(row) for row in raw.execute(f"select * from {name}")), key=repr)
            for name in own_tables(raw)
        }


FIRST_AND_LAST = (NAMES[0], NAMES[-1])


@pytest.fixture(params=[pytest.param(name, marks=[pytest.mark.slow] * (name not in FIRST_AND_LAST)) for name in NAMES])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "c.db"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "schemas" / f"{request.param}.db.gz").read_bytes()))
    return path


def test_there_is_one_of_every_schema() -> None:
    assert set(EVERY) <= set(NAMES) <= set(REVISIONS)


def test_every_table_of_then_holds_something(old: Path) -> None:
    assert [name for name, found in rows(old).items() if not found] == []


def test_it_is_opened_whole_and_nothing_is_lost(old: Path) -> None:
    before = rows(old)
    with Chronicle.open(old, create=False) as chronicle:
        chronicle.use_knowledge("almanac", None)  # a file that is nowhere
        assert chronicle.tally().reports == 3
        assert len(list(chronicle.events())) == len(before["events"])
    after = rows(old)
    assert after["alembic_version"] == [{"version_num": REVISIONS[-1]}]
    for table in KEPT:
        for was, now in zip(before.get(table, ()), after[table], strict=False):
            assert {name: now[name] for name in was if name in now} == was, table
        assert len(after[table]) >= len(before.get(table, ()))
    with Chronicle.open(old, create=False) as chronicle:
        chronicle.remake_events()
    found = check_file(old)
    assert [one for one in found.faults if one.code != "copy"] == []


def test_it_can_be_worked_with(old: Path) -> None:
    with Chronicle.open(old, create=False) as chronicle:
        chronicle.use_knowledge("almanac", None)
        chronicle.remake_events()
        first = {event.id: event for event in chronicle.events()}
        assert first
        assert all(chronicle.dossier(id).claims for id in first)
        decided = chronicle.right(min(first), who="somebody")
        assert decided
        assert chronicle.event(min(first)).checked == "right"


def test_it_is_backed_up_and_restored(old: Path, tmp_path: Path) -> None:
    with Chronicle.open(old, create=False) as chronicle:
        chronicle.use_knowledge("almanac", None)
        with closing(sqlite3.connect(old, isolation_level=None)) as raw:
            raw.execute("delete from page_copies")  # whose file is not there
        chronicle.remake_events()
        backup(chronicle, tmp_path / "saved")
    restore(tmp_path / "saved", tmp_path / "again.db")
    assert rows(tmp_path / "again.db") == rows(old)
