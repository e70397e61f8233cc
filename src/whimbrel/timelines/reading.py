"""A report read for happenings: every sentence parsed, every time expression found. No lexicon of events is asked."""

from __future__ import annotations

from dataclasses import dataclass

from whimbrel.coder import Knowledge
from whimbrel.coder.setting import Timeline
from whimbrel.coder.times import find_times
from whimbrel.coder.tree import Tree
from whimbrel.model import PassageKind, Report


@dataclass(frozen=True)
class Text:
    """A report with its sentences in order. `kinds` are the passages that the sentences stand in."""

    report: Report
    trees: tuple[Tree, ...]
    kinds: tuple[PassageKind, ...]
    times: Timeline


def read_text(report: Report, knowledge: Knowledge) -> Text:
    """Parses a report. What is not told is passed over, sentences too long to be read left out."""
    segments = [
        (passage.kind, segment)
        for passage in report.passages
        if passage.kind.told
        for segment in knowledge.grammar.segment(report.text, passage.span.start, passage.span.end)
        if segment.given_up is None
    ]
    parsed = knowledge.grammar.parse([segment for _, segment in segments])
    found = [(kind, Tree(s)) for (kind, _), sentences in zip(segments, parsed, strict=True) for s in sentences]
    times = [
        expression
        for passage in report.passages
        if passage.kind.told
        for expression in find_times(report.text, passage.span.start, passage.span.end)
    ]
    return Text(
        report, tuple(t for _, t in found), tuple(k for k, _ in found), Timeline(tuple(times), report.published)
    )
