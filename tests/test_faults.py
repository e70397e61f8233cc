"""Faults of the machine in the midst of a run.

What was stored is whole, one line names the file and the remedy, and the same command goes on from there to what an
undisturbed run comes to."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from articles import write_articles
from runs import START, Whimbrel, contents, start
from test_bad_input import may_mount, stored

from whimbrel.api import Chronicle
from whimbrel.checking import check_file
from whimbrel.chronicle import opening
from whimbrel.errors import ChronicleError
from whimbrel.safekeeping import backup

REPORTS = 10
FULL = "free some room and run the same command again"
SIZES = int(os.environ.get("WHIMBREL_FAULTS", "4"))  # disks that fill up, of a size drawn by chance
needs_mounts = pytest.mark.skipif(not may_mount(), reason="needs a small disk, and only root may mount one")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "in"
    write_articles(folder, REPORTS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path) -> Path:
    target = many.parent / "undisturbed.db"
    assert start("read", many, "-c", target).communicate(timeout=300)[1] == ""
    return target


def on_small_disk(folder: Path, size: str, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a shell script with a disk of this size mounted at `folder`, where it begins; $W runs us."""
    folder.mkdir()
    head = f'mount -t tmpfs -o size={size} none "$0" && cd "$0" && W() {{ "{sys.executable}" -c "{START}" "$@"; }}; '
    command = ["unshare", "-m", "bash", "-c", head + script, str(folder), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def goes_on(many: Path, target: Path, undisturbed: Path) -> None:
    """What is there is whole, and reading again comes to what an undisturbed run came to."""
    if target.exists() and stored(target):
        assert check_file(target).faults == ()
    out, err = start("read", many, "-c", target).communicate(timeout=300)
    assert err == ""
    assert out.startswith(f"{REPORTS} reports ")
    assert contents(target) == contents(undisturbed)
    assert check_file(target).findings == ()


@pytest.mark.slow
@needs_mounts
@pytest.mark.parametrize("number", range(SIZES))
def test_a_disk_that_fills_up_anywhere(number: int, many: Path, undisturbed: Path, tmp_path: Path) -> None:
    size = Random(number).randrange(60, undisturbed.stat().st_size // 1024)
    (tmp_path / "saved").mkdir()
    script = 'W read "$1" -c c.db; code=$?; cp c.db* "$2"; exit $code'
    done = on_small_disk(tmp_path / "disk", f"{size}k", script, many, tmp_path / "saved")
    assert done.returncode == 2, size
    assert re.fullmatch(rf"whimbrel: c\.db: .*{FULL}.*\n", done.stderr), size
    goes_on(many, tmp_path / "saved" / "c.db", undisturbed)


@pytest.mark.slow
@needs_mounts
@pytest.mark.parametrize("command", ["page -o out", "export geojson -o out", "backup out --force"])
def test_a_file_that_does_not_fit(command: str, undisturbed: Path, tmp_path: Path) -> None:
    script = f'echo before > out; W {command} -c "$1"; code=$?; ls -A; cat out; exit $code'
    done = on_small_disk(tmp_path / "disk", "12k", script, undisturbed)
    assert done.returncode == 2, done.stderr
    assert re.fullmatch(
        rf"whimbrel: out: No space left on device \({FULL}; what was there before is whole\)\n", done.stderr
    )
    assert done.stdout == "out\nbefore\n"


@pytest.mark.slow
@needs_mounts
@pytest.mark.parametrize(
    ("script", "where"),
    [
        ('W restore "$2" -c "$PWD/r.db"', ""),
        ('TMPDIR=$PWD W restore "$2" --try', ""),
        ('TMPDIR=$PWD W check --deep -c "$1"', "/whimbrel-check-[^/]*"),
    ],
)
def test_the_disk_that_is_full_is_the_one_that_is_named(
    script: str, where: str, undisturbed: Path, tmp_path: Path
) -> None:
    """Not the one that is read from."""
    with Chronicle.open(undisturbed) as chronicle:
        backup(chronicle, tmp_path / "b.zip")
    done = on_small_disk(tmp_path / "disk", "200k", script, undisturbed, tmp_path / "b.zip")
    assert done.returncode == 2
    assert re.fullmatch(rf"whimbrel: {re.escape(str(tmp_path / 'disk'))}{where}: the disk is full .*\n", done.stderr)
    assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.slow
@needs_mounts
def test_a_disk_that_becomes_read_only(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    script = (
        'cp "$2" c.db; mount -o remount,ro "$0"; W events -c c.db -f ndjson --limit 1 >/dev/null || exit 9; '
        'W check -c c.db || exit 8; echo "A new report. Police arrested two men in Goma on 4 May 2021." > /dev/null; '
        'W read "$1" -c c.db; W backup b.zip -c c.db; exit $?'
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(
        "Police arrested two men in Goma on 4 May 2021, a spokesman for the army said.\n"
    )
    done = on_small_disk(tmp_path / "disk", "20m", script, tmp_path / "more", undisturbed)
    assert done.returncode == 2
    told, other = done.stderr.splitlines()[-2:]
    assert told == "whimbrel: c.db: it cannot be written to (check its permissions, or name another chronicle with -c)"
    assert re.fullmatch(r"whimbrel: .*: Read-only file system \(.*\)", other)


def without_rights(*arguments: str | Path) -> subprocess.Popen[str]:
    """Starts one command as root is without its right to write where permissions forbid it; as it is for others."""
    lost = "-dac_override,-dac_read_search"
    drop = ["setpriv", f"--bounding-set={lost}", f"--inh-caps={lost}"] if os.geteuid() == 0 else []
    command = [*drop, sys.executable, "-c", START, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write everywhere")
@pytest.mark.parametrize("lost", ["folder", "file"])
def test_a_permission_lost_midway(lost: str, many: Path, undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "c.db"
    child = without_rights("read", many, "-c", target)
    wait_for(target, 3, child)
    if lost == "folder":
        folder.chmod(0o555)
    else:
        target.chmod(0o444)
    try:
        for run in (child, without_rights("read", many, "-c", target)):  # what was open may still be written to
            out, err = run.communicate(timeout=300)
            if run.returncode:
                assert re.fullmatch(r"whimbrel: .*c\.db: .*\(.*\)\n", err)
            else:
                assert out.startswith(f"{REPORTS} reports ")
    finally:
        folder.chmod(0o755)
        target.chmod(0o644)
    goes_on(many, target, undisturbed)


def wait_for(target: Path, reports: int, child: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while stored(target) < reports and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.slow
def test_a_chronicle_that_is_removed_midway(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    child = start("read", many, "-c", target)
    wait_for(target, 2, child)
    for path in tmp_path.glob("c.db*"):
        path.unlink()
    _, err = child.communicate(timeout=300)
    assert child.returncode == 2
    assert re.fullmatch(
        r"whimbrel: .*c\.db: the file was moved, removed or replaced .*run the same command again.*\n", err
    )
    goes_on(many, target, undisturbed)


def test_a_chronicle_that_is_replaced(tmp_path: Path) -> None:
    with Chronicle.open(tmp_path / "c.db") as chronicle, Chronicle.open(tmp_path / "other.db"):
        chronicle.tally()
        (tmp_path / "c.db").rename(tmp_path / "elsewhere.db")
        with pytest.raises(ChronicleError, match="moved"):
            chronicle.use_knowledge("almanac", None)
        shutil.copyfile(tmp_path / "other.db", tmp_path / "c.db")
        with pytest.raises(ChronicleError, match="replaced"):
            chronicle.use_knowledge("almanac", None)
        (tmp_path / "elsewhere.db").replace(tmp_path / "c.db")
        chronicle.use_knowledge("almanac", None)


# ---- two at once


@pytest.mark.slow
def test_runs_into_one_file_at_once(many: Path, undisturbed: Path, tmp_path: Path) -> None:
    """Three begin in the same moment, with no chronicle there: all is in, or one says that another is writing."""
    target = tmp_path / "c.db"
    runs = [start("read", many, "-c", target) for _ in range(3)]
    for run in runs:
        out, err = run.communicate(timeout=600)
        assert "Traceback" not in err
        if run.returncode:
            assert re.fullmatch(r"whimbrel: .*another program is writing to it \(wait until it has finished.*\n", err)
        else:
            assert out.startswith(f"{REPORTS} reports ")
    assert any(run.returncode == 0 for run in runs)
    goes_on(many, target, undisturbed)


# ---- what is missing


@pytest.mark.parametrize("lacking", ["FTS5", "JSON functions"])
def test_a_sqlite_that_lacks_a_part(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whimbrel: Whimbrel
) -> None:
    monkeypatch.setitem(opening._NEEDED, lacking, "SELECT count(*) FROM pragma_module_list WHERE name = 'no such'")
    code, _, err = whimbrel("read", tmp_path, "-c", tmp_path / "c.db")
    assert code == 2
    assert f"has no {lacking}" in err
    assert "use a Python" in err
    with closing(sqlite3.connect(tmp_path / "c.db")) as raw:
        assert raw.execute("select count(*) from sqlite_master").fetchone() == (0,)
