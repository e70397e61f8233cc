"""How fast and how large: articles from plain text to claims, one processor.

`articles_per_cpu_second` scales to articles of 450 words, `ratio_to_parse_all` is the gain over parsing every sentence,
`ratio_to_parser` the pace against that of the bare parser, which only parses all sentences and codes nothing (this is
what CI holds to a floor: both are timed in one run, so a slow machine does not matter), `rss_mb` the largest resident
size of the process, `ms_*` milliseconds an article in each stage.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, cast

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.grammar import Grammar, Segment, Sentence
from whimbrel.model import Report

ARTICLE_WORDS = 450
FIELDS = ("title", "date", "url", "source")

Given = TypeVar("Given")


@dataclass(slots=True)
class Clock:
    """Processor seconds by stage."""

    seconds: Counter[str] = field(default_factory=Counter)

    def time(self, stage: str, work: Callable[[], Given]) -> Given:
        began = time.process_time()
        try:
            return work()
        finally:
            self.seconds[stage] += time.process_time() - began  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class TimedGrammar:
    """A grammar that tells a clock what each call took."""

    grammar: Grammar
    clock: Clock

    def segment(self, text: str, start: int = 0, end: int | None = None) -> list[Segment]:
        return self.clock.time("segment", lambda: self.grammar.segment(text, start, end))

    def parse(self, segments: Sequence[Segment]) -> list[list[Sentence]]:
        return self.clock.time("parse", lambda: self.grammar.parse(segments))


def run(data: Path) -> Outcome:
    clock = Clock()
    knowledge = Knowledge.load()
    timed = replace(knowledge, grammar=cast(Grammar, TimedGrammar(knowledge.grammar, clock)))
    reports, left_out = _reports(data, clock)
    for report in reports[:3]:  # what is read lazily is no part of the pace
        code(report, knowledge)
    words = sum(len(report.text.split()) for report in reports)
    for report in reports:
        clock.time("all", lambda report=report: code(report, timed))  # type: ignore[misc]
    everything = Clock()
    sample = reports[:: max(1, len(reports) // 60)]
    for report in sample:
        everything.time("chosen", lambda report=report: code(report, knowledge))  # type: ignore[misc]
        everything.time("every", lambda report=report: code(report, knowledge, parse_all=True))  # type: ignore[misc]
        segments = knowledge.grammar.segment(report.text)
        everything.time("bare", lambda segments=segments: knowledge.grammar.parse(segments))  # type: ignore[misc]
    say(f"speed: {len(reports)} articles, {words:,} words, {left_out} set aside")
    total = clock.seconds["all"] + clock.seconds["clean"]
    code_only = clock.seconds["all"] - clock.seconds["segment"] - clock.seconds["parse"]
    each = 1000 / max(1, len(reports))
    metrics = {
        "articles_per_cpu_second": ratio(words / ARTICLE_WORDS, total),
        "ratio_to_parse_all": ratio(everything.seconds["every"], everything.seconds["chosen"]),
        "ratio_to_parser": ratio(everything.seconds["bare"], everything.seconds["chosen"]),
        "rss_mb": resident_mb(),
        "ms_clean": clock.seconds["clean"] * each,
        "ms_segment": clock.seconds["segment"] * each,
        "ms_parse": clock.seconds["parse"] * each,
        "ms_code": code_only * each,
    }
    return Outcome(metrics, len(reports))


def _reports(data: Path, clock: Clock) -> tuple[list[Report], int]:
    reports, left_out = list[Report](), 0
    for number, row in enumerate(rows(data), start=1):
        fields = {name: str(row[name]) for name in FIELDS if row.get(name)}
        page = RawPage(data.name, f"line {number}", "text", row["text"], fields)
        try:
            reports.append(clock.time("clean", lambda page=page: to_report(page)))  # type: ignore[misc]
        except SetAside:
            left_out += 1
    return reports, left_out


def resident_mb() -> float:
    """The largest resident size of this process so far, in MiB."""
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / (1024 * 1024 if sys.platform == "darwin" else 1024)
