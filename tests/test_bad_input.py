"""Every kind of bad input, with real files, from the command line to the chronicle."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from articles import write_articles
from runs import START, Whimbrel, check_whole, contents, dump, start

GOOD = """Ministers meet in Accra

The foreign ministers of Ghana and Togo met in Accra on 9 May 2021 and signed an agreement on fishing in the lagoon.
"""
GERMAN = """Das Dorf am Fluss wartet seit Wochen auf Regen, und die Bauern haben schon einen Teil ihrer Tiere verkauft.
Am Dienstag kamen die Vertreter der Gemeinden zusammen, um über die Verteilung des Wassers zu sprechen.
"""
ROW = {"title": "Rebels release hostages", "date": "2021-05-09", "source": "Harbour Ledger"}
ROW_TEXT = "Rebels in the north released twelve hostages on 8 May 2021, a spokesman for the army said in the capital."


def row(text: str) -> bytes:
    return json.dumps({**ROW, "text": text}).encode() + b"\n"


def a_huge_file(path: Path) -> None:
    path.write_bytes(b"The ministers met again in the morning and went home.\n" * (50 * 1024 * 1024 // 54))


def lines_cut_short(path: Path) -> None:
    path.write_bytes(row(ROW_TEXT) + row("Farmers in the valley blocked a road on 7 May 2021.")[:60])


def wrongly_encoded(path: Path) -> None:
    head = '<html><head><meta charset="utf-8"><title>Café talks</title></head><body><article><p>'
    body = "The mayors of Besançon and Genève met in a café on 4 May 2021 and signed an agreement on the railway. "
    path.write_bytes((head + body).encode() + "Another café was closed.</p></article></body></html>".encode("latin-1"))


def a_sentence_without_end(path: Path) -> None:
    path.write_text(f"{GOOD}\nRebels attacked {'soldiers and farmers and ' * 400} a town.\n\nA ferry sank.\n", "utf-8")


def a_loop_of_links(path: Path) -> None:
    path.mkdir()
    (path / "back").symlink_to(path, target_is_directory=True)


BAD: dict[str, tuple[Callable[[Path], object], str, str]] = {  # what makes it, the code, where in the file
    "empty.txt": (lambda path: path.touch(), "empty", ""),
    "blank.txt": (lambda path: path.write_text(" \r\n\t\n"), "empty", ""),
    "page.html": (lambda path: path.write_text("<html><body><script>run()</script></body></html>"), "empty", ""),
    "noise.txt": (lambda path: path.write_bytes(bytes(range(256)) * 40), "binary", ""),
    "paper.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n"), "malformed", ""),
    "huge.txt": (a_huge_file, "too-large", ""),
    "book.txt": (lambda path: path.write_text("The ministers met again and went home.\n" * 15_000), "too-large", ""),
    "cut.jsonl": (lines_cut_short, "malformed", "line 2"),
    "cut.json": (lambda path: path.write_bytes(row(ROW_TEXT)[:70]), "malformed", ""),
    "gaps.html": (wrongly_encoded, "encoding", ""),
    "endless.txt": (a_sentence_without_end, "long-sentence", "characters 143–10166"),
    "german.txt": (lambda path: path.write_text(GERMAN * 4, encoding="utf-8"), "not-english", ""),
    "second.txt": (lambda path: path.write_text(GOOD, encoding="utf-8"), "duplicate", ""),
    "twice.jsonl": (lambda path: path.write_bytes(row(ROW_TEXT + " All were well.") * 2), "duplicate", "line 2"),
    "gone.txt": (lambda path: path.symlink_to("nowhere"), "unreadable", ""),
    "loop": (a_loop_of_links, "unreadable", ""),
    "pipe": (os.mkfifo, "unreadable", ""),
    "table.csv": (lambda path: path.write_text("a,b\n1,2\n"), "unsupported", ""),
}

GAPS = {"gaps.html", "endless.txt"}  # used all the same


def fill(folder: Path, names: list[str]) -> Path:
    folder.mkdir(parents=True)
    (folder / "a good one.txt").write_text(GOOD, encoding="utf-8")
    for name in names:
        BAD[name][0](folder / name)
    return folder


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_one_line_and_the_rest_is_read(name: str, whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder, target = fill(tmp_path / "in", [name]), tmp_path / "c.db"
    code, out, err = whimbrel("read", folder, "-c", target)
    assert code == 0
    counted = "0 set aside, 1 read with gaps" if name in GAPS else "1 set aside"
    assert re.fullmatch(rf"\d reports? \(.*\), \d+ claims?, \d events?, {counted}\n", out)
    told, closing = err.splitlines()
    assert told.startswith(f"{folder / name}")
    assert "whimbrel problems" in closing
    code, out, _ = whimbrel("problems", "-c", target, "-f", "ndjson")
    problem = json.loads(out)
    assert (Path(problem["file"]).relative_to(folder).parts[0], problem["code"]) == (name, BAD[name][1])
    assert problem["position"] == BAD[name][2]
    assert problem["message"] in told
    assert problem["remedy"] in told
    check_whole(target)


def test_all_at_once_and_again(whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder, target = fill(tmp_path / "in", list(BAD)), tmp_path / "c.db"
    code, out, _ = whimbrel("read", folder, "-c", target)
    assert code == 0
    assert out.startswith("5 reports (5 new, 0 unchanged)")
    assert out.endswith(f"{len(BAD) - 2} set aside, 2 read with gaps\n")
    check_whole(target)
    before = dump(target)
    code, out, _ = whimbrel("read", folder, "-c", target)
    assert out.startswith("5 reports (0 new, 5 unchanged)")
    assert out.endswith(f"{len(BAD) - 2} set aside, 1 read with gaps\n")  # what was given up is told when it is read
    assert dump(target) == before


def test_what_surrounds_a_sentence_given_up_is_read(whimbrel: Whimbrel, tmp_path: Path) -> None:
    target, lines = tmp_path / "c.db", tmp_path / "in.jsonl"
    endless = "Rebels attacked " + "soldiers and farmers and " * 400 + "a town."
    lines.write_bytes(
        row("Nothing new.") + row(f"{ROW_TEXT}\n\n{endless}\n\nThe army freed a farmer.\n\n{endless} Again.")
    )
    code, out, err = whimbrel("read", lines, "-c", target)
    assert code == 0
    assert out.endswith("0 set aside, 1 read with gaps\n")
    assert "lists what was not read and why" in err
    _, out, _ = whimbrel("claims", "-c", target, "-f", "ndjson")
    claims = [json.loads(line) for line in out.splitlines()]
    (freed,) = [claim for claim in claims if claim["text"] == "The army freed a farmer."]
    _, out, _ = whimbrel("problems", "-c", target, "-f", "ndjson")
    problems = [json.loads(line) for line in out.splitlines()]
    assert [problem["code"] for problem in problems] == ["long-sentence"] * 2
    _, out, _ = whimbrel("report", freed["report"]["id"], "-c", target, "-f", "json")
    text, told = json.loads(out)["text"], json.loads(out)["claims"]
    for problem in problems:
        start, end = map(int, re.findall(r"\d+", problem["position"].removeprefix("line 2, characters")))
        assert text[start:end] == endless
        assert not [claim for claim in told if start <= claim["span"][0] < end]
        assert problem["message"].startswith("a sentence of 1,604 words was given up: “Rebels attacked soldiers")


def test_a_flood_of_bad_files_is_told_shortly(whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", [])
    for number in range(200):
        (folder / f"{number}.txt").touch()
    _, out, err = whimbrel("read", folder, "-c", tmp_path / "c.db")
    assert out.endswith("200 set aside\n")
    assert len(err.splitlines()) < 30


def test_a_report_that_was_moved_is_no_copy(whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder, target = fill(tmp_path / "in", []), tmp_path / "c.db"
    whimbrel("read", folder, "-c", target)
    folder.rename(tmp_path / "elsewhere")
    code, out, err = whimbrel("read", tmp_path / "elsewhere", "-c", target)
    assert (code, err) == (0, "")
    assert "(0 new, 1 unchanged)" in out


def test_a_path_that_is_not_there(whimbrel: Whimbrel, tmp_path: Path) -> None:
    code, out, err = whimbrel("read", tmp_path / "nothing", fill(tmp_path / "in", []), "-c", tmp_path / "c.db")
    assert code == 0
    assert out.startswith("1 report ")
    assert "nothing: no such file or folder" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission(whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", [])
    (folder / "locked").mkdir(mode=0)
    code, out, err = whimbrel("read", folder, "-c", tmp_path / "c.db")
    assert code == 0
    assert out.startswith("1 report ")
    assert "locked: permission denied" in err


def test_bytes_of_a_name_that_is_no_text(whimbrel: Whimbrel, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", [])
    with open(os.fsencode(folder) + b"/caf\xe9 \x1b[31m.txt", "wb"):  # noqa: PTH123 - bytes, not a path
        pass
    code, _, err = whimbrel("read", folder, "-c", tmp_path / "c.db")
    assert code == 0
    assert "\x1b" not in err
    assert "caf\\" in err


def test_a_fault_in_one_report_does_not_stop_the_others(
    whimbrel: Whimbrel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whimbrel import pages  # noqa: PLC0415

    real = pages.code_all

    def sometimes(reports: Sequence[pages.Report], *given: Any) -> list[pages.Coded]:
        if any("hostages" in report.text for report in reports):
            raise ZeroDivisionError("by nought")
        return real(reports, *given)

    monkeypatch.setattr(pages, "code_all", sometimes)
    monkeypatch.delenv("WHIMBREL_DEBUG", raising=False)
    folder, target = fill(tmp_path / "in", []), tmp_path / "c.db"
    (folder / "b.jsonl").write_bytes(row(ROW_TEXT))
    code, out, err = whimbrel("read", folder, "-c", target)
    assert code == 0
    assert out.startswith("1 report ")
    assert "b.jsonl line 1: a fault of Whimbrel: ZeroDivisionError: by nought" in err
    monkeypatch.setattr(pages, "code_all", real)
    assert whimbrel("read", folder, "-c", target)[1].startswith("2 reports (1 new, 1 unchanged)")


# ---- stopped in the middle


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "in"
    write_articles(folder, 24)
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path) -> dict[str, list[dict[str, object]]]:
    target = many.parent / "undisturbed.db"
    _, err = start("read", many, "-c", target).communicate(timeout=120)
    assert err == ""
    return contents(target)


def stored(target: Path) -> int:
    try:
        connection = sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)
        try:
            return int(connection.execute("select count(*) from reports").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_and_gone_on(
    blow: signal.Signals, many: Path, undisturbed: object, tmp_path: Path
) -> None:
    target = tmp_path / "c.db"
    child = start("read", many, "-c", target)
    deadline = time.monotonic() + 60
    while stored(target) < 5 and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(blow)
    _, err = child.communicate(timeout=60)
    assert "Traceback" not in err
    if blow is signal.SIGINT:
        assert child.returncode == 130
        assert re.fullmatch(r"stopped: .* run the same command again to go on\n", err)
    assert 5 <= stored(target) < 24
    check_whole(target)
    out, err = start("read", many, "-c", target).communicate(timeout=120)
    assert err == ""
    assert re.match(r"24 reports \(\d+ new, \d+ unchanged\)", out)
    check_whole(target)
    assert contents(target) == undisturbed


def test_stopped_before_events_were_made(whimbrel: Whimbrel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from whimbrel import pipeline  # noqa: PLC0415

    folder, target, other = fill(tmp_path / "in", []), tmp_path / "c.db", tmp_path / "other.db"

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "bring_up_to_date", stop)
        code, _, err = whimbrel("read", folder, "-c", target)
    assert code == 130
    assert "stopped" in err
    assert contents(target)["event"] == []
    code, out, _ = whimbrel("read", folder, "-c", target)
    assert code == 0
    assert "(0 new, 1 unchanged)" in out
    whimbrel("read", folder, "-c", other)
    assert contents(target) == contents(other)
    assert contents(target)["event"]


# ---- no room left


@pytest.mark.slow
def test_a_limit_on_file_size(many: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); {START}"
    done = subprocess.run(
        [sys.executable, "-c", limited, "read", str(many), "-c", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf"whimbrel: {re.escape(str(target))}: .*what was stored.* is whole.*\n", done.stderr)
    check_whole(target)


def may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not may_mount(), reason="a full disk needs a small one, and only root may mount it")
def test_a_full_disk(many: Path, undisturbed: object, tmp_path: Path) -> None:
    disk, saved = tmp_path / "disk", tmp_path / "saved"
    disk.mkdir()
    saved.mkdir()
    script = (
        'mount -t tmpfs -o size=1400k none "$1" && cd "$1" && shift && '
        '"$1" -c "$2" read "$3" -c c.db; code=$?; cp c.db* "$4"; exit $code'
    )
    arguments = [str(disk), sys.executable, START, str(many), str(saved)]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "whimbrel: c.db: the disk is full (free some room and run the same command again; what was stored is whole)\n"
    )
    check_whole(saved / "c.db")
    assert 0 < stored(saved / "c.db") < 24
    _, err = start("read", many, "-c", saved / "c.db").communicate(timeout=120)
    assert err == ""
    assert contents(saved / "c.db") == undisturbed
