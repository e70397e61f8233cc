"""The commands about events, run as a person runs them on the example reports."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.cli import output, run
from whimbrel.export.why import print_why
from whimbrel.knowing import almanac_of
from whimbrel.reasons import why

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
READ = ("mogadishu-coast.html", "mogadishu-northern-clarion.txt", "mogadishu-reprint-sentinel.html",
        "korea-april-courier.html", "korea-may-lantern.txt", "meridian.jsonl")  # fmt: skip
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("read") / "c.db"
    assert run(["read", "-c", str(target), *(str(EXAMPLES / name) for name in READ)]) == 0
    return target


@pytest.fixture
def path(read: Path, tmp_path: Path) -> str:
    return shutil.copy(read, tmp_path / "c.db")


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert not CONTROLS.search(out + err)
    return code, out, err


def listed(capsys: pytest.CaptureFixture[str], path: str, *more: str) -> list[dict]:
    out = call(capsys, "events", "-c", path, "--format", "ndjson", *more)[1]
    return [json.loads(line) for line in out.splitlines()]


def bombings(capsys: pytest.CaptureFixture[str], path: str) -> list[dict]:
    return listed(capsys, path, "--type", "ASSAULT/explosives", "--place", "Mogadishu")


def test_events_are_joined_parted_and_given_back(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(capsys, path)
    one, other = [event["id"] for event in bombings(capsys, path)][:2]
    code, out, _ = call(capsys, "same", one[:8], other[:8], "-c", path, "--who", "Ada", "--note", "one lorry")
    assert code == 0
    assert "are one event" in " ".join(out.split())
    _, out, _ = call(capsys, "event", max(one, other), "-c", path, "--format", "json")
    joined = json.loads(out)
    assert joined["id"] in (one, other)
    assert [(d["verb"], d["who"], d["note"], d["state"]) for d in joined["decisions"]] == [
        ("same", "Ada", "one lorry", "in force")
    ]
    gone = one if joined["id"] == other else other
    assert f"is now part of event {joined['id']}" in call(capsys, "event", gone, "-c", path)[2]
    report = joined["reports"][0]
    code, out, _ = call(capsys, "split", joined["id"], "--report", report, "-c", path, "--format", "json")
    assert (code, len(json.loads(out)["now"])) == (0, 2)
    assert call(capsys, "undo", "-c", path)[0] == 0
    assert call(capsys, "undo", "-c", path)[0] == 0
    assert listed(capsys, path) == before
    _, out, _ = call(capsys, "decisions", "-c", path, "--format", "csv")
    assert out.count("undone") == 2


def test_events_are_checked_corrected_and_narrowed_by_it(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = [event["id"] for event in bombings(capsys, path)][:2]
    assert call(capsys, "wrong", one, "-c", path)[0] == 0
    assert call(capsys, "right", other, "-c", path)[0] == 0
    assert call(capsys, "edit", other, "killed", "587", "-c", path, "--who", "Ada")[0] == 0
    assert [event["id"] for event in listed(capsys, path, "--checked", "wrong")] == [one]
    kept = {event["id"] for event in listed(capsys, path, "--checked", "right, unchecked")}
    assert kept == {event["id"] for event in listed(capsys, path)} - {one}
    assert "checked: wrong" in call(capsys, "event", one, "-c", path)[1]
    _, out, _ = call(capsys, "event", other, "-c", path)
    assert "checked: right" in out
    assert "decided by Ada" in " ".join(out.split())
    _, out, _ = call(capsys, "events", "-c", path)
    assert "wrong;" in out
    page = call(capsys, "page", "-c", path, "-o", "-")[1]
    assert 'class="event wrong"' in page
    assert "decided by Ada" in page
    assert f'id="event-{one}"' not in call(capsys, "page", "-c", path, "-o", "-", "--checked", "right,unchecked")[1]
    assert call(capsys, "events", "-c", path, "--checked", "maybe")[0] == 2


def test_with_later_the_events_wait(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(capsys, path)
    one, other = [event["id"] for event in bombings(capsys, path)][:2]
    code, _, err = call(capsys, "same", one, other, "--later", "-c", path)
    assert (code, "whimbrel read" in err) == (0, True)
    assert listed(capsys, path) == before
    assert "wait to be made" in call(capsys, "why", one, other, "-c", path)[2]
    assert call(capsys, "right", one, "-c", path)[0] == 0
    assert len(listed(capsys, path)) == len(before) - 1


def test_decisions_travel_to_a_chronicle_of_the_same_reports(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, kept = tmp_path / "other.db", tmp_path / "kept.ndjson"
    found = [event["id"] for event in bombings(capsys, path)]
    call(capsys, "same", *found[:2], "-c", path)
    call(capsys, "edit", found[1], "place", "Mogadishu, Somalia", "-c", path)
    joined = listed(capsys, path, "--type", "ASSAULT/explosives", "--sources-min", "2")[0]
    call(capsys, "split", joined["id"], "--report", joined["reports"][0], "-c", path)
    call(capsys, "wrong", found[0], "-c", path)
    kept.write_text(call(capsys, "decisions", "-c", path, "--format", "ndjson")[1], encoding="utf-8")
    Chronicle.open(other).close()
    assert call(capsys, "decisions", "--import", str(kept), "-c", str(other))[0] == 0
    assert call(capsys, "read", "-c", str(other), *(str(EXAMPLES / name) for name in reversed(READ)))[0] == 0
    wanted = listed(capsys, path)
    assert sorted(map(str, listed(capsys, str(other)))) == sorted(map(str, wanted))
    assert call(capsys, "read", "-c", path, *(str(EXAMPLES / name) for name in READ))[0] == 0
    assert listed(capsys, path) == wanted


def test_why_tells_what_is_together_and_what_came_near(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    april = listed(capsys, path, "--until", "2018-04-27", "--type", "CONSULT", "--sources-min", "2")[0]["id"]
    code, out, _ = call(capsys, "why", april[:9], "-c", path)
    assert code == 0
    said = " ".join(out.split())
    assert "the same day (27 April 2018)" in said
    assert "the times contradict each other (27 April 2018 | 26 May 2018)" in said
    _, out, _ = call(capsys, "why", april, "-c", path, "--format", "json")
    record = json.loads(out)
    (pair,) = record["pairs"]
    assert abs(sum(part["value"] for part in pair["parts"]) - pair["score"]) < 0.01
    assert (pair["same"], pair["forbidden"], pair["events"]) == (True, "", [april, april])
    may = next(near for near in record["near"] if near["forbidden"] == "time")
    assert may["apart"]["how"] == "forbidden"
    for a, b in ((april, may["event"]), (record["tellings"][0]["report"]["id"], may["event"]),
                 (record["tellings"][0]["claims"][0], may["claims"][1][0])):  # fmt: skip
        code, out, _ = call(capsys, "why", a, b, "-c", path)
        assert code == 0
        assert "the times contradict each other (27 April 2018 | 26 May 2018)" in " ".join(out.split())


@pytest.mark.slow
def test_every_event_and_pair_of_reports_has_its_reasons(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Chronicle.open(path) as chronicle:
        almanac = almanac_of(chronicle)
        ids = [event.id for event in chronicle]
        reports = [report.id for report in chronicle.reports(text=False)]
        for id in ids:
            found = why(chronicle, almanac, id)
            print_why(found, output.console())
            assert {telling["event"] for telling in found["tellings"]} >= {id}
            assert all(near["event"] != id and near["apart"]["words"] for near in found["near"])
        for one, other in pairwise(reports):
            print_why(why(chronicle, almanac, one, other), output.console())
    assert not CONTROLS.search(capsys.readouterr().out)


def test_hostile_words_are_shown_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "c.db")
    with Chronicle.open(target) as chronicle:
        chronicle.add(samples.HOSTILE, [samples.EVIL])
        chronicle.remake_events()
        (event,) = chronicle
    for command in (["why", event.id], ["wrong", event.id, "--who", "\x1b[31mA\u202e", "--note", "\x1b]8;;x\x07"],
                    ["event", event.id], ["decisions"], ["why", event.id, samples.HOSTILE.id],
                    ["why", "\x1b[2J"], ["same", event.id, "\u202e"]):  # fmt: skip
        assert call(capsys, *command, "-c", target)[0] in (0, 2)
