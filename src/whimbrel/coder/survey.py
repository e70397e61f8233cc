"""What is in hand before any sentence of a report is coded: its segments, its names linked, its places, its times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whimbrel.coder.linking import link_names
from whimbrel.coder.links import ReportNames, day_of
from whimbrel.coder.parties import Cast
from whimbrel.coder.placing import by_offset, capitals, find_places
from whimbrel.coder.reference import Discourse
from whimbrel.coder.setting import Timeline
from whimbrel.coder.times import find_times
from whimbrel.grammar.sentence import Segment
from whimbrel.model import PassageKind, Place, Report

if TYPE_CHECKING:
    from whimbrel.coder.code import Knowledge


@dataclass(frozen=True)
class Survey:
    """A report gone through once. `segments` come with the passages they stand in, `places` are found by offset."""

    segments: Sequence[tuple[PassageKind, Segment]]
    names: ReportNames
    places: Mapping[int, Place]
    timeline: Timeline
    cast: Cast


def survey(report: Report, knowledge: Knowledge) -> Survey:
    """Go through a report for its names, places and times. What is not told is passed over."""
    segments = list(_segments(report, knowledge))
    plain = [segment for _, segment in segments]
    names = link_names(report, plain, knowledge.almanac, knowledge.gazetteer)
    places = by_offset(find_places(report, plain, names, knowledge)) | capitals(report.text, knowledge)
    expressions = [e for p in report.passages if p.kind.told
                   for e in find_times(report.text, p.span.start, p.span.end)]  # fmt: skip
    discourse = Discourse(names, [segment.span for segment in plain])
    on, speech = day_of(report.published), frozenset(knowledge.lexicon.speech)
    timeline = Timeline(expressions, report.published)
    cast = Cast(names, discourse, knowledge.almanac, on, speech, places, timeline)
    return Survey(segments, names, places, timeline, cast)


def _segments(report: Report, knowledge: Knowledge) -> Iterator[tuple[PassageKind, Segment]]:
    for passage in report.passages:
        if passage.kind.told:
            for segment in knowledge.grammar.segment(report.text, passage.span.start, passage.span.end):
                yield passage.kind, segment
