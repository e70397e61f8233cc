"""Worker processes of one machine: the chronicle of one process, to the letter."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import repeat
from pathlib import Path

import pytest
from runs import EXAMPLES, Whimbrel, check_whole, contents, in_order, start, until

from benchmarks.many_reports import rows_of, write_corpus
from whimbrel.api import Chronicle
from whimbrel.clean import Cleaned
from whimbrel.errors import ClusterError, DataError
from whimbrel.gather import RawPage, gather
from whimbrel.model import Problem
from whimbrel.pages import ReadPage, clean_page
from whimbrel.pipeline import Reading
from whimbrel.scale import local
from whimbrel.scale.coding import Coding
from whimbrel.scale.known import Known
from whimbrel.scale.local import read_with_workers
from whimbrel.scale.pool import Pool
from whimbrel.scale.recipe import Recipe

PLAIN = Recipe(None, None, None, (), date(2026, 1, 1))
PAGE = RawPage("a.txt", "", "text", "They met on Monday, the minister said in Geneva.")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is read at noon, so that chronicles can be equal to the letter."""
    monkeypatch.setenv("WHIMBREL_NOW", "2026-01-01T12:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some reports and what goes wrong with files, with copies within a file and across."""
    return write_corpus(tmp_path_factory.mktemp("corpus") / "in", rows_of(EXAMPLES / "meridian.jsonl"), 24)


@pytest.fixture
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory, whimbrel: Whimbrel) -> Path:
    """The chronicle that one process makes of them."""
    target = tmp_path_factory.getbasetemp() / "alone.db"
    if not target.exists():
        code, out, _ = whimbrel("read", folder, "-c", target)
        assert (code, "25 new" in out) == (0, True)
    return target


@pytest.mark.slow
def test_two_workers_make_the_chronicle_of_one(folder: Path, alone: Path, whimbrel: Whimbrel, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    code, out, err = whimbrel("read", folder, "-c", target, "--workers", "2")
    assert (code, "25 new" in out) == (0, True)
    assert "zz-copy.jsonl" in err
    check_whole(target)
    assert in_order(target) == in_order(alone)
    code, out, _ = whimbrel("read", folder, "-c", target, "--workers", "2")
    assert (code, "0 new, 25 unchanged" in out) == (0, True)
    assert in_order(target) == in_order(alone)


@pytest.mark.slow
def test_events_are_made_while_workers_code(
    folder: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, int]] = []  # reports stored, and events, each time that events were made
    make_events = Reading.make_events

    def noted(run: Reading) -> None:
        make_events(run)
        made.append((run.summary().new, run.summary().events))

    monkeypatch.setattr(local, "AT_ONCE", 10)
    monkeypatch.setattr(Reading, "make_events", noted)
    with Chronicle.open(tmp_path / "c.db") as chronicle:
        read_with_workers([folder], chronicle, 2)
    assert [stored for stored, _ in made] == [10, 20, 25]
    assert made[0][1] > 0
    check_whole(tmp_path / "c.db")
    assert contents(tmp_path / "c.db") == contents(alone)


@pytest.mark.slow
def test_workers_that_are_killed_change_nothing(folder: Path, alone: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def items() -> Iterator[RawPage | Problem]:
        for number, item in enumerate(gather([folder])):
            if number == 20:  # the first bundle is out
                killed.extend(until(lambda: workers_of(os.getpid()))[:1])
                os.kill(killed[0], signal.SIGKILL)
            yield item

    with Chronicle.open(tmp_path / "c.db") as chronicle, closing(Pool(PLAIN, Known(), 2)) as pool:
        reading = Reading(chronicle)
        for read in pool.coded(items()):
            reading.settle(read)
        reading.finish()
    assert killed
    assert in_order(tmp_path / "c.db") == in_order(alone)


@pytest.mark.slow
def test_workers_that_are_killed_again_and_again_end_the_run() -> None:
    """A worker that cannot begin is as one that is killed: the system ends it, or there is no memory for it."""
    unreadable = Known()
    unreadable._numbers = _Deadly()  # type: ignore[assignment]
    with closing(Pool(PLAIN, unreadable, 1)) as pool, pytest.raises(ClusterError, match=r"a\.txt: .* fewer --workers"):
        list(pool.coded(repeat(PAGE, 3)))


class _Deadly:
    """Ends the process that unpacks it."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (9,)


@pytest.mark.slow
def test_workers_end_with_a_driver_that_is_killed(folder: Path, tmp_path: Path) -> None:
    process = start("read", folder, "-c", tmp_path / "c.db", "--workers", "2")
    workers = until(lambda: two(process))
    process.kill()
    process.communicate()
    assert until(lambda: not any(map(alive, workers)))


@pytest.mark.slow
def test_ctrl_c_ends_the_workers_and_the_next_run_goes_on(folder: Path, alone: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.db"
    process = start("read", folder, "-c", target, "--workers", "2")
    workers = until(lambda: two(process))
    assert until(lambda: has_reports(target))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode in (130, 0)  # it may just have been done
    assert "Traceback" not in err
    assert not any(map(alive, workers))
    check_whole(target)
    assert start("read", folder, "-c", target, "--workers", "2").wait(timeout=300) == 0
    assert contents(target) == contents(alone)


@pytest.mark.slow
def test_ctrl_c_of_a_terminal_while_workers_begin(folder: Path, tmp_path: Path) -> None:
    """A terminal sends it to all processes of a program, also to those that just load their modules."""
    process = start("read", folder, "-c", tmp_path / "c.db", "--workers", "2", start_new_session=True)
    workers = until(lambda: two(process))
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert err.count("\n") == 1, err
    assert "stopped" in err
    assert not any(map(alive, workers))


def test_a_report_that_is_there_is_not_coded() -> None:
    cleaned = clean_page(PAGE)
    assert isinstance(cleaned, Cleaned)
    unready = Recipe(Path("/no/such/lexicon"), None, None, (), date(2026, 1, 1))
    (read,) = Coding(unready, Known([cleaned.report.id])).code([PAGE])
    assert isinstance(read, ReadPage)
    assert (read.report, read.claims) == (cleaned.report, ())
    with pytest.raises(DataError):  # to code it, knowledge is loaded
        Coding(unready, Known()).code([PAGE])


@pytest.mark.slow
def test_a_broken_lexicon_is_told_as_by_one_process(whimbrel: Whimbrel, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "mistake.csv").write_text("pattern,type\n")
    given = ("--lexicon", tmp_path / "lexicon")
    one = whimbrel("read", folder, "-c", tmp_path / "a.db", *given)
    two = whimbrel("read", folder, "-c", tmp_path / "b.db", *given, "--workers", "2")
    assert one[0] == two[0] == 2
    assert one[2].splitlines()[-1] == two[2].splitlines()[-1]


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_workers_that_cannot_be_are_refused(number: str, whimbrel: Whimbrel, tmp_path: Path) -> None:
    code, _, err = whimbrel("read", EXAMPLES, "-c", tmp_path / "c.db", "--workers", number)
    assert (code, "--workers" in err) == (2, True)


def workers_of(pid: int) -> list[int]:
    """The worker processes that a process has."""
    asked = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    lines = [line.split(maxsplit=1) for line in found.splitlines()]
    return [int(number) for number, said in lines if "spawn_main" in said]


def two(process: subprocess.Popen[str]) -> list[int]:
    found = workers_of(process.pid)
    return found if len(found) == 2 else []


def alive(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(found.strip()) and not found.startswith("Z")


def has_reports(target: Path) -> bool:
    if not target.exists():
        return False
    with Chronicle.open(target, create=False) as chronicle:
        return chronicle.tally().reports > 0
