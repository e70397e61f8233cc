"""What `check` must see: every way in which a chronicle was changed behind our back, and nothing where all is well."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from runs import Whimbrel, contents

from whimbrel.api import Chronicle
from whimbrel.checking import check, check_file
from whimbrel.checking.mending import mend


def codes(path: Path, *, deep: bool = False) -> set[str]:
    return {finding.code for finding in check_file(path, deep=deep).faults}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def test_a_whole_chronicle_is_whole(path: Path) -> None:
    found = check_file(path, deep=True)
    assert found.findings == ()
    assert found.looked_at["reports"] == 3
    assert min(found.looked_at.values()) > 0


def test_one_that_is_open_and_one_in_memory(path: Path) -> None:
    with Chronicle.open(path) as one, Chronicle.open(path) as other:
        one.remake_events()
        assert check(other).findings == ()
    with Chronicle.open() as memory:
        assert check(memory, deep=True).findings == ()


HEAD = "update claims set body = json_set(body, "
FIRST = " where seq = 1"
DAMAGE = {  # what is done, and the code it is told under
    "a text was edited": ("update reports set text = replace(text, 'Goma', 'Bomo')", "text"),
    "an outlet was edited": ("update reports set outlet = 'Nobody'", "body"),
    "a report's body": ("update reports set body = '{' where seq = 1", "body"),
    "a report's title": ("update reports set title = 'Other'", "body"),
    "a span that leads elsewhere": (f"{HEAD}'$.span.start', 3){FIRST}", "span"),
    "a trigger outside the text": (f"{HEAD}'$.trigger.end', 99999){FIRST}", "span"),
    "a party's span": (f"{HEAD}'$.actors[0].span.end', 99999) where body like '%\"actors\":[{{%'", "span"),
    "a claim's type": (f"update claims set type = 'AID'{FIRST}", "body"),
    "a claim that is no JSON": (f"update claims set body = 'x'{FIRST}", "body"),
    "a claim without its report": (f"update claims set report = 'r'{FIRST}", "reference"),
    "an event's body": ("update events set body = json_set(body, '$.mode', 'x')", "digest"),
    "an event's day": ("update events set day = '1999-01-01'", "body"),
    "an event without its claims": ("delete from event_claims", "orphan"),
    "parties": ("update participants set id = 'group:other', name = 'Other'", "filed"),
    "speakers": ("delete from claim_speakers", "filed"),
    "an event that the index lacks": ("delete from event_numbers", "index"),
    "words of the index": ("update event_words set folded = 'nothing'", "index"),
    "words of an event that is gone": ("insert into event_words (rowid, folded) values (99999, 'words')", "index"),
    "a telling": ("update tellings set claims = 'c0'", "orphan"),
    "a redirect": ("insert into redirects values ('e1', 'e2'), ('e2', 'e1')", "redirect"),
    "reports that wait unseen": ("update lineages set stale = 1", "due"),
    "a file of actors that is gone": ("insert into knowledge values ('almanac', '/nowhere/a.db')", "knowledge"),
    "a raw copy that is gone": (
        "insert into page_copies (url, found, at, file, offset, size, digest, report) "
        "values ('https://a.example/', 'https://a.example/', '', 'gone.warc.gz', 0, 9, 'sha1:', '')",
        "copy",
    ),
    "a schema of tomorrow": ("update alembic_version set version_num = '9999'", "schema"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_changed_is_seen(name: str, path: Path) -> None:
    statement, code = DAMAGE[name]
    change(path, statement)
    assert code in codes(path)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update decisions set who = 'another'", "columns"),
        ("update decisions set body = '{}' where seq = 1", "cannot be read"),
        ("delete from decisions where seq = 3", "was not decided before"),
    ],
)
def test_a_decision_that_was_tampered_with(path: Path, statement: str, told: str) -> None:
    change(path, "drop trigger decisions_stay_on_update", "drop trigger decisions_stay_on_delete", statement)
    assert any(finding.code == "decision" and told in finding.message for finding in check_file(path).faults)


@pytest.mark.parametrize("code", ["digest", "body", "orphan", "filed", "index"])
def test_what_follows_from_the_rest_is_mended(path: Path, code: str) -> None:
    wanted = contents(path)
    names = ("an event's body", "an event's day", "an event without its claims", "parties", "speakers",
             "an event that the index lacks", "words of the index", "words of an event that is gone")  # fmt: skip
    change(path, *(DAMAGE[name][0] for name in names if DAMAGE[name][1] == code))
    with Chronicle.open(path) as chronicle:
        found = check(chronicle)
        assert code in {finding.code for finding in found.faults}
        mend(chronicle, found.findings)
        assert check(chronicle).faults == ()
    assert contents(path) == wanted


def test_an_event_that_merging_would_not_make(path: Path) -> None:
    change(
        path,
        "update notes set name = name",  # nothing is due
        "update event_participants set name = name",
    )
    assert codes(path, deep=True) == set()
    with Chronicle.open(path) as chronicle:
        events = list(chronicle.events())
        chronicle.replace_events(events[:-1])  # as if one had been lost
    assert "remade" in codes(path, deep=True)


# ---- the file


def test_a_file_that_was_cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 8192)
    assert check_file(path).faults[0].code == "file"
    assert "cut short" in check_file(path).faults[0].message


@pytest.mark.parametrize("at", [0, 16, 60, 100, 5000, 40_000])
def test_a_file_that_was_overwritten(path: Path, at: int, whimbrel: Whimbrel) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\x00overwritten\xff" * 400)
    before = path.read_bytes()
    code, out, _ = whimbrel("check", "-c", path)
    assert code == 2
    assert "fault" in out
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"some notes", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_chronicle(tmp_path: Path, content: bytes, whimbrel: Whimbrel) -> None:
    (tmp_path / "c.db").write_bytes(content)
    assert whimbrel("check", "-c", tmp_path / "c.db")[0] == 2
    assert (tmp_path / "c.db").read_bytes() == content


def test_the_command(path: Path, whimbrel: Whimbrel) -> None:
    code, out, err = whimbrel("check", "-c", path)
    assert (code, err) == (0, "")
    assert out.startswith(f"{path}: whole (3 reports, ")
    change(path, DAMAGE["words of the index"][0], "update reports set file = 'a\x1b[31m' where seq = 1")
    code, out, _ = whimbrel("check", "-c", path)
    assert code == 2
    assert "fault  index  event " in out
    assert "\x1b" not in out
    code, out, _ = whimbrel("check", "-c", path, "-f", "json")
    told = json.loads(out)
    assert (code, told["whole"]) == (2, False)
    assert {one["code"] for one in told["findings"] if one["fault"]} == {"index", "body"}
    code, out, err = whimbrel("check", "--mend", "-c", path)
    assert code == 2  # what was read cannot be made anew
    assert "fault  index" not in out
    code, _, err = whimbrel("check", "-c", path.with_name("none.db"))
    assert code == 2
    assert "no chronicle here" in err


def test_events_that_are_due_are_no_fault(path: Path) -> None:
    with Chronicle.open(path) as chronicle:
        chronicle.right(next(iter(chronicle)).id, who="somebody", remake=False)
        found = check(chronicle)
        assert found.faults == ()
        assert [finding.code for finding in found.findings] == ["due"]
    assert codes(path, deep=True) == set()
