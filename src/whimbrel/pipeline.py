"""The stages wired together: the one place that knows their order.

Reports are streamed: a few are gathered, cleaned, coded together and stored before the next are opened. Events are
made at the end from what the chronicle holds, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from whimbrel.chronicle import Chronicle
from whimbrel.clean import Cleaned, cleaned, to_report
from whimbrel.clean.date_conflicts import date_conflicts
from whimbrel.clean.listed import dated_by_listing
from whimbrel.coder import Knowledge, code, code_all
from whimbrel.dating import dated
from whimbrel.errors import SetAside, WhimbrelError
from whimbrel.gather import RawPage, gather
from whimbrel.knowing import almanac_of, knowledge_of
from whimbrel.model import Claim, Problem, Report, Span
from whimbrel.remaking import bring_up_to_date
from whimbrel.web_addresses import page_key

Result = TypeVar("Result")

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


def read_report(page: RawPage, knowledge: Knowledge) -> tuple[Report, list[Claim]]:
    """One page through clean and code. Raises SetAside when it cannot be used."""
    report = dated(to_report(page), knowledge.almanac)
    return report, code(report, knowledge)


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
            if len(waiting) >= TOGETHER or sum(map(_size, waiting)) >= CHARACTERS_TOGETHER:
                run.take_all(waiting)
                waiting = []
    except KeyboardInterrupt:
        run.take_all(waiting)
        run.finish()
        raise
    run.take_all(waiting)
    run.finish()
    tally = chronicle.tally()
    counts = run.counts
    return Summary(
        counts["new"] + counts["unchanged"],
        **counts,
        claims=tally.claims,
        events=tally.events,
        with_gaps=len(run.with_gaps),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one item: new, unchanged, set_aside, or gap for a problem beside a page that is read.

    `report` is the id of the report, `code` that of what kept it.
    """

    outcome: str
    report: str = ""
    code: str = ""


Coded = tuple[list[Claim], list[Span]]
"""The claims of a report, and the stretches of it that are too long to be read."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What was read of a page before its turn came: the report in it, the same with its day, and what it tells."""

    cleaned: Cleaned | None = None
    dated: Report | None = None
    coded: Coded | None = None


NOTHING_AHEAD = _Ahead()


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
        self._ahead: Mapping[int, _Ahead] = {}
        self._met: dict[str, tuple[str, str]] = {}  # report id → where this run met it first
        self.with_gaps: set[tuple[str, str]] = set()  # file and position of reports read but for a part

    def take_all(self, items: Sequence[RawPage | Problem]) -> list[Taken]:
        """Stores the reports and claims of some pages, as `take` does one by one. Raises ChronicleError."""
        self._ahead = self._read_ahead([item for item in items if isinstance(item, RawPage)])
        try:
            return [self.take(item) for item in items]
        finally:
            self._ahead = {}

    def take(self, item: RawPage | Problem) -> Taken:
        """Stores one page's report and claims, or why there are none. Raises ChronicleError."""
        here = (item.file, item.position)
        if isinstance(item, Problem):
            self._note(item)
            if item.used:
                self.with_gaps.add(here)
                return Taken("gap", code=item.code)
            self.counts["set_aside"] += 1
            return Taken("set_aside", code=item.code)
        try:
            taken = self._page(item)
            self.counts[taken.outcome] += 1
            return taken
        except SetAside as reason:
            self._note(Problem(*here, reason.code, reason.message, reason.remedy))
            self.counts["set_aside"] += 1
            self.with_gaps.discard(here)
            return Taken("set_aside", code=reason.code)

    def finish(self) -> None:
        """Makes events, when reports came in, or a decision, since they were last made."""
        gc.unfreeze()
        if self._chronicle.events_due():
            remake_events(self._chronicle, self._knowledge)

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

    def _read_ahead(self, pages: Sequence[RawPage]) -> dict[int, _Ahead]:
        """What some pages hold, read together, by the page's identity. A fault is left for the page's own turn."""
        clean: dict[int, Cleaned] = {}
        new: dict[int, Report] = {}
        met: set[str] = set()
        for page in pages if len(pages) > 1 else ():
            with suppress(Exception):
                found = clean[id(page)] = cleaned(page)
                report = found.report
                if report.id not in met and self._there(found) is None:
                    met.add(report.id)
                    self._knowledge = knowledge = self._knowledge or self._load()
                    listed = dated_by_listing(report, page.fields.get("listed", ""))
                    new[id(page)] = dated(listed, knowledge.almanac)
        read: dict[int, Coded] = {}
        if self._knowledge is not None and new:
            with suppress(Exception):
                read = dict(zip(new, code_all(list(new.values()), self._knowledge), strict=True))
        return {at: _Ahead(found, new.get(at), read.get(at)) for at, found in clean.items()}

    def _there(self, found: Cleaned) -> str | None:
        """The id of the report that the chronicle holds of the same page with the same text, if it does."""
        report = found.report
        return self._chronicle.same_report((report.id, found.former_id), page_key(report.url), report.text)

    def _page(self, page: RawPage) -> Taken:
        ahead = self._ahead.get(id(page), NOTHING_AHEAD)
        found = ahead.cleaned or _sound(lambda: cleaned(page))
        report = found.report
        there = self._there(found)
        if there is not None:
            self._refuse_copy(there, page)
            return Taken("unchanged", there)
        report = dated_by_listing(report, page.fields.get("listed", ""))
        self._knowledge = knowledge = self._knowledge or self._load()
        report = ahead.dated or _sound(lambda: dated(report, knowledge.almanac))
        for conflict in date_conflicts(report, page.fields.get("date", ""), date.today()):
            self._note(Problem(page.file, page.position, "date", conflict, "check it; the report was read"))
            self.with_gaps.add((page.file, page.position))
        claims, given_up = ahead.coded or _sound(lambda: code_all([report], knowledge)[0])
        for span in given_up:  # before the report is stored: a run that is broken off in between tells them again
            self._note(_long_sentence(page, report, span))
            self.with_gaps.add((page.file, page.position))
        self._chronicle.add(report, claims)
        self._met[report.id] = (page.file, page.position)
        return Taken("new", report.id)

    def _refuse_copy(self, report: str, page: RawPage) -> None:
        """Raises SetAside when this report was read from another place that is still there."""
        here = (page.file, page.position)
        first = self._met.get(report)
        if first is None:
            stored = self._chronicle.report(report, text=False).file
            elsewhere = stored != page.file and _is_another_file(stored, page.file)
            first = self._met[report] = (stored, "") if elsewhere else here
        if first != here and (first[0] == page.file or _is_another_file(first[0], page.file)):
            same_as = " ".join(part for part in first if part)
            raise SetAside("duplicate", f"the same report as {same_as}", remedy="nothing to do; it counts once")


def _long_sentence(page: RawPage, report: Report, span: Span) -> Problem:
    """The note that a stretch of a report was not read, with its place in the stored text and its first words."""
    words = report.text[span.start : span.end].split()
    place = f"characters {span.start}–{span.end}"
    return Problem(
        page.file,
        ", ".join(part for part in (page.position, place) if part),
        "long-sentence",
        f"a sentence of {len(words):,} words was given up: “{' '.join(words[:6])[:80]} …”",
        "the rest was read; if it is no list or table, part it into sentences",
    )


def _is_another_file(one: str, other: str) -> bool:
    try:
        return not Path(one).samefile(other)
    except (OSError, ValueError):  # moved, or standard input
        return False


def _size(item: RawPage | Problem) -> int:
    return len(item.text) if isinstance(item, RawPage) else 0


def _sound(work: Callable[[], Result]) -> Result:
    """What `work` gives; a fault of ours in one report becomes a SetAside, so that the others are read."""
    try:
        return work()
    except WhimbrelError:
        raise
    except Exception as error:
        if os.environ.get("WHIMBREL_DEBUG"):
            raise
        message = f"a fault of Whimbrel: {type(error).__name__}: {error}"
        raise SetAside("fault", message, remedy="please report it; WHIMBREL_DEBUG=1 shows its trace") from error


def remake_events(chronicle: Chronicle, knowledge: Knowledge | None = None, *, anew: bool = False) -> int:
    """Brings the chronicle's events up to date with its reports and decisions; gives how many changed.

    `anew` makes all of them again, as if every report came in now: nothing may change by it.
    """
    return bring_up_to_date(chronicle, knowledge.almanac if knowledge else almanac_of(chronicle), anew=anew)
