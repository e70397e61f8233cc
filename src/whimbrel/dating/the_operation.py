"""The one operation of a report, told of again without its name: "the confrontation earlier this month".

A report that names one operation or war of a few weeks, and only one, means that one by "the operation", "the fighting"
or "the movement's confrontation with its neighbour", and the words of time beside these are reckoned from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whimbrel.almanac.dated_facts import DatedFact, FactMention
from whimbrel.coder.times import TimeExpression
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.facts import BREAK, points_at_now, seen_from
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

KINDS = frozenset({"operation", "offensive", "war"})
LONGEST = 60  # days
AGAIN = re.compile(
    r"\b(?:the|this|that|its|their|[A-Z][\w-]+['’]s?)\s(?:[a-z-]+\s){0,2}"
    r"(?:operation|confrontation|fighting|war|conflict|escalation|offensive|campaign|hostilities|round of fighting)\b"
)
NEAR = 60  # characters between the description and its time


def operation_constraints(
    sheet: Sheet, named: Sequence[tuple[Line, Sequence[FactMention]]], times: Sequence[TimeExpression]
) -> Iterator[Constraint]:
    """What the times beside a description of the one operation say of the report's day."""
    fact = _only(named)
    if fact is None:
        return
    for line in sheet.lines:
        for found in AGAIN.finditer(sheet.text, line.span.start, line.span.end):
            for expression in times:
                gap = _gap(sheet.text, found, expression)
                if gap is None or not line.span.start <= expression.span.start < line.span.end:
                    continue
                if not points_at_now(expression.form) or expression.bound in {"since", "until", "by", "before"}:
                    continue
                allowed = seen_from(expression.form, fact.start, fact.end, awaited=False)
                if allowed:
                    low = min(found.start(), expression.span.start)
                    high = max(found.end(), expression.span.end)
                    words = f"{fact.name} ({fact.start} to {fact.end}), the one named, is “{expression.text}”"
                    text = sheet.text[low:high]
                    yield Constraint("event and time", Span(low, high), text, fact.id, allowed, Strength.STRONG, words)


def _only(named: Sequence[tuple[Line, Sequence[FactMention]]]) -> DatedFact | None:
    found = {
        fact.id: fact
        for _, mentions in named
        for m in mentions
        for fact in m.facts
        if fact.kind in KINDS and not m.loose
    }
    fact = next(iter(found.values())) if len(found) == 1 else None
    brief = fact is not None and fact.precise and 0 < (fact.end - fact.start).days <= LONGEST
    return fact if brief else None


def _gap(text: str, found: re.Match[str], expression: TimeExpression) -> int | None:
    start, end = found.span()
    if expression.span.start >= end:
        between = text[end : expression.span.start]
    elif expression.span.end <= start:
        between = text[expression.span.end : start]
    else:
        return None
    return None if len(between) > NEAR or "," in between or BREAK.search(between) else len(between)
