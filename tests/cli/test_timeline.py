"""`whimbrel timeline` and `chronicle.timeline()`: what an actor did and underwent, in order of time."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

import whimbrel
from whimbrel.cli import run
from whimbrel.errors import UsageError

FIRST = """Prime minister meets farmers

Helen Marsh, the prime minister of Norway, met farmers in Bergen on 4 May 2021. She then ate a herring.
"""
SECOND = """Prime minister arrested

Police arrested Helen Marsh in Oslo on 9 June 2021. Helen Marsh did not attack the police.
"""
THIRD = """Another Marsh

Robert Marsh met fishermen in Bodø on 2 March 2021.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("timeline")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND), ("third.txt", THIRD)):
        (folder / name).write_text(text, encoding="utf-8")
    target = folder / "c.db"
    whimbrel.read(folder, target).close()
    return str(target)


def listed(capsys: pytest.CaptureFixture[str], path: str, *arguments: str) -> list[dict[str, Any]]:
    code = run(["timeline", *arguments, "-c", path, "--format", "ndjson"])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == (0 if records else 1)
    return records


def test_events_are_listed_earliest_first(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, path, "Helen Marsh")
    assert [(one["when"]["edtf"], one["part"], one["type"]) for one in found] == [
        ("2021-05-04", "actor", "CONSULT"),
        ("2021-06-09", "recipient", "COERCE"),
    ]
    assert all(one["event"] for one in found)


def test_every_telling_is_exact_in_the_stored_text(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        for one in listed(capsys, path, "Helen Marsh", "--read"):
            assert one["tellings"]
            for telling in one["tellings"]:
                text = chronicle.report(telling["report"]["id"]).text
                for part in (telling, telling["words"]):
                    start, end = part["span"]
                    assert text[start:end] == part["text"]


def test_reading_adds_what_no_event_tells(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, path, "Helen Marsh", "--read")
    further = [one for one in found if one["event"] is None]
    assert [(one["what"], one["part"], one["type"]) for one in further] == [("eat", "actor", None)]
    assert "herring" in further[0]["tellings"][0]["text"]
    assert further[0]["when"]["earliest"] is None  # no day is told for it, and none is made up


def test_what_did_not_happen_is_left_out_unless_all_is_asked_for(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = {one["status"] for one in listed(capsys, path, "Helen Marsh", "--all")}
    assert "negated" in statuses
    assert "negated" not in {one["status"] for one in listed(capsys, path, "Helen Marsh")}


def test_days_narrow_it(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [one["type"] for one in listed(capsys, path, "Helen Marsh", "--since", "2021-06")] == ["COERCE"]
    assert [one["type"] for one in listed(capsys, path, "Helen Marsh", "--until", "2021-05")] == ["CONSULT"]
    assert not listed(capsys, path, "Helen Marsh", "--since", "2022", "--read")


@pytest.mark.parametrize("name", ["helen marsh", "HELEN", "helen"])
def test_an_actor_is_found_by_words_of_its_name(path: str, name: str) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        assert len(chronicle.timeline(name)) == 2


def test_a_name_of_several_or_of_nobody_is_refused(path: str) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        with pytest.raises(UsageError, match="may be 2 actors"):
            chronicle.timeline("Marsh")
        with pytest.raises(UsageError, match="nobody in this chronicle"):
            chronicle.timeline("Nobody Atall")


def test_it_is_told_in_python_too(path: str) -> None:
    with whimbrel.open_chronicle(path) as chronicle:
        (moment,) = chronicle.timeline("Helen Marsh", since=date(2021, 6, 1))
        assert moment.event is not None
        assert moment.event.type == "COERCE"
        assert moment.tellings[0].text.startswith("Police arrested Helen Marsh")


@pytest.mark.parametrize("width", ["60", "140"])
def test_the_table_tells_part_and_source(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert run(["timeline", "Helen Marsh", "-c", path, "--read"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "4 May 2021" in said
    assert "recipient" in said
    assert "eat: She then ate a herring." in said


def test_csv_holds_the_words(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "Helen Marsh", "-c", path, "-f", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["part"] for row in rows] == ["actor", "recipient"]
    assert rows[0]["texts"].startswith("Helen Marsh, the prime minister")
