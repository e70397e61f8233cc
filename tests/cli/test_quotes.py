"""`whimbrel quotes` and `chronicle.quotes()`: who says what in the stored reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import whimbrel
from whimbrel.cli import run
from whimbrel.errors import UsageError

FIRST = """Town cut off by flood

The United Nations said that 300 people had fled the town. "We need water," the mayor, Jane Doe, told Reuters.
"""
SECOND = """Bridge will reopen

"The bridge is safe," said Omar Haddad, an engineer. The army denied that it had closed the road.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("quotes")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    target = folder / "c.db"
    whimbrel.read([folder / "first.txt", folder / "second.txt"], target).close()
    return str(target)


def listed(capsys: pytest.CaptureFixture[str], path: str, *arguments: str) -> list[dict[str, object]]:
    code = run(["quotes", "-c", path, "--format", "ndjson", *arguments])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == (0 if records else 1)
    return records


def test_all_are_listed_in_the_order_read(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, path)
    assert [(one["speaker"]["name"], one["verb"], one["kind"]) for one in found] == [  # type: ignore[index]
        ("United Nations", "say", "indirect"),
        ("Jane Doe", "tell", "direct"),
        ("Omar Haddad", "say", "direct"),
        ("army", "deny", "indirect"),
    ]


def test_every_span_is_exact_in_the_stored_text(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        for one in listed(capsys, path):
            text = chronicle.report(one["report"]["id"]).text  # type: ignore[index]
            parts = [*one["content"], one["cue"], one["speaker"], one["addressee"]]  # type: ignore[misc]
            for part in filter(None, parts):
                start, end = part["span"]
                assert text[start:end] == part["text"]
            assert one["text"] == " … ".join(part["text"] for part in one["content"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "verbs"),
    [
        (["--speaker", "jane"], ["tell"]),
        (["--speaker", "un"], ["say"]),
        (["--speaker", "nobody at all"], []),
        (["--text", "BRIDGE safe"], ["say"]),
        (["--text", "water", "--speaker", "doe"], ["tell"]),
        (["--limit", "1"], ["say"]),
    ],
)
def test_conditions(path: str, arguments: list[str], verbs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [one["verb"] for one in listed(capsys, path, *arguments)] == verbs


def test_one_report(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    id = listed(capsys, path)[-1]["report"]["id"]  # type: ignore[index]
    assert [one["verb"] for one in listed(capsys, path, "--report", id[:8])] == ["say", "deny"]
    assert run(["quotes", "-c", path, "--report", "nonsense"]) == 2


def test_table_json_and_csv(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for format in ("table", "json", "csv"):
        assert run(["quotes", "-c", path, "--format", format]) == 0
        out = capsys.readouterr().out
        assert "Jane Doe" in out
        if format == "csv":
            rows = list(csv.DictReader(io.StringIO(out)))
            assert [(row["speaker"], row["addressee"]) for row in rows][1] == ("Jane Doe", "Reuters")
        elif format == "json":
            assert len(json.loads(out)) == 4


def test_from_python(path: str) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        (quote,) = chronicle.quotes(speaker="Omar Haddad")
        text = chronicle.report(quote.report).text
        assert text[quote.content[0].start : quote.content[0].end] == '"The bridge is safe,"'
        with pytest.raises(UsageError):
            chronicle.quotes(report="nonsense")


def test_nothing_is_written(path: str) -> None:
    before = Path(path).read_bytes()
    with whimbrel.open_chronicle(path) as chronicle:
        assert list(chronicle.quotes())
    assert Path(path).read_bytes() == before
