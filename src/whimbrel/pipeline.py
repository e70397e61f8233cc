"""The stages wired together: the one place that knows their order.

Reports are streamed: one is gathered, cleaned, coded and stored before the next is opened. Events are made at the end
from what the chronicle holds, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from whimbrel.chronicle import Chronicle
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage, gather
from whimbrel.merge import ReportFacts, merge
from whimbrel.merge.copies import sketch
from whimbrel.model import Claim, Problem, Report


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: pages looked at so far, and the file in hand."""

    done: int
    file: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `reports` were usable (`new` + `unchanged`); `claims` and `events` are the chronicle's totals."""

    reports: int
    new: int
    unchanged: int
    claims: int
    events: int
    set_aside: int


def read_report(page: RawPage, knowledge: Knowledge) -> tuple[Report, list[Claim]]:
    """One page through clean and code. Raises SetAside when it cannot be used."""
    report = to_report(page)
    return report, code(report, knowledge)


def read(
    paths: Sequence[str | Path],
    chronicle: Chronicle,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    knowledge: Knowledge | None = None,
) -> Summary:
    """Read all reports under `paths` into the chronicle and make its events anew.

    Reports already there are left as they are. What cannot be used is kept as a problem and the rest goes on. Raises
    ChronicleError when the chronicle cannot be written; what was stored before stays whole.
    """
    new = unchanged = set_aside = 0
    try:
        for done, item in enumerate(gather(paths, stdin)):
            if isinstance(item, Problem):
                chronicle.add_problem(item)
                set_aside += 1
                continue
            if on_progress is not None:
                on_progress(Progress(done, item.file))
            try:
                report = to_report(item)
            except SetAside as reason:
                chronicle.add_problem(Problem(item.file, item.position, reason.code, reason.message, reason.remedy))
                set_aside += 1
                continue
            if chronicle.has_report(report.id):
                unchanged += 1
                continue
            knowledge = knowledge or Knowledge.load()
            chronicle.add(report, code(report, knowledge))
            new += 1
    finally:
        if new:
            remake_events(chronicle, knowledge)
    tally = chronicle.tally()
    return Summary(new + unchanged, new, unchanged, tally.claims, tally.events, set_aside)


def remake_events(chronicle: Chronicle, knowledge: Knowledge | None = None) -> int:
    """Merge all claims of the chronicle into events; gives how many changed."""
    almanac = (knowledge or Knowledge.load()).almanac
    return chronicle.replace_events(merge(chronicle.claims(light=True), _facts(chronicle), almanac))


def _facts(chronicle: Chronicle) -> Iterator[ReportFacts]:
    for report in chronicle.reports():
        yield ReportFacts(report.id, report.published, sketch(report.text))
