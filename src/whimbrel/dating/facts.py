"""Dated facts that a report names: it is not from before them; and words beside them may say how long ago they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from whimbrel.almanac.dated_facts import AWAITED, REMEMBERED, DatedFact, FactMention
from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.anchored import on
from whimbrel.coder.times.expression import Form, Offset, Stamp, Step
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, days, not_after, not_before
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

NEAR = 45  # characters between a fact and the words that say when it was
WEEK_SLACK = timedelta(days=4)  # some weeks begin on Sunday, and "last week" is said loosely
SUNDAY = timedelta(days=1)
REACH_DAYS = 800  # how far back "last year" and the like may point
LONGEST_MOMENT = 20  # days
ZONES = timedelta(days=1)  # the day there may be the day before here
MOMENT = frozenset("attack capture disaster death accord coup election summit law statement trial".split())
BESIDE = 25  # characters about a fact and its time in which the word for its beginning may stand
GOES_ON = frozenset("war operation offensive siege".split())
BEGAN = re.compile(
    r"\b(?:launch\w*|began|begun|begin\w*|start\w*|interven\w+|enter\w*|joined|erupted|broke out|deployed)\b",
    re.IGNORECASE,
)
COMING = re.compile(
    r"\b(?:upcoming|coming|next|planned|scheduled|ahead of|before|will|would|is to|are to|due|slated|looming"
    r"|prepar\w+|run-?up|expected|set for|set to|hopes?|candidates?|host(?:s|ing)?)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:after|since|following|won|held|was|were|had|last|ended|attended|agreed at|concluded|ago)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"[;:]|\b(?:said|says|told|who|which|that|but|while|and|after|since|before|following)\b")


def fact_constraints(
    sheet: Sheet, named: Sequence[tuple[Line, Sequence[FactMention]]], times: Sequence[TimeExpression]
) -> Iterator[Constraint]:
    """What the facts that a report names, sentence by sentence, say of its day."""
    for line, mentions in named:
        for mention in mentions:
            if mention.fact.kind == REMEMBERED or mention.loose:
                continue
            yield from _plain(sheet, line, mention)
            yield from _with_time(sheet, line, mention, times)


def _plain(sheet: Sheet, line: Line, mention: FactMention) -> Iterator[Constraint]:
    fact, span = mention.fact, Span(mention.start, mention.end)
    text = sheet.text[mention.start : mention.end]
    told = " or ".join(f"{one.name}: {_when(one)}" for one in mention.facts)
    if fact.kind in AWAITED:
        around = sheet.text[line.span.start : line.span.end]
        if PAST.search(around) and not COMING.search(around):
            words = f"{told} is told as past"
            yield Constraint("event", span, text, fact.id, not_before(fact.start - ZONES), Strength.STRONG, words)
        elif all(one.precise for one in mention.facts) and COMING.search(around) and not PAST.search(around):
            words = f"{told} is told as to come"
            last = max(one.end for one in mention.facts)
            yield Constraint("event awaited", span, text, fact.id, not_after(last), Strength.STRONG, words)
        return
    yield Constraint("event", span, text, fact.id, not_before(fact.start - ZONES), Strength.STRONG, told)


def _with_time(sheet: Sheet, line: Line, mention: FactMention, times: Sequence[TimeExpression]) -> Iterator[Constraint]:
    """ "the coup earlier this month", "the airliner shot down on Thursday": the days from which the words fit.

    Of what goes on it is the beginning that has a day: "the campaign that was launched last September".
    """
    brief = all(_brief(fact) for fact in mention.facts)
    if not brief and not (mention.sure and mention.fact.precise and mention.fact.kind in GOES_ON):
        return
    near = [
        (gap, expression)
        for expression in times
        if line.span.start <= expression.span.start < line.span.end
        and expression.bound not in {"since", "until", "by", "before", "after"}
        and (points_at_now(expression.form) or not _inside(mention, expression))
        and (gap := _gap(sheet.text, mention, expression)) is not None
    ]
    for _, expression in sorted(near, key=lambda item: (item[0], item[1].span.start))[:1]:
        low, high = min(mention.start, expression.span.start), max(mention.end, expression.span.end)
        if not points_at_now(expression.form) or not (brief or _begun(sheet.text, low, high, expression.form)):
            continue
        allowed = days(
            (date.fromordinal(first), date.fromordinal(last))
            for fact in mention.facts
            for first, last in seen_from(
                expression.form, fact.start, fact.end if _brief(fact) else fact.start, fact.kind in AWAITED
            )
        )
        if allowed:
            told = " or ".join(f"{fact.name} ({_when(fact)})" for fact in mention.facts)
            words = f"{told} is “{expression.text}”"
            text = sheet.text[low:high]
            id = mention.fact.id
            yield Constraint("event and time", Span(low, high), text, id, allowed, Strength.STRONG, words)


def _inside(mention: FactMention, expression: TimeExpression) -> bool:
    """Whether the words for a time are a part of the fact's own: "the 11-day war"."""
    return mention.start <= expression.span.start and expression.span.end <= mention.end


def _begun(text: str, low: int, high: int, form: Form) -> bool:
    """Whether words that tell of a beginning stand with a fact and its time, and the time is longer than a day."""
    by_day = isinstance(form, Stamp) and form.weekday is not None
    return not by_day and BEGAN.search(text, max(0, low - BESIDE), high + BESIDE) is not None


def _brief(fact: DatedFact) -> bool:
    """Whether a fact is a matter of days that are known: a war without an end in its row is still being fought."""
    ends = fact.start < fact.end or fact.kind in MOMENT
    return fact.precise and ends and (fact.end - fact.start).days <= LONGEST_MOMENT


def points_at_now(form: Form) -> bool:
    """Whether a form is reckoned from the day of writing: "Friday", "last month", "two weeks ago", "this year"."""
    match form:
        case Stamp():
            named = form.weekday is not None or form.which is not None or form.year_which is not None
            return named and form.day is None and form.year is None and form.decade is None
        case Step():
            return (
                not form.free
                and not form.bare
                and form.offset <= 0
                and (form.unit in {"W", "M", "Y", "WE"} or (form.unit, form.offset) == ("D", -1))
            )
        case Offset():
            return form.base == "now" and form.sign < 0 and all(unit in "DWMY" for _, unit in form.length.amounts)
        case _:
            return False


@lru_cache(maxsize=4096)
def seen_from(form: Form, first: date, last: date, awaited: bool) -> Days:
    """The days from which an expression points into `first` to `last`; also from before them for what is awaited."""
    slack = WEEK_SLACK if isinstance(form, Step) and form.unit == "W" else timedelta(0)
    fitting: list[tuple[date, date]] = []
    for k in range(-40 if awaited else 0, REACH_DAYS):
        day = first + timedelta(days=k)
        found = on(form, None, day, "past" if k >= 0 else "future")
        if found and found.first and found.last and found.first <= last and found.last >= first:
            fitting.append((day - SUNDAY * bool(slack), day + slack))
    return days(fitting)


def _gap(text: str, mention: FactMention, expression: TimeExpression) -> int | None:
    """How many characters stand between a fact's last words and a time; None when they are far apart or parted."""
    start, end = mention.last
    if expression.span.start >= end:
        between = text[end : expression.span.start]
    elif expression.span.end <= start:
        between = text[expression.span.end : start]
    else:
        return 0
    reach = NEAR // 3 if isinstance(expression.form, Offset) else NEAR
    return None if len(between) > reach or BREAK.search(between) else len(between)


def _when(fact: DatedFact) -> str:
    return str(fact.start) if fact.start == fact.end else f"{fact.start} to {fact.end}"
