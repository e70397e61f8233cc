"""From files to events: pages as they come, each settled beside all others, in their order.

Reports are streamed: a few are gathered, cleaned, coded together and stored before the next are opened. Events are
made at the end from what the chronicle holds, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from whimbrel.almanac.almanac import Almanac
from whimbrel.chronicle import Chronicle
from whimbrel.clean import Cleaned
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage, gather
from whimbrel.knowing import almanac_of, knowledge_of
from whimbrel.model import Claim, Problem, Report
from whimbrel.pages import ReadPage, clean_page, code_pages
from whimbrel.remaking import bring_up_to_date
from whimbrel.web_addresses import page_key

TOGETHER = 16
CHARACTERS_TOGETHER = 100_000
"""Pages that are read together, and how long they may be: a parser takes many sentences at once for less."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: pages looked at so far, and the file in hand."""

    done: int
    file: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `reports` were usable (`new` + `unchanged`); `claims` and `events` are the chronicle's totals.

    `set_aside` counts what could not be used, `with_gaps` the reports that were read but for a part.
    """

    reports: int
    new: int
    unchanged: int
    claims: int
    events: int
    set_aside: int
    with_gaps: int = 0


def read(
    paths: Sequence[str | Path],
    chronicle: Chronicle,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    knowledge: Knowledge | None = None,
    lexicon: str | Path | None = None,
) -> Summary:
    """Read all reports under `paths` into the chronicle and make its events anew.

    Reports already there are left as they are. What cannot be used is kept as a problem, told to `on_problem`, and the
    rest goes on. Stopped with Ctrl-C, events are made from what was read. `lexicon` is a folder of words of one's own,
    used when no `knowledge` is given. Raises DataError for a lexicon that cannot be read, and ChronicleError when the
    chronicle cannot be written; what was stored before stays whole, and the next run goes on from there.
    """
    run = Reading(chronicle, knowledge, on_problem, lexicon)
    waiting: list[RawPage | Problem] = []
    try:
        for done, item in enumerate(gather(paths, stdin)):
            if on_progress is not None:
                on_progress(Progress(done, item.file))
            waiting.append(item)
            if enough(waiting):
                run.take_all(waiting)
                waiting = []
    except KeyboardInterrupt:
        run.take_all(waiting)
        run.finish()
        raise
    run.take_all(waiting)
    run.finish()
    return run.summary()


def enough(waiting: Sequence[RawPage | Problem]) -> bool:
    """Whether so much waits that it is to be read together."""
    return len(waiting) >= TOGETHER or sum(map(_size, waiting)) >= CHARACTERS_TOGETHER


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one item: new, unchanged, set_aside, or gap for a problem beside a page that is read.

    `report` is the id of the report, `code` that of what kept it.
    """

    outcome: str
    report: str = ""
    code: str = ""


class Reading:
    """One reading of pages as they come: what it has met, and how many of each."""

    def __init__(
        self,
        chronicle: Chronicle,
        knowledge: Knowledge | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        lexicon: str | Path | None = None,
    ) -> None:
        self.counts = {"new": 0, "unchanged": 0, "set_aside": 0}
        self._chronicle = chronicle
        self._knowledge = knowledge
        self._on_problem = on_problem
        self._lexicon = lexicon
        self._almanac: Almanac | None = None  # that events are made with
        self._waiting: list[tuple[Report, Sequence[Claim], tuple[str, str]]] = []  # to be stored; and where they are
        self._met: dict[str, tuple[str, str]] = {}  # report id → where this run met it first
        self.with_gaps: set[tuple[str, str]] = set()  # file and position of reports read but for a part

    def take_all(self, items: Sequence[RawPage | Problem]) -> list[Taken]:
        """Stores the reports and claims of some pages, as `take` does one by one. Raises ChronicleError."""
        found = [item if isinstance(item, Problem) else clean_page(item) for item in items]
        read = self._read_ahead(items, found)
        self._waiting.clear()  # what a run that was stopped did not store is read again
        taken = [self._take(item, found[at], read.get(at)) for at, item in enumerate(items)]
        self._store()
        return taken

    def take(self, item: RawPage | Problem) -> Taken:
        """Stores one page's report and claims, or why there are none. Raises ChronicleError."""
        return self.take_all([item])[0]

    def settle(self, read: ReadPage | Problem) -> Taken:
        """Stores what was made of a page elsewhere. Pages come in their order, so that of copies the first is kept.

        A report that is there already stays as it is, whatever this page came to. Raises ChronicleError.
        """
        taken = self._settle(read)
        self._store()
        return taken

    def finish(self) -> None:
        """Makes events, when reports came in, or a decision, since they were last made."""
        try:
            self.make_events()
        finally:
            gc.unfreeze()

    def make_events(self) -> None:
        """Makes the events that are due; the run may go on after it. Raises ChronicleError."""
        if not self._chronicle.events_due():
            return
        if self._almanac is None:
            self._almanac = self._knowledge.almanac if self._knowledge else almanac_of(self._chronicle)
            gc.freeze()
        bring_up_to_date(self._chronicle, self._almanac)

    def summary(self) -> Summary:
        """What was read so far, and what the chronicle holds."""
        tally, counts = self._chronicle.tally(), self.counts
        read = counts["new"] + counts["unchanged"]
        return Summary(read, **counts, claims=tally.claims, events=tally.events, with_gaps=len(self.with_gaps))

    @property
    def knowledge(self) -> Knowledge | None:
        """What reports are read with, once one was: a later reading may go on with it."""
        return self._knowledge

    def _load(self) -> Knowledge:
        found = knowledge_of(self._chronicle, self._lexicon)
        gc.freeze()  # words, names and models stay: to look for garbage among them is a tenth of the time
        return found

    def _note(self, problem: Problem) -> None:
        self._chronicle.add_problem(problem)
        if self._on_problem is not None:
            self._on_problem(problem)

    def _read_ahead(
        self, items: Sequence[RawPage | Problem], found: Sequence[Cleaned | Problem]
    ) -> Mapping[int, ReadPage]:
        """What those of some pages come to that hold a new report, by their number; of copies the first."""
        new: dict[int, tuple[RawPage, Cleaned]] = {}
        met: set[str] = set()
        for at, (page, one) in enumerate(zip(items, found, strict=True)):
            if isinstance(page, Problem) or isinstance(one, Problem) or one.report.id in met:
                continue
            if self._there(one.report, one.former_id) is None:
                met.add(one.report.id)
                new[at] = (page, one)
        return dict(zip(new, self._coded(list(new.values())), strict=True))

    def _take(self, item: RawPage | Problem, found: Cleaned | Problem, read: ReadPage | None) -> Taken:
        if isinstance(item, Problem):
            return self._settle(item)
        if isinstance(found, Problem):
            return self._settle(found)
        if read is None and (there := self._there(found.report, found.former_id)) is not None:
            return self._again(there, (item.file, item.position))
        return self._settle(read or self._coded([(item, found)])[0])

    def _settle(self, read: ReadPage | Problem) -> Taken:
        """What becomes of a page; its report, if it is new, waits to be stored with others."""
        if isinstance(read, Problem):
            return self._set_aside(read)
        report, here = read.report, (read.report.file, read.position)
        there = self._there(report, read.former_id)
        if there is not None:
            return self._again(there, here)
        for note in read.notes:  # before the report is stored: a run that is broken off in between tells them again
            self._note(note)
            self.with_gaps.add(here)
        if read.refused is not None:
            return self._set_aside(read.refused)
        self._waiting.append((report, read.claims, here))
        return Taken("new", report.id)

    def _store(self) -> None:
        """Stores the reports that wait, in one step."""
        if not self._waiting:
            return
        self._chronicle.add_all((report, claims) for report, claims, _ in self._waiting)
        for report, _, here in self._waiting:
            self._met[report.id] = here
        self.counts["new"] += len(self._waiting)
        self._waiting.clear()

    def _coded(self, pages: Sequence[tuple[RawPage, Cleaned]]) -> list[ReadPage]:
        if not pages:
            return []
        self._knowledge = self._knowledge or self._load()
        return code_pages(pages, self._knowledge, date.today())

    def _there(self, report: Report, former_id: str) -> str | None:
        """The id of the report that the chronicle holds of the same page with the same text, if it does."""
        if any(one.id in (report.id, former_id) or one.text == report.text for one, _, _ in self._waiting):
            self._store()
        return self._chronicle.same_report((report.id, former_id), page_key(report.url), report.text)

    def _set_aside(self, problem: Problem) -> Taken:
        here = (problem.file, problem.position)
        self._note(problem)
        if problem.used:
            self.with_gaps.add(here)
            return Taken("gap", code=problem.code)
        self.counts["set_aside"] += 1
        self.with_gaps.discard(here)
        return Taken("set_aside", code=problem.code)

    def _again(self, report: str, here: tuple[str, str]) -> Taken:
        """A report that is there: unchanged, or a copy when it was read from another place that is still there."""
        first = self._met.get(report)
        if first is None:
            stored = self._chronicle.report(report, text=False).file
            elsewhere = stored != here[0] and _is_another_file(stored, here[0])
            first = self._met[report] = (stored, "") if elsewhere else here
        if first != here and (first[0] == here[0] or _is_another_file(first[0], here[0])):
            same_as = " ".join(part for part in first if part)
            message, remedy = f"the same report as {same_as}", "nothing to do; it counts once"
            return self._set_aside(Problem(*here, "duplicate", message, remedy))
        self.counts["unchanged"] += 1
        return Taken("unchanged", report)


def _is_another_file(one: str, other: str) -> bool:
    try:
        return not Path(one).samefile(other)
    except (OSError, ValueError):  # moved, or standard input
        return False


def _size(item: RawPage | Problem) -> int:
    return len(item.text) if isinstance(item, RawPage) else 0


def remake_events(chronicle: Chronicle, knowledge: Knowledge | None = None, *, anew: bool = False) -> int:
    """Brings the chronicle's events up to date with its reports and decisions; gives how many changed.

    `anew` makes all of them again, as if every report came in now: nothing may change by it.
    """
    return bring_up_to_date(chronicle, knowledge.almanac if knowledge else almanac_of(chronicle), anew=anew)
