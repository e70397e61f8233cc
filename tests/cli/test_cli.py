from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.cli import FOUND_NOTHING, run
from whimbrel.cli.streams import UNREAD

COMMANDS = ("events", "claims", "reports", "actors", "problems")
COUNTS = {"events": 9, "claims": 12, "reports": 7, "problems": 1}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("cli") / "c.db"
    with Chronicle.open(target) as chronicle:
        samples.fill(chronicle)
    return str(target)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out, err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_listing_in_every_format(path: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = {}
    for format in ("table", "json", "ndjson", "csv"):
        code, outputs[format], err = call(capsys, command, "-c", path, "--format", format)
        assert (code, err) == (0, "")
    records = json.loads(outputs["json"])
    assert [json.loads(line) for line in outputs["ndjson"].splitlines()] == records
    assert len(list(csv.DictReader(io.StringIO(outputs["csv"])))) == len(records)
    assert len(records) == COUNTS.get(command, len(records))
    for text in outputs.values():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def listed(capsys: pytest.CaptureFixture[str], path: str, *arguments: str) -> list[str]:
    code, out, _ = call(capsys, "events", "-c", path, "--format", "ndjson", *arguments)
    ids = [json.loads(line)["id"] for line in out.splitlines()]
    assert code == (0 if ids else 1)
    return ids


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--since", "2022-11"], [3, 2, 4]),
        (["--since", "2022-10-29", "--until", "2022-10-29"], [1, 0]),
        (["--until", "2021"], [8]),  # news told without a time is not looked for years before its report
        (["--actor", "TPLF"], [3, 2]),
        (["--place", "Somalia"], [0, 5]),
        (["--place", "Nairobi", "--since", "2022"], [3]),
        (["--type", "assault/explosives"], [0]),
        (["--status", "denied"], [4]),
        (["--status", "denied, Planned"], [4, 3]),
        (["--sources-min", "2"], [2, 0]),
        (["--conflicts"], [0]),
        (["--text", "tear gas"], [6]),
        (["--text", "no such words"], []),
    ],
)
def test_filters(path: str, arguments: list[str], expected: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, path, *arguments)
    wanted = [samples.EVENTS[n].id for n in expected]
    assert sorted(found) == sorted(wanted)


def test_an_event_is_shown_with_every_sources_words(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "event", samples.EVENTS[0].id[:6], "-c", path)
    assert code == 0
    flat = " ".join(out.split())
    for claim in samples.BOMB:
        assert claim.text in flat
    assert "≠ 120" in flat
    code, out, _ = call(capsys, "event", samples.EVENTS[0].id, "-c", path, "--format", "json")
    record = json.loads(out)
    assert [source["id"] for source in record["sources"]] == record["claims"]


def test_a_narrow_terminal_still_tells_all(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for arguments in (["event", samples.EVENTS[0].id], ["events"], ["actors"], ["claims"]):
        code, out, _ = call(capsys, *arguments, "-c", path)
        assert code == 0
        assert max(len(line) for line in out.splitlines()) <= 40
        assert "al-Shabaab" in out or "Al-Shabaab" in out


def test_a_report_is_shown_with_its_spans(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "report", samples.TRUCE.id[:8], "-c", path)
    assert code == 0
    flat = " ".join(out.split())
    assert "caption File photo: ⟦Prime Minister Abiy Ahmed meets" in flat
    assert "Eritrea denied that ⟦its troops had shelled towns in Tigray on Tuesday⟧3." in flat
    _, out, _ = call(capsys, "report", samples.TRUCE.id, "-c", path, "-f", "json")
    record = json.loads(out)
    for claim in record["claims"]:
        assert record["text"][claim["span"][0] : claim["span"][1]] == claim["text"]


def test_an_actor_is_shown_with_spellings_and_events(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "actor", "group:al-sh", "-c", path)
    assert code == 0
    assert "al-Shabaab terrorists (1)" in out
    assert f"called by {samples.POST.outlet}: terrorist (1)" in out
    assert samples.EVENTS[0].id[:12] in out


def test_the_page_is_written_and_printed(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "p.html"
    code, out, err = call(capsys, "page", "-c", path, "-o", str(target), "--conflicts", "--title", "One")
    assert (code, out) == (0, "")
    assert err == f"1 event in {target}\n"
    assert target.read_text(encoding="utf-8").count('<li class="event"') == 1
    code, out, _ = call(capsys, "page", "-c", path, "-o", "-", "--conflicts", "--title", "One")
    assert out == target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events", "-c", "missing.db"], "whimbrel read"),
        (["events", "--since", "yesterday"], "is not a date"),
        (["events", "--since", "2023", "--until", "2022"], "swap them"),
        (["events", "--since", "2022-02-30"], "is not a date"),
        (["events", "--type", "WAR"], "ASSAULT"),
        (["events", "--type", "ASSAULT/nuclear"], "heavy-weapons"),
        (["events", "--status", "maybe"], "hypothetical"),
        (["events", "--status", "happened,maybe"], "hypothetical"),
        (["claims", "--passage", "footer"], "caption"),
        (["claims", "--report", "zzz"], "there is no report"),
        (["events", "--format", "xml"], "xml"),
        (["events", "--sources-min", "many"], "--sources-min"),
        (["event", "zzz"], "there is no event"),
        (["event", ""], "there is no event"),
        (["report", "zzz"], "there is no report"),
        (["actor", "group:"], "more than one"),
        (["event"], "ID"),
        (["nonsense"], "nonsense"),
        (["events", "--nonsense"], "--nonsense"),
        (["read"], "PATH"),
        (["page", "-o", "no/such/folder/p.html"], "No such file"),
        (["events", "-c", "\x1b[31m.db"], "␛[31m"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line(
    path: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = arguments if "-c" in arguments else [*arguments, "-c", path]
    code, out, err = call(capsys, *chosen)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("whimbrel: ")
    assert words in err


def test_nothing_found_is_1_and_the_output_is_still_valid(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for format, expected in (("json", "[]\n"), ("ndjson", ""), ("table", "")):
        code, out, err = call(capsys, "events", "--text", "nowhere", "-c", path, "--format", format)
        assert (code, out, err) == (1, expected, "no event fits\n")


def test_the_environment_names_the_chronicle(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHIMBREL_CHRONICLE", path)
    assert call(capsys, "reports")[0] == 0


def test_a_merged_id_says_where_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "c.db"
    with Chronicle.open(target) as chronicle:
        samples.fill(chronicle)
        new = samples.event(*samples.BOMB, samples.BLAME)
        chronicle.replace_events([new, *samples.EVENTS[2:]])
    code, out, err = call(capsys, "event", samples.EVENTS[1].id, "-c", str(target), "-f", "json")
    assert code == 0
    assert json.loads(out)["id"] == new.id
    assert f"is now part of event {new.id}" in err


def whimbrel(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "whimbrel.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_a_closed_pipe_is_quiet(path: str) -> None:
    child = whimbrel("claims", "-c", path, "--format", "ndjson")
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(20) == UNREAD


@pytest.mark.parametrize(
    ("lacking", "command", "extra"),
    [
        ("psycopg", "events -c postgresql://a@127.0.0.1/b", "postgres"),
        ("uvicorn", "serve -c c.db", "web"),
        ("httpcore", "fetch https://a.example/ -c new.db", "net"),
        ("httpcore", "follow https://a.example/ -c new.db", "net"),
        ("mcp", "mcp -c c.db", "mcp"),
        ("ray", "read in -c new.db --on ray", "cluster"),
    ],
)
def test_an_extra_that_is_missing_is_named(lacking: str, command: str, extra: str, path: str, tmp_path: Path) -> None:
    shutil.copyfile(path, tmp_path / "c.db")
    (tmp_path / "in").mkdir()
    without = f"import sys; sys.modules[{lacking!r}] = None; from whimbrel.cli import main; main()"
    called = [sys.executable, "-c", without, *command.split()]
    done = subprocess.run(called, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert re.fullmatch(rf"whimbrel: .* is not installed \(pip install 'whimbrel\[{extra}\]'\)\n", done.stderr)
    assert not list(tmp_path.glob("new.db.*")), "nothing to clear away once it is installed"


def test_a_failure_is_logged(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("no chronicle")
    child = whimbrel("read", str(tmp_path), "-c", str(tmp_path / "c.db"), "--log", "json")
    _, err = child.communicate(timeout=60)
    logged, told = err.decode().splitlines()
    assert {"level": "error", "event": "failed", "kind": "ChronicleError", "code": 2}.items() <= json.loads(
        logged
    ).items()
    assert "is not a chronicle" in told
    assert child.returncode == 2


def test_notes_that_nobody_hears_stop_no_work(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number:02}.txt").write_text("")  # each a problem that is told
    child = whimbrel("read", str(tmp_path / "in"), "-c", str(tmp_path / "c.db"), "--log", "json")
    assert child.stderr is not None
    child.stderr.close()
    assert child.wait(60) == FOUND_NOTHING
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        assert chronicle.tally().problems == 30


def test_help_starts_at_once_and_loads_nothing_heavy() -> None:
    spent = []
    for _ in range(3):
        child = whimbrel("--help")
        _, status, usage = os.wait4(child.pid, 0)  # processor time: the machine may be busy
        assert status == 0
        spent.append(usage.ru_utime + usage.ru_stime)
    assert min(spent) < 0.5
    script = (
        "import sys; from whimbrel.cli import run; run(['--help']); "
        "sys.exit(','.join({'spacy', 'sqlalchemy', 'jinja2', 'lxml', 'numpy'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, whimbrel; sys.exit(','.join({'sqlalchemy', 'spacy', 'typer'} & set(sys.modules)) or None)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_fault_of_ours_is_one_line_too(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Chronicle, noun: str) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(Chronicle, "records", broken)
    code, _, err = call(capsys, "reports", "-c", path)
    assert code == 2
    assert (
        err
        == "whimbrel: this is a fault of Whimbrel: ZeroDivisionError: by nought (set WHIMBREL_DEBUG=1 for its trace)\n"
    )


REPORT = """Ministers meet in Cairo

The foreign ministers of Egypt and Jordan met in Cairo on 12 March 2021.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(REPORT, encoding="utf-8")
    (reports / "empty.txt").touch()
    return reports


def dump(path: Path) -> str:
    connection = sqlite3.connect(path)
    text = "\n".join(connection.iterdump())
    connection.close()
    return text


def test_reading_a_folder_and_reading_it_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "c.db"
    code, out, err = call(capsys, "read", str(folder), "-c", str(target))
    assert code == 0
    assert re.fullmatch(r"1 report \(1 new, 0 unchanged\), \d+ claims?, \d+ events?, 1 set aside\n", out)
    assert "whimbrel problems" in err
    before = dump(target)
    code, out, _ = call(capsys, "read", str(folder), "-c", str(target))
    assert code == 0
    assert "(0 new, 1 unchanged)" in out
    assert dump(target) == before
    code, out, _ = call(capsys, "problems", "-c", str(target), "-f", "ndjson")
    assert [json.loads(line)["code"] for line in out.splitlines()] == ["empty"]


def test_reading_nothing_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    assert call(capsys, "read", str(tmp_path / "empty.txt"), "-c", str(tmp_path / "c.db"))[0] == 1


def test_reading_into_a_foreign_file_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("mine", encoding="utf-8")
    code, _, err = call(capsys, "read", str(folder), "-c", str(target))
    assert code == 2
    assert "not a chronicle" in err
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_ctrl_c_leaves_a_whole_chronicle_and_says_so(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(400):
        (reports / f"{number:03}.txt").write_text(f"{REPORT}\nThis was meeting number {number}.\n", encoding="utf-8")
    target = tmp_path / "c.db"
    child = whimbrel(
        "read", str(reports), "-c", str(target),
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job ignores it
    )  # fmt: skip
    deadline = time.monotonic() + 30
    stored = 0
    while stored < 3 and time.monotonic() < deadline and child.poll() is None:
        time.sleep(0.1)
        if target.exists():
            connection = sqlite3.connect(target)
            try:
                stored = connection.execute("select count(*) from reports").fetchone()[0]
            except sqlite3.OperationalError:
                stored = 0
            finally:
                connection.close()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert b"stopped: " in err
    assert b"Traceback" not in err
    with Chronicle.open(target, create=False) as chronicle:
        tally = chronicle.tally()
        assert 0 < tally.reports < 400
        assert {c.report for c in chronicle.claims()} <= {r.id for r in chronicle.reports(text=False)}
