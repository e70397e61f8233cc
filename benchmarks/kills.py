"""A run killed at an instant drawn by chance, and gone on with: does it end equal to one that nobody disturbed?

A run makes a chronicle (or opens it), reads short reports of the set, five stored at a time, merges them in steps of
ten, takes in decisions from a file, and writes a page and an export. It is a process of its own, which gets SIGKILL:
every second one at a time drawn evenly over the whole run, the others at a statement to the database, of a part of the
run drawn first, so that the short ones (migrations, merging, decisions) are met as often as reading. The log
is brought into the file every forty pages, so that a kill often falls there. Afterwards what is there must be whole
(`whimbrel.checking`, the files written or not there); then the same run is started again and must come to the same rows
in every table and the same files, byte by byte.

`equal` is the share of instants for which all of that holds, `instants` how many there were; `in_…` counts how far the
run had come. Reports are coded once, before the processes part: nothing is written meanwhile, so a run is all writing.
`WHIMBREL_KILLS` sets how many (default 200). A kill is not a power cut: what the system took is not lost by it.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns, rmtree
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel import pipeline, remaking
from whimbrel.api import Chronicle
from whimbrel.checking import check_file
from whimbrel.chronicle.clock import now
from whimbrel.coder import Knowledge, code_all
from whimbrel.errors import ChronicleError
from whimbrel.export.lines import as_json
from whimbrel.gather import gather
from whimbrel.model import Report
from whimbrel.pages import Coded
from whimbrel.pipeline import Reading

KILLS = "200"
MOST = 48  # reports
LONGEST = 900  # characters of a report
TOGETHER = 5  # pages whose reports are stored in one transaction
STEP = 10  # reports that are merged in one transaction
WRITTEN = 20  # events of the page
PAGES = 40  # of the log, until it is brought into the file
LONGEST_RUN = 300.0  # seconds
OUTPUTS = ("page.html", "events.geojson")
NOW = "2024-05-06T07:08:09Z"
PARTS = ("opening", "reading", "merging", "deciding", "writing", "done")

Coder = Callable[[Sequence[Report], Knowledge], Sequence[Coded]]


def run(data: Path) -> Outcome:
    instants = int(os.environ.get("WHIMBREL_KILLS", KILLS))
    pinned = patch.dict(os.environ, {"WHIMBREL_NOW": NOW})
    with TemporaryDirectory() as name, pinned, coded_once():
        folder = Path(name)
        return measure(Bench(folder, write_reports(data, folder / "in"), Knowledge.load()), instants)


@contextmanager
def coded_once(coder: Coder = code_all) -> Iterator[None]:
    """While it lasts each report that is read is coded once, in this process and in those that part from it later."""
    known: dict[str, Coded] = {}

    def remembered(reports: Sequence[Report], knowledge: Knowledge) -> list[Coded]:
        new = [report for report in reports if report.id not in known]
        if new:
            known.update(zip([report.id for report in new], coder(new, knowledge), strict=True))
        return [known[report.id] for report in reports]

    with patch("whimbrel.pages.code_all", remembered):
        yield


@dataclass(frozen=True, slots=True)
class Bench:
    """Where runs take place: a folder with the reports in `in`, and how many they are."""

    folder: Path
    reports: int
    knowledge: Knowledge

    @property
    def chronicle(self) -> Path:
        return self.folder / "out" / "c.db"

    def work(self, begins: Callable[[str], None] = lambda _: None) -> None:
        """One whole run, in this process; `begins` is told each part of it."""
        remaking.AT_ONCE = STEP
        event.listen(Engine, "connect", lambda raw, _: raw.execute(f"PRAGMA wal_autocheckpoint = {PAGES}"))
        decisions = self.folder / "decisions.ndjson"
        begins("opening")
        with Chronicle.open(self.chronicle) as chronicle:
            begins("reading")
            reading = Reading(chronicle, self.knowledge)
            pages = gather([self.folder / "in"])
            while some := list(islice(pages, TOGETHER)):
                reading.take_all(some)
            begins("merging")
            reading.finish()
            begins("deciding")
            if decisions.exists():
                with decisions.open(encoding="utf-8") as lines:
                    chronicle.import_decisions(lines, remake=False)
                remaking.bring_up_to_date(chronicle, self.knowledge.almanac)
            begins("writing")
            chronicle.write_page(self.chronicle.with_name(OUTPUTS[0]), limit=WRITTEN)
            chronicle.export("geojson", self.chronicle.with_name(OUTPUTS[1]), made=now())


def measure(bench: Bench, instants: int) -> Outcome:
    with Chronicle.open() as memory:
        pipeline.read([bench.folder / "in"], memory, knowledge=bench.knowledge)  # codes every report
    whole_run(bench)
    write_decisions(bench.chronicle, bench.folder / "decisions.ndjson")
    parts, seconds = whole_run(bench)
    wanted = everything(bench.chronicle.parent)
    chance, met, errors = Random("kills"), Counter[str](), Counter[str]()
    equal, examples = 0, []
    for number in range(instants):
        at = chance.uniform(0, seconds) if number % 2 else 0.0
        statement = 0 if number % 2 else chance.choice(chance.choice(parts))
        killed_run(bench, at, statement)
        left = look_at(bench)
        part = how_far(left, bench.reports)
        met[part] += 1
        wrong = [*faults_left(left, wanted), *gone_on(bench, wanted)]
        equal += not wrong
        for kind, line in wrong:
            errors[kind] += 1
            examples.append((kind, f"instant {number} ({at:.3f} s, statement {statement}, {part}): {line}"))
        if number % 10 == 9:
            say(f"kills: {number + 1} of {instants}, {equal} equal")
    stopped = {f"in_{part}": float(met[part]) for part in PARTS}
    metrics = {"equal": ratio(equal, instants), "instants": float(instants), **stopped}
    return Outcome(metrics, bench.reports, errors, examples)


def write_reports(data: Path, folder: Path) -> int:
    """Short reports of the set, a file each; how many."""
    folder.mkdir()
    short = (row for row in rows(data) if len(row["text"]) <= LONGEST)
    number = 0
    for number, row in enumerate(islice(short, MOST), start=1):
        told = {name: str(row[name]) for name in ("title", "date", "source", "outlet") if row.get(name)}
        (folder / f"{number:03}.json").write_text(as_json({**told, "text": row["text"]}), encoding="utf-8")
    return number


def write_decisions(path: Path, target: Path) -> None:
    """Decisions of several kinds about a chronicle, into a file."""
    with Chronicle.open(path, create=False) as chronicle:
        events = list(chronicle.events())
        pairs = [(one.id, other.id) for one, other in combinations(events, 2) if one.type == other.type]
        chronicle.same(*pairs[0], who="somebody", remake=False)
        chronicle.different(*pairs[-1], who="somebody", remake=False)
        chronicle.right(events[0].id, who="somebody", remake=False)
        chronicle.wrong(events[-1].id, who="somebody", remake=False)
        text = "".join(as_json(record) + "\n" for record in chronicle.decision_records())
    target.write_text(text, encoding="utf-8")


def whole_run(bench: Bench) -> tuple[Sequence[range], float]:
    """A run from nothing that nobody disturbs: the statements that it sent in each part, and the seconds it took."""
    fresh(bench)
    counted = bench.folder / "statements"

    def work() -> None:
        count = count_statements(lambda _: None)
        begun: list[int] = []
        bench.work(lambda _: begun.append(count() + 1))
        counted.write_text(json.dumps([*begun, count() + 1]), encoding="ascii")

    began = time.monotonic()
    if code := ended(process(work)):
        raise RuntimeError(f"a run that nobody disturbed ended with {code}")
    bounds = json.loads(counted.read_text(encoding="ascii"))
    return [range(first, last) for first, last in pairwise(bounds) if first < last], time.monotonic() - began


def killed_run(bench: Bench, at: float, statement: int) -> None:
    """A run from nothing that is killed after so many seconds, or before it sends this statement."""
    fresh(bench)

    def kill(number: int) -> None:
        if number == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        count_statements(kill)
        bench.work()

    child = process(work)
    if not statement:
        time.sleep(at)
        os.kill(child, signal.SIGKILL)
    ended(child)


def fresh(bench: Bench) -> None:
    rmtree(bench.chronicle.parent, ignore_errors=True)
    bench.chronicle.parent.mkdir()


def count_statements(each: Callable[[int], None]) -> Callable[[], int]:
    """Calls `each` with its number before every statement and commit of this process; gives how many there were."""
    number = 0

    def counted(*_: Any, **__: Any) -> None:
        nonlocal number
        number += 1
        each(number)

    event.listen(Engine, "before_cursor_execute", counted)
    event.listen(Engine, "commit", counted)
    return lambda: number


def process(work: Callable[[], None]) -> int:
    """Starts a process that does it and ends with 0, or 1 when something was raised; its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def look_at(bench: Bench) -> Path:
    """A copy of what a run left, so that looking at it mends nothing; its folder."""
    copied = bench.folder / "left"
    rmtree(copied, ignore_errors=True)
    return Path(copytree(bench.chronicle.parent, copied, ignore=ignore_patterns("*-shm")))


def how_far(left: Path, reports: int) -> str:
    """The part in which a run stopped, told from what is there."""
    try:
        with Chronicle.open(left / "c.db", create=False) as chronicle:
            tally = chronicle.tally()
            if not tally.reports:
                return "opening"
            if tally.reports < reports:
                return "reading"
            if not chronicle.decisions():
                return "merging" if chronicle.events_due() else "deciding"
            if chronicle.events_due():
                return "deciding"
    except ChronicleError:
        return "opening"
    return "done" if all((left / name).exists() for name in OUTPUTS) else "writing"


def faults_left(left: Path, wanted: dict[str, Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """What a kill left that is not whole: in the chronicle, where it is one by now, and of the files beside it."""
    path = left / "c.db"
    if path.exists() and path.stat().st_size:
        for finding in check_file(path).faults:
            yield "not whole after the kill", finding.line()
    for name in OUTPUTS:
        if (left / name).exists() and [(left / name).read_bytes()] != wanted[name]:
            yield "a file is there in part", name


def gone_on(bench: Bench, wanted: dict[str, Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """What is not as in the undisturbed run after the same run was started again."""
    code = ended(process(bench.work))
    if code:
        yield "the run could not go on", f"it ended with {code}"
        return
    found = everything(bench.chronicle.parent)
    for name in sorted(wanted.keys() | found.keys()):
        if found.get(name) != wanted.get(name):
            yield "not equal after going on", name


def everything(folder: Path) -> dict[str, Sequence[Any]]:
    """Every row of every table, and every file beside the chronicle, by name; leftovers of a kill are no outputs."""
    raw = sqlite3.connect(folder / "c.db")
    try:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: dict[str, Sequence[Any]] = {
            table: sorted(raw.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables
        }
    finally:
        raw.close()
    for name in OUTPUTS:
        path = folder / name
        found[name] = [path.read_bytes()] if path.exists() else []
    return found
