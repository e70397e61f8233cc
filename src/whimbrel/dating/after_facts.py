"""How long after a named fact something took place that the report tells as news: "met on Friday, weeks after the
ceasefire", "three days after the end of Operation Eagle".

What happened "on Friday" or "yesterday" is of the days before the report; that lay so long after the fact's end, or
after its beginning where the words say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from whimbrel.almanac.dated_facts import FactMention
from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.expression import Stamp, Step
from whimbrel.coder.times.numbers import number
from whimbrel.coder.times.tokens import tokenise
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, union, within
from whimbrel.dating.facts import BEGAN, BESIDE, points_at_now
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

_COUNT = (
    r"(?:(?P<about>nearly|almost|about|around|some|more than|over|just|only)\s)?"
    r"(?:(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s)?"
)
AFTER = re.compile(rf"\b{_COUNT}(?P<unit>day|week|month)s?\s(?:after|since|following|from)\b", re.IGNORECASE)
REACH = 70  # characters behind "after" in which the fact may stand
BREAK = re.compile(r"[;:.]|\b(?:said|says|told|who|which|that|but|while|and)\b")
UNIT = {"day": 1, "week": 7, "month": 30}
SEVERAL = {"day": (1, 15), "week": (8, 56), "month": (45, 400)}  # from and to how many days, where no number is given
SEVERAL_WORDS = frozenset({"several", "few", "some", "many"})
SLACK = {"day": 1, "week": 5, "month": 20}  # days by which a number of them may be loose
NEWS = timedelta(days=7)  # what is told as news is of the week before the report
LONGEST = timedelta(days=120)  # a longer war is not told from, as its end may not be known


def after_constraints(
    sheet: Sheet, named: Sequence[tuple[Line, Sequence[FactMention]]], times: Sequence[TimeExpression]
) -> Iterator[Constraint]:
    """What the time since a fact, told of something new, says of the report's day."""
    for line, mentions in named:
        if not mentions or not any(_is_news(line, expression) for expression in times):
            continue
        for found in AFTER.finditer(sheet.text, line.span.start, line.span.end):
            mention = _behind(sheet, found, mentions)
            reach = _reach(found)
            if mention is None or reach is None:
                continue
            begun = BEGAN.search(sheet.text, found.end(), mention.end + BESIDE) is not None
            allowed = union(_allowed(mention, begun, *reach))
            span = Span(found.start(), mention.end)
            told = " or ".join(f"{fact.name} ({fact.start} to {fact.end})" for fact in mention.facts)
            words = f"what is told as news was {found[0].lower()} {told}"
            text = sheet.text[span.start : span.end]
            yield Constraint("time after", span, text, mention.fact.id, allowed, Strength.STRONG, words)


def _is_news(line: Line, expression: TimeExpression) -> bool:
    """Whether a sentence tells what took place on a weekday, yesterday or today."""
    form = expression.form
    by_day = (isinstance(form, Stamp) and form.weekday is not None) or (isinstance(form, Step) and form.unit == "D")
    inside = line.span.start <= expression.span.start < line.span.end
    return inside and by_day and points_at_now(form) and not expression.bound


def _behind(sheet: Sheet, found: re.Match[str], mentions: Sequence[FactMention]) -> FactMention | None:
    """The nearest fact behind "after", with nothing that begins another clause between."""
    near = [m for m in mentions if found.end() <= m.start <= found.end() + REACH and _usable(m)]
    mention = min(near, key=lambda m: m.start, default=None)
    return None if mention is None or BREAK.search(sheet.text[found.end() : mention.start]) else mention


def _usable(mention: FactMention) -> bool:
    return not mention.loose and all(fact.precise and fact.end - fact.start <= LONGEST for fact in mention.facts)


def _reach(found: re.Match[str]) -> tuple[int, int] | None:
    """From and to how many days after the fact."""
    unit, word = found["unit"].lower(), (found["n"] or "").lower()
    plural = found[0].lower().split(f"{unit}", 1)[1].startswith("s")
    if word in SEVERAL_WORDS or (not word and plural):
        return SEVERAL[unit]
    read = number(tokenise(word, 0, len(word)), 0) if word not in {"a", "one"} else (1.0, 1)
    if read is None:
        return SEVERAL[unit] if plural else None
    days = int(read[0]) * UNIT[unit]
    return max(0, days - SLACK[unit]), days + (
        2 * SLACK[unit] if found["about"] in {"over", "more than"} else SLACK[unit]
    )


def _allowed(mention: FactMention, begun: bool, least: int, most: int) -> Iterator[Days]:
    for fact in mention.facts:
        since = fact.start if begun else fact.end
        yield within(since + timedelta(days=least), since + timedelta(days=most) + NEWS)
