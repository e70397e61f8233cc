"""How fast and how large: articles from plain text to stored events, one processor.

`articles_per_cpu_second` scales to articles of 450 words and counts the whole way: clean, code (pages read some at a
time, as `whimbrel read` does), store, merge. `ms_*` are milliseconds of processor for such an article in each stage;
`ms_code` is what is left of coding beside sentences, words and names (`segment`) and trees (`parse`).

The ratios are taken in one run, set by set in turn, so that neither a slow machine nor a busy one matters. Over 1 is
quicker than what it is held against, on the same reports: `ratio_to_parse_all`, coding with every sentence parsed;
`ratio_to_parser`, spaCy's own loop over the same weights, which only parses all sentences and codes nothing;
`ratio_to_own_parser`, our loop over them doing the same; `parser_to_spacy`, our loop against spaCy's. In these no
sentence is known from before. `ratio_to_anew` is of a stream of news in which a third of the reports are another
outlet's version of an agency's text (`outlets.py`): coding it with what was read a moment ago at hand, against reading
every sentence anew. `rss_mb` is the largest resident size of the process.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

from benchmarks.outlets import Row, with_copies
from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel.chronicle import Chronicle
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code_all
from whimbrel.dating import dated
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.grammar import Grammar, Segment, Sentence
from whimbrel.grammar.kept import ROOM
from whimbrel.model import Report
from whimbrel.pipeline import TOGETHER
from whimbrel.remaking import bring_up_to_date

ARTICLE_WORDS = 450
STAGES = ("clean", "segment", "parse", "code", "store", "merge")
FIELDS = ("title", "date", "url", "source")
FOREIGN = RawPage(
    "", "", "text", "Quelques mots dans une langue que personne ne lit ici, pour que le modèle soit lu.", {}
)

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
    anew, grammar = _keeping(knowledge, 0), _keeping(knowledge, ROOM).grammar
    timed = replace(knowledge, grammar=cast(Grammar, TimedGrammar(grammar, clock)))
    with suppress(SetAside):
        to_report(FOREIGN)  # what is read lazily is no part of the pace: here what tells languages apart,
    given = list(rows(data))
    reports, left_out = _reports(given, data.name, clock)
    code_all(reports[:3], anew)  # and here the knowledge of the coder
    gc.freeze()
    words = sum(len(report.text.split()) for report in reports)
    _whole_way(reports, timed, clock)
    gc.collect()
    gc.freeze()  # what that left would be looked through in the first of those that are held against each other
    against = _against(reports[:: max(1, len(reports) // 60)], anew)
    copied, _ = _reports(with_copies(given[:: max(1, len(given) // 100)]), data.name, Clock())
    stream = _stream(copied, anew)
    say(f"speed: {len(reports)} articles, {words:,} words, {left_out} set aside")
    clock.seconds["code"] -= clock.seconds["segment"] + clock.seconds["parse"]
    articles = words / ARTICLE_WORDS
    metrics = {
        "articles_per_cpu_second": ratio(articles, sum(clock.seconds.values())),
        "ratio_to_parse_all": ratio(against["every"], against["chosen"]),
        "ratio_to_parser": ratio(against["spacy"], against["chosen"]),
        "ratio_to_own_parser": ratio(against["own"], against["chosen"]),
        "parser_to_spacy": ratio(against["spacy"], against["own"]),
        "ratio_to_anew": ratio(stream["anew"], stream["kept"]),
        "rss_mb": resident_mb(),
    }
    metrics |= {f"ms_{stage}": 1000 * ratio(clock.seconds[stage], articles) for stage in STAGES}
    return Outcome(metrics, len(reports))


def _whole_way(reports: Sequence[Report], knowledge: Knowledge, clock: Clock) -> None:
    """From reports to events stored, as `whimbrel read` does it."""
    with TemporaryDirectory() as folder, Chronicle.open(Path(folder) / "speed.db") as chronicle:
        for at in range(0, len(reports), TOGETHER):
            some = [clock.time("clean", partial(dated, one, knowledge.almanac)) for one in reports[at : at + TOGETHER]]
            coded = clock.time("code", partial(code_all, some, knowledge))
            told = [(report, claims) for report, (claims, _) in zip(some, coded, strict=True)]
            clock.time("store", partial(chronicle.add_all, told))
        clock.time("merge", partial(bring_up_to_date, chronicle, knowledge.almanac))


def _against(reports: Sequence[Report], knowledge: Knowledge) -> Mapping[str, float]:
    """Processor seconds of coding and of what it is held against."""
    clock, grammar = Clock(), knowledge.grammar
    for at in range(0, len(reports), TOGETHER):
        some = reports[at : at + TOGETHER]
        code_all(some, knowledge)  # names and words that a first reading looks up would be known to the others
        clock.time("chosen", partial(code_all, some, knowledge))
        clock.time("every", partial(code_all, some, knowledge, parse_all=True))
        segments = [one for report in some for one in grammar.segment(report.text) if one.given_up is None]
        clock.time("own", partial(grammar.parse, segments))
        clock.time("spacy", partial(_by_spacy, segments, grammar))
    return clock.seconds


def _stream(reports: Sequence[Report], anew: Knowledge) -> Mapping[str, float]:
    """Processor seconds of coding a stream, with what was read a moment ago at hand and with every sentence anew."""
    clock, kept = Clock(), _keeping(anew, ROOM)
    for at in range(0, len(reports), TOGETHER):
        some = reports[at : at + TOGETHER]
        code_all(some, anew)  # names and words, as above
        clock.time("kept", partial(code_all, some, kept))
        clock.time("anew", partial(code_all, some, anew))
    return clock.seconds


def _by_spacy(segments: Sequence[Segment], grammar: Grammar) -> None:
    """Tags and trees by spaCy's own pipeline over our weights."""
    docs = [grammar.document(segment) for segment in segments]
    for _, pipe in grammar.nlp.pipeline:
        docs = list(pipe.pipe(docs, batch_size=128))


def _keeping(knowledge: Knowledge, room: int) -> Knowledge:
    """The same knowledge, no sentence read yet, and so many characters of them kept."""
    return replace(knowledge, grammar=knowledge.grammar.keeping(room))


def _reports(given: Sequence[Row], name: str, clock: Clock) -> tuple[list[Report], int]:
    reports, left_out = list[Report](), 0
    for number, row in enumerate(given, start=1):
        fields = {key: str(row[key]) for key in FIELDS if row.get(key)}
        page = RawPage(name, f"line {number}", "text", row["text"], fields)
        try:
            reports.append(clock.time("clean", lambda page=page: to_report(page)))  # type: ignore[misc]
        except SetAside:
            left_out += 1
    return reports, left_out


def resident_mb() -> float:
    """The largest resident size of this process so far, in MiB."""
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / (1024 * 1024 if sys.platform == "darwin" else 1024)
