"""The grammar's top: a date, a time of day, one counted from another, or a range of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from whimbrel.coder.times import calendar, relative
from whimbrel.coder.times.clock import clock, daypart
from whimbrel.coder.times.edges import edged, which_stamp
from whimbrel.coder.times.expression import Anniversary, Clock, Form, Length, Offset, Repeat, Stamp, Step
from whimbrel.coder.times.lengths import bare_units, length
from whimbrel.coder.times.numbers import ordinal
from whimbrel.coder.times.ranges import Phrase, day_range, stretched
from whimbrel.coder.times.tokens import Tok, at

ONE_DAY = Length(((1.0, "D"),))


def phrase(toks: Sequence[Tok], i: int) -> Phrase | None:
    """The longest expression of time at token `i`, or None."""
    found = simple(toks, i)
    days = day_range(toks, i)
    if days and (found is None or days.end > found.end):
        return days
    if found is None:
        return None
    return stretched(toks, found, simple) or found


def simple(toks: Sequence[Tok], i: int) -> Phrase | None:
    """An expression that is no range."""
    rules: tuple[Callable[[Sequence[Tok], int], Phrase | None], ...] = (clock_first, dated, eve, anniversary, hours_of)
    found = [result for rule in rules if (result := rule(toks, i))]
    return max(found, key=lambda result: result.end) if found else None


def dated(toks: Sequence[Tok], i: int) -> Phrase | None:
    """A day or longer, with the part of the day or the clock time that follows it."""
    if at(toks, i).low == "last" and at(toks, i + 1).low in ("night", "evening"):
        return Phrase(i, i + 2, Step("D", -1), Clock(part="NI" if toks[i + 1].low == "night" else "EV"))
    if at(toks, i).low in ("this", "later", "earlier", "late") and (this := this_daypart(toks, i)):
        return this
    found = core(toks, i)
    if found is None:
        return lone_daypart(toks, i)
    form, j = found
    low = at(toks, i).low
    if low == "overnight":
        return Phrase(i, j, Step("D", 0), Clock(part="ON"))
    if low == "tonight":
        return Phrase(i, j, form, Clock(part="NI"))
    if not isinstance(form, Stamp | Step | Offset) or not daily(form):
        return Phrase(i, j, form)
    return with_clock(toks, Phrase(i, j, form))


def daily(form: Form) -> bool:
    """Whether a form names single days, so that a time of day may follow."""
    if isinstance(form, Stamp):
        return form.weekday is not None or form.day is not None or bool(form.feast)
    return (isinstance(form, Step) and form.unit == "D") or (
        isinstance(form, Offset) and form.length.amounts[0][1] == "D"
    )


def with_clock(toks: Sequence[Tok], found: Phrase) -> Phrase:
    """The part of the day or clock time after a day: "Saturday night", "Friday at 10 p.m.", "May 5, 14:30 GMT"."""
    part = daypart(toks, found.end)
    if part and not (
        at(toks, part[1] - 1).low in ("nights", "mornings", "evenings", "afternoons") and isinstance(found.form, Step)
    ):
        if at(toks, part[1] - 1).low.endswith("s") and isinstance(found.form, Stamp):
            return Phrase(found.start, part[1], Repeat(stamp=found.form), part[0])
        return replace(found, end=part[1], clock=part[0])
    j = found.end
    if at(toks, j).low in (",", "at", "around"):
        j += 1
    if at(toks, j).low == "at":
        j += 1
    hour = clock(toks, j)
    if hour and (j > found.end or hour[1] > j + 1 or ":" in at(toks, j).classes.get("daypart", "")):
        return replace(found, end=hour[1], clock=hour[0])
    return found


def this_daypart(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "this morning", "later this afternoon", "earlier tonight", "early this evening"."""
    j = i + 1 if at(toks, i).low in ("later", "earlier", "late", "early") else i
    if at(toks, j).low == "this":
        part = daypart(toks, j + 1)
        return Phrase(i, part[1], Step("D", 0), part[0]) if part else None
    return None


def lone_daypart(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "the morning", "mid-afternoon yesterday": a part of an unnamed or following day."""
    j = i + 1 if at(toks, i).low in ("the", "that") else i
    part = daypart(toks, j)
    if part is None:
        return None
    k = part[1] + 1 if at(toks, part[1]).low in ("of", "on") else part[1]
    day = relative.day_word(toks, k) or calendar.date(toks, k)
    if day and daily(day[0]):
        return Phrase(i, day[1], day[0], part[0])
    if (j > i and at(toks, i - 1).low in ("in", "during", "throughout", "of", "by")) or at(toks, j).low in ("mid",):
        return Phrase(i, part[1], Step("D", 0, free=True), part[0])
    return None


def hours_of(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "the early hours of Friday"."""
    j = i + 1 if at(toks, i).low == "the" else i
    if (
        at(toks, j).low not in ("early", "late", "small", "evening", "morning")
        or at(toks, j + 1).low != "hours"
        or at(toks, j + 2).low not in ("of", "on")
    ):
        return None
    day = relative.day_word(toks, j + 3) or calendar.date(toks, j + 3)
    part = {"late": "NI", "evening": "EV"}.get(at(toks, j).low, "MO")
    return Phrase(i, day[1], day[0], Clock(part=part)) if day and daily(day[0]) else None


def clock_first(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "10 p.m. EST Wednesday", "noon on Thursday", "at around 9:15 p.m."."""
    hour = clock(toks, i + 1 if at(toks, i).low in ("around", "about") else i)
    if hour is None:
        return None
    j = hour[1]
    while at(toks, j).low in (",", "on"):
        j += 1
    day = relative.day_word(toks, j) or calendar.date(toks, j)
    if day and daily(day[0]):
        return Phrase(i, day[1], day[0], hour[0])
    return Phrase(i, hour[1], Step("D", 0, free=True), hour[0])


def core(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """A date or a relative time, its edge taken along."""
    found: list[tuple[Form, int]] = [r for r in (edged(toks, i), which_stamp(toks, i)) if r]
    rules: tuple[Callable[[Sequence[Tok], int], tuple[Form, int] | None], ...] = (
        calendar.date, relative.step, relative.day_word, relative.offset, relative.year_ago, relative.repeat,
        relative.reference, length, bare_units,
    )  # fmt: skip
    found += [result for rule in rules if (result := rule(toks, i))]
    return max(found, key=lambda result: result[1]) if found else None


def eve(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "the eve of the New Year", "on the eve of May 9"."""
    j = i + 1 if at(toks, i).low == "the" else i
    if at(toks, j).low != "eve" or at(toks, j + 1).low != "of":
        return None
    k = j + 3 if at(toks, j + 2).low == "the" else j + 2
    base = calendar.date(toks, k)
    return Phrase(i, base[1], Offset(ONE_DAY, -1, base[0])) if base and daily(base[0]) else None


def anniversary(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "the 35th anniversary", "the anniversary of", "the first anniversary"."""
    j = i + 1 if at(toks, i).low in ("the", "its", "their", "his", "her") else i
    which = ordinal(toks, j)
    k = which[1] if which else j
    if at(toks, k).low in ("anniversary", "anniversaries") and (which or (j > i and at(toks, k + 1).low == "of")):
        return Phrase(i, k + 1, Anniversary(which[0] if which else None))
    return None
