"""Dates of the calendar, full or in part: "Friday, May 14, 2021", "the 14th of May", "late 2019", "last summer"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.numbers import figure, full_year, ordinal, year
from whimbrel.coder.times.tokens import Tok, at

Dated = tuple[Stamp, int] | None
YEAR_WHICH = {"last": -1, "this": 0, "next": 1}


def month_name(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """A month, its abbreviation's full stop taken along; written with a capital."""
    tok = at(toks, i)
    if "month" not in tok.classes or not tok.text[0].isupper():
        return None
    stop = at(toks, i + 1)
    short = len(tok.low) <= 4 and tok.low not in ("may", "june", "july")
    return int(tok.classes["month"]), i + 2 if short and stop.low == "." and stop.glued else i + 1


def weekday_name(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """A weekday written with a capital; an abbreviation's full stop taken along."""
    tok = at(toks, i)
    if "weekday" not in tok.classes or not tok.text[0].isupper():
        return None
    stop = at(toks, i + 1)
    return int(tok.classes["weekday"]), i + 2 if len(tok.low) <= 5 and stop.low == "." and stop.glued else i + 1


def trailing_year(toks: Sequence[Tok], i: int) -> tuple[dict[str, Any], int] | None:
    """What may follow a month: ", 2021", "of 2021", "last year", "of this year"."""
    j = i
    if at(toks, j).low in (",", "of", "in") or (at(toks, j).low == "-" and at(toks, j).glued):
        j += 1
    found = year(toks, j) or _mistyped_year(toks, j)
    if found and not (at(toks, j - 1).low == "in" and j > i):
        return {"year": found[0]}, found[1]
    if at(toks, j).low == "the":
        return None
    which = YEAR_WHICH.get(at(toks, j).low)
    if which is not None and at(toks, j + 1).low == "year" and at(toks, i).low != ",":
        return {"year_which": which}, j + 2
    return None


def _mistyped_year(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """ "3 March 0025": a year that no report means, kept so that it is told and not left out in silence."""
    tok = at(toks, i)
    value = figure(tok)
    return (int(value), i + 1) if value and len(tok.low) == 4 and tok.low[0] == "0" else None


def day_number(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """A day of the month, in figures ("14", "14th") or as an ordinal word ("eighth", "twenty-first")."""
    value = figure(at(toks, i))
    found = ordinal(toks, i)
    if found:
        return found if 1 <= found[0] <= 31 else None
    after = at(toks, i + 1)
    if value is None or not 1 <= value <= 31 or len(toks[i].low) > 2:
        return None
    if after.glued and (
        after.low in ("%", "°")
        or (after.low in (".", ",", "/", ":") and at(toks, i + 2).glued and figure(at(toks, i + 2)) is not None)
    ):
        return None
    return value, i + 1


def month_first(toks: Sequence[Tok], i: int) -> Dated:
    """ "May 14, 2021", "May 14th", "May 2021", "May of last year", "May"."""
    month = month_name(toks, i)
    if month is None:
        return None
    j = month[1]
    day = day_number(toks, j + 1 if at(toks, j).low == "the" else j)
    if day and not ("counted" in at(toks, day[1]).classes or "scale" in at(toks, day[1]).classes):
        tail = trailing_year(toks, day[1])
        stamp = Stamp(month=month[0], day=day[0], **(tail[0] if tail else {}))
        return stamp, tail[1] if tail else day[1]
    tail = trailing_year(toks, j)
    return (Stamp(month=month[0], **tail[0]), tail[1]) if tail else (Stamp(month=month[0]), j)


def day_first(toks: Sequence[Tok], i: int, ranged: bool = False) -> Dated:
    """ "14 May 2021", "the 14th of May", "14-May-2021"; `ranged` when a dash before it joins two days."""
    j = i + 1 if at(toks, i).low == "the" else i
    day = day_number(toks, j)
    if day is None or (not ranged and at(toks, j).glued and at(toks, j - 1).low in ("-", ".", "/", ":", "$")):
        return None
    j = day[1]
    if at(toks, j).low == "of" or (at(toks, j).low == "-" and at(toks, j).glued):
        j += 1
    month = month_name(toks, j)
    if month is None:
        return None
    if (
        day[0] != figure(at(toks, i))
        and at(toks, day[1]).low != "of"
        and figure(at(toks, i)) is None
        and at(toks, i).low != "the"
    ):
        return None  # "second May"
    tail = trailing_year(toks, month[1])
    stamp = Stamp(month=month[0], day=day[0], **(tail[0] if tail else {}))
    return stamp, tail[1] if tail else month[1]


def with_weekday(toks: Sequence[Tok], i: int) -> Dated:
    """ "Friday, May 14", "Friday 14 May 2021", "Friday the 14th", "Friday"."""
    weekday = weekday_name(toks, i)
    if weekday is None:
        return None
    j = weekday[1] + 1 if at(toks, weekday[1]).low == "," else weekday[1]
    dated = month_first(toks, j) or day_first(toks, j) or numeric(toks, j)
    if dated and (dated[0].day is not None):
        stamp, end = dated
        return Stamp(
            year=stamp.year,
            month=stamp.month,
            day=stamp.day,
            weekday=weekday[0],
            year_which=stamp.year_which,
            ambiguous=stamp.ambiguous,
        ), end
    if at(toks, j).low == "the":
        day = ordinal(toks, j + 1)
        if day and 1 <= day[0] <= 31 and not at(toks, day[1]).low.isalpha():
            return Stamp(day=day[0], weekday=weekday[0]), day[1]
    return Stamp(weekday=weekday[0]), weekday[1]


def numeric(toks: Sequence[Tok], i: int) -> Dated:
    """ "2021-05-14", "14.05.2021", "5/14/21": glued figures with the same mark twice."""
    a, mark, b, again, c = (at(toks, i + k) for k in range(5))
    if (
        mark.low not in ("-", "/", ".")
        or again.low != mark.low
        or not (mark.glued and b.glued and again.glued and c.glued)
    ):
        return None
    if toks[i].glued and at(toks, i - 1).low in ("-", "/", ".", ":"):
        return None
    x, y, z = figure(a), figure(b), figure(c)
    if (
        x is None
        or y is None
        or z is None
        or (
            at(toks, i + 5).glued
            and at(toks, i + 5).low in ("-", "/", mark.low)
            and figure(at(toks, i + 6)) is not None
        )
    ):
        return None
    lengths = len(a.low), len(b.low), len(c.low)
    if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2 and 1 <= y <= 12 and 1 <= z <= 31:
        return Stamp(year=x, month=y, day=z), i + 5
    if lengths[0] > 2 or lengths[1] > 2 or lengths[2] not in (2, 4) or not (1 <= x <= 31 and 1 <= y <= 31):
        return None
    if lengths[2] == 2 and mark.low != "/":
        return None
    if lengths[2] == 4 and not 1000 <= z <= 2199:
        return None
    return by_order(x, y, full_year(z) if lengths[2] == 2 else z, mark.low, i + 5)


def by_order(x: int, y: int, full: int, mark: str, end: int) -> Dated:
    """Day and month told apart by size; by the mark where both would do (a full stop is day-first)."""
    if x > 12 and y > 12:
        return None
    if x > 12:
        return Stamp(year=full, month=y, day=x), end
    if y > 12:
        return Stamp(year=full, month=x, day=y), end
    if mark == ".":
        return Stamp(year=full, month=y, day=x), end
    return Stamp(year=full, month=x, day=y, ambiguous=x != y), end
