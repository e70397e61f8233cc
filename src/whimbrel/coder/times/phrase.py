"""The grammar's top: a date, a time of day, or one counted from another, with its edges ("late", "the end of") and ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whimbrel.coder.times import calendar, relative
from whimbrel.coder.times.clock import clock, daypart
from whimbrel.coder.times.expression import Anniversary, Clock, Form, Length, Offset, Repeat, Stamp, Step, Stretch
from whimbrel.coder.times.numbers import figure, ordinal
from whimbrel.coder.times.tokens import Tok, at


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form over the tokens `start` to `end`; a range has the phrases it is made of in `members`."""

    start: int
    end: int
    form: Form
    clock: Clock | None = None
    members: tuple[Phrase, ...] = ()


EDGE_OF = frozenset({"beginning", "start", "outset", "end", "close", "middle"})
EDGE_BEFORE = frozenset({"early", "late", "mid", "earlier", "later"})
THROUGH = frozenset({"to", "through", "until", "till", "-", "and"})
ONE_DAY = Length(((1.0, "D"),))


def phrase(toks: Sequence[Tok], i: int) -> Phrase | None:
    """The longest expression of time at token `i`, or None."""
    found = simple(toks, i)
    days = day_range(toks, i)
    if days and (found is None or days.end > found.end):
        return days
    if found is None:
        return None
    return stretched(toks, found) or found


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
        calendar.date, relative.step, relative.day_word, relative.offset, relative.year_ago, relative.repeat, relative.reference,
        relative.length, relative.bare_units,
    )  # fmt: skip
    found += [result for rule in rules if (result := rule(toks, i))]
    return max(found, key=lambda result: result[1]) if found else None


def edged(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """ "early April", "mid-October", "late last year", "the end of 1990", "earlier this month", "year-end"."""
    j = i + 1 if at(toks, i).low == "the" else i
    word = at(toks, j).low
    if word == "year" and (close := year_end(toks, j)):
        return close
    k = j + 1
    if word in EDGE_OF and at(toks, k).low in ("of", "to"):
        k += 1
    elif word == "around" and at(toks, k).low == "year":
        return year_end(toks, k)
    elif word in EDGE_BEFORE:
        k += 1 if at(toks, k).low in ("-", "in", "on") else 0
    else:
        return None
    inner = which_stamp(toks, k) or calendar.date(toks, k) or relative.day_word(toks, k) or relative.step(toks, k)
    if inner is None:
        return None
    form, end = inner
    edge = at(toks, j).classes["edge"]
    if isinstance(form, Stamp):
        return (form if form.day or form.weekday is not None else replace(form, edge=edge)), end
    if isinstance(form, Step):
        return (
            form
            if form.unit == "D"
            else replace(form, edge=edge + ("-COMPARED" if word in ("earlier", "later") else ""))
        ), end
    return None


def year_end(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """ "year-end", "year end", "year's end"."""
    if at(toks, i).low != "year":
        return None
    j = i + 1
    if at(toks, j).low == "-":
        j += 1
    elif at(toks, j).low == "'" and at(toks, j + 1).low == "s":
        j += 2
    return (Step("Y", 0, "END"), j + 1) if at(toks, j).low == "end" else None


def which_stamp(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """ "last May", "next Friday", "this coming Sunday", "last summer", "last Christmas"."""
    j = i + 1 if at(toks, i).low == "the" else i
    value = at(toks, j).classes.get("which")
    if value is None or at(toks, j).low in ("that",):
        return None
    if value == "0" and at(toks, j + 1).low in ("past", "last", "coming", "next"):
        j += 1
        value = at(toks, j).classes["which"]
    inner = calendar.date(toks, j + 1)
    if (
        inner is None
        or inner[0].century is not None
        or inner[0].quarter
        or inner[0].half
        or (at(toks, i).low == "the" and at(toks, j).low in ("last", "past") and inner[0].weekday is None)
    ):
        return None
    stamp, end = inner
    if stamp.year is not None and stamp.month is None:
        return None
    return replace(stamp, which=int(value), coming=at(toks, j).low in ("coming", "upcoming")), end


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


def day_range(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "10-21 May", "10 to 21 May 2021", "(between) 10 and 21 May"."""
    first = calendar.day_number(toks, i)
    if first is None or at(toks, first[1]).low not in THROUGH:
        return None
    if at(toks, first[1]).low == "and" and at(toks, i - 1).low != "between":
        return None
    second = calendar.day_first(toks, first[1] + 1, ranged=True)
    if second is None or second[0].day is None or second[0].day <= first[0]:
        return None
    return ranged(Phrase(i, first[1], Stamp(day=first[0])), Phrase(first[1] + 1, second[1], second[0]))


def ranged(first: Phrase, last: Phrase) -> Phrase:
    """Two phrases as one, each lending the other the month and year that it lacks."""
    a, b = first.form, last.form
    if isinstance(a, Stamp) and isinstance(b, Stamp):
        a = replace(
            a,
            month=a.month or (b.month if a.day else None),
            year=a.year or b.year,
            year_which=b.year_which if a.year_which is None and a.year is None else a.year_which,
        )
        b = replace(b, month=b.month or (a.month if b.day else None))
    return Phrase(first.start, last.end, Stretch(a, b), None, (replace(first, form=a), replace(last, form=b)))


def stretched(toks: Sequence[Tok], first: Phrase) -> Phrase | None:
    """The range that a phrase begins: "May 10-21", "from Monday to Wednesday", "2019-20", "between May and July"."""
    mark = at(toks, first.end)
    if mark.low not in THROUGH or isinstance(first.form, Length | Repeat | Anniversary | Stretch):
        return None
    opener = at(toks, first.start - 1).low
    if (mark.low == "and") != (opener == "between"):
        return None
    if (
        mark.low in ("to", "until", "till")
        and opener != "from"
        and not (isinstance(first.form, Stamp) and first.form.day)
    ):
        return None
    j = first.end + 1
    if isinstance(first.form, Stamp) and (short := short_end(toks, first.form, j, mark.glued)):
        return ranged(first, short)
    last = simple(toks, j)
    if (
        last is None
        or isinstance(last.form, Length | Repeat | Anniversary | Stretch)
        or not alike(first.form, last.form)
    ):
        return None
    return ranged(first, last)


def short_end(toks: Sequence[Tok], form: Stamp, j: int, glued: bool) -> Phrase | None:
    """The "21" of "May 10-21" and the "20" of "2019-20"."""
    value = figure(at(toks, j))
    if value is None or len(at(toks, j).low) > 2 or "counted" in at(toks, j + 1).classes:
        return None
    if (
        form.month
        and form.day
        and form.year is None
        and form.day < value <= 31
        and calendar.month_name(toks, j + 1) is None
    ):
        tail = calendar.trailing_year(toks, j + 1)
        return Phrase(j, tail[1] if tail else j + 1, Stamp(month=form.month, day=value, **(tail[0] if tail else {})))
    if (
        form.year
        and form.month is None
        and glued
        and at(toks, j).glued
        and len(at(toks, j).low) == 2
        and value > form.year % 100
    ):
        return Phrase(j, j + 1, Stamp(year=form.year // 100 * 100 + value))
    return None


def alike(a: Form, b: Form) -> bool:
    """Whether two forms may be the ends of one range: no "Friday to 1990"."""
    if not (isinstance(a, Stamp) and isinstance(b, Stamp)):
        return True
    bare_years = [s.year is not None and s.month is None and s.season == "" and s.quarter is None for s in (a, b)]
    return bare_years[0] == bare_years[1] or bool(a.month and not a.day)
