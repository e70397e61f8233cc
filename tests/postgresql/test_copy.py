"""A chronicle goes over to the other store and comes back, row for row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples
from postgresql_server import Server
from runs import Whimbrel
from sqlalchemy import text
from stores import New, rows

from whimbrel.api import Chronicle
from whimbrel.chronicle import postgresql as postgresql_address
from whimbrel.chronicle.followed import Copy, Page, Visit
from whimbrel.errors import ChronicleError


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Chronicle]:
    """A chronicle on SQLite in which every table holds something, and numbers were given out that are no more."""
    with Chronicle.open(tmp_path / "full.db") as chronicle:
        samples.fill(chronicle)
        chronicle.remake_events()
        chronicle.merge_actors(samples.SHABAAB.id, samples.ERITREA.id, note="naïve, “quoted” — and \x1b")
        chronicle.undo()
        first, second, *_ = (event.id for event in chronicle.events())
        chronicle.different(first, second)
        chronicle.remake_events()
        chronicle.use_knowledge("almanac", "own.sqlite")
        with chronicle.followed() as followed:
            followed.reached("https://a.example/feed", name="A", kind="rss", etag="", modified="")
            followed.list_pages([Page("https://a.example/1", "https://a.example/feed", {"title": "One"})])
            followed.add_visit(Visit("https://a.example/feed", reasons={"busy": 1}))
            followed.add_copy(Copy("https://a.example/1", "https://a.example/1", "", "a.warc", 2**40, 7, "d"))
        with chronicle._writing() as connection:
            connection.execute(text("insert into problems (file, position, code, message, remedy) "
                                    "values ('odd' || char(0) || '.txt', '', 'odd', 'odd', 'none')"))  # fmt: skip
        yield chronicle


def test_there_and_back_again(full: Chronicle, new: New, tmp_path: Path) -> None:
    before = rows(full)
    with Chronicle.open(new()) as there, Chronicle.open(tmp_path / "back.db") as back:
        copied = full.copy_to(there)
        assert copied.mended == 1
        assert dict(copied.rows) == {name: len(found) for name, found in before.items()}
        assert there.copy_to(back).mended == 0
        assert rows(there) == rows(back)
        changed = {name for name, found in rows(back).items() if found != before[name]}
        assert changed == {"problems"}, "where a NUL stood"
        for noun in ("event", "claim", "actor", "report"):
            assert list(there.records(noun)) == list(full.records(noun))
        assert list(there.decision_records()) == list(full.decision_records())
        assert there.numbers_with("mogad") == full.numbers_with("mogad") != []
        last = {chronicle: one(chronicle) for chronicle in (full, there, back)}
        assert last[full] == last[there] == last[back], "numbers go on where they were"


def one(chronicle: Chronicle) -> tuple[object, ...]:
    """The numbers that the next report, change, event and telling get."""
    chronicle.add(samples.replace_text(samples.POST, "Another text."), ())
    kept = list(chronicle.events())
    chronicle.replace_events(kept[1:])
    chronicle.replace_events(kept)
    seen = {outline.id: outline.number for outline in chronicle.outlines()}
    return chronicle.edge(), seen


def test_what_holds_something_is_not_written_over(full: Chronicle, new: New) -> None:
    with Chronicle.open(new()) as there:
        there.add_problem(samples.PROBLEM)
        before = rows(there)
        with pytest.raises(ChronicleError, match="holds something"):
            full.copy_to(there)
        assert rows(there) == before


def test_many_rows_keep_their_order(new: New, tmp_path: Path) -> None:
    """Ids in order of bytes, more than fit one page."""
    with Chronicle.open(tmp_path / "many.db") as many, Chronicle.open(new()) as there:
        with many._writing() as connection:
            connection.execute(
                text("insert into redirects (old, new) values (:old, 'x')"),
                [{"old": f"{letter}{n}"} for letter in ("a", "B", "é", "_", "-", "ب") for n in range(250)],
            )
        assert many.copy_to(there).rows["redirects"] == 1500
        assert rows(there) == rows(many)


def test_on_the_command_line(full: Chronicle, postgresql: Server, whimbrel: Whimbrel) -> None:
    address = postgresql.address("copied_by_command")
    code, out, err = whimbrel("copy", full.where, address)
    assert code == 0
    assert "are the same in both" in out
    assert "1 texts held NUL" in err
    code, out, _ = whimbrel("copy", full.where, postgresql.address("copied_again"), "--format", "json")
    assert json.loads(out)["rows"]["decisions"] == 3
    code, _, err = whimbrel("copy", full.where, address)
    assert code == 2
    assert "holds something" in err
    assert "secret" not in err
    assert postgresql_address.without_secrets(address) in err
