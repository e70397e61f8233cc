"""From one time to another: "May 10-21", "from Monday to Wednesday", "2019-20"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whimbrel.coder.times import dates
from whimbrel.coder.times.expression import Anniversary, Clock, Form, Length, Repeat, Stamp, Stretch
from whimbrel.coder.times.numbers import figure
from whimbrel.coder.times.tokens import Tok, at

THROUGH = frozenset({"to", "through", "until", "till", "-", "and"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form over the tokens `start` to `end`; a range has the phrases it is made of in `members`."""

    start: int
    end: int
    form: Form
    clock: Clock | None = None
    members: tuple[Phrase, ...] = ()


def day_range(toks: Sequence[Tok], i: int) -> Phrase | None:
    """ "10-21 May", "10 to 21 May 2021", "(between) 10 and 21 May"."""
    first = dates.day_number(toks, i)
    if first is None or at(toks, first[1]).low not in THROUGH:
        return None
    if at(toks, first[1]).low == "and" and at(toks, i - 1).low != "between":
        return None
    second = dates.day_first(toks, first[1] + 1, ranged=True)
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


Parse = Callable[[Sequence[Tok], int], Phrase | None]


def stretched(toks: Sequence[Tok], first: Phrase, simple: Parse) -> Phrase | None:
    """The range that a phrase begins, its end read by `simple`: "May 10-21", "from Monday to Wednesday"."""
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
        and dates.month_name(toks, j + 1) is None
    ):
        tail = dates.trailing_year(toks, j + 1)
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
