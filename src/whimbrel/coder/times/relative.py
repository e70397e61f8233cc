"""Times counted from another time: "last week", "two days ago", "the past few months", "every Friday", "recently"."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.calendar import date
from whimbrel.coder.times.dates import weekday_name
from whimbrel.coder.times.expression import Form, Length, Offset, Repeat, Stamp, Step, Vague
from whimbrel.coder.times.lengths import bare_units, length, unit_at
from whimbrel.coder.times.numbers import number, ordinal
from whimbrel.coder.times.tokens import Tok, at

SELF_REFERRING = frozenset({"that", "same", "following", "previous", "preceding"})


def offset(toks: Sequence[Tok], i: int) -> tuple[Offset, int] | None:
    """ "two days ago", "a week earlier", "three days after Christmas", "a year from now"."""
    found = length(toks, i)
    if found is None:
        found = bare_units(toks, i)
    if found is None:
        return the_day_after(toks, i)
    span, j = found
    if at(toks, j).low == "-" and at(toks, j + 1).low in ("ago", "earlier"):
        j += 1
    word = at(toks, j).low
    if word == "ago":
        return Offset(span, -1), j + 1
    if word == "hence" or (word == "from" and at(toks, j + 1).low in ("now", "today")):
        return Offset(span, 1), j + (1 if word == "hence" else 2)
    if word in ("earlier", "previously", "prior", "later", "afterwards", "afterward"):
        if word == "earlier" and at(toks, j + 1).low == "than":
            return None
        return Offset(span, -1 if word in ("earlier", "previously", "prior") else 1, "then"), j + 1
    if word in ("before", "after"):
        sign = -1 if word == "before" else 1
        base = day_word(toks, j + 1) or date(toks, j + 1)
        if base and not (isinstance(base[0], Stamp) and base[0].season and base[0].year is None):
            return Offset(span, sign, base[0]), base[1]
        if span.amounts[0][1][:1] != "T" and not at(toks, j + 1).low.isalpha():
            return Offset(span, sign, "then"), j + 1
    return None


def the_day_after(toks: Sequence[Tok], i: int) -> tuple[Offset, int] | None:
    """ "the day before yesterday", "the day after Christmas", "the day before"."""
    if (
        at(toks, i).low != "the"
        or at(toks, i + 1).low not in ("day", "week", "month", "year", "night")
        or at(toks, i + 2).low not in ("before", "after")
    ):
        return None
    unit = {"day": "D", "week": "W", "month": "M", "year": "Y", "night": "D"}[toks[i + 1].low]
    sign = -1 if toks[i + 2].low == "before" else 1
    base = day_word(toks, i + 3) or date(toks, i + 3)
    if base:
        return Offset(Length(((1.0, unit),)), sign, base[0]), base[1]
    if not at(toks, i + 3).low.isalpha() or at(toks, i + 3).low in ("in", "at", "that", "when", "by", "to"):
        return Offset(Length(((1.0, unit),)), sign, "then"), i + 3
    return None


def year_ago(toks: Sequence[Tok], i: int) -> tuple[Offset, int] | None:
    """ "year-earlier", "the year-ago period", "year-ago third quarter"."""
    article = at(toks, i).low == "the"
    j = i + 1 if article else i
    if at(toks, j).low in ("comparable", "corresponding") and article:
        j += 1
    if at(toks, j).low != "year" or at(toks, j + 1).low != "-" or at(toks, j + 2).low not in ("ago", "earlier"):
        return None
    end = j + 3
    for k in range(end, end + 2):
        if at(toks, k).low in ("period", "quarter"):
            end = k + 1
    if article and end == j + 3:
        return None
    return Offset(Length(((1.0, "Y"),)), -1, "then"), end


def day_word(toks: Sequence[Tok], i: int) -> tuple[Step, int] | None:
    """ "today", "yesterday", "tomorrow"."""
    value = at(toks, i).classes.get("day")
    return (Step("D", int(value)), i + 1) if value is not None else None


def step(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """ "last week", "this month", "the weekend", "that year", "the following day", "the past year"."""
    article = at(toks, i).low in ("the", "its", "his", "their")
    j = i + 1 if article else i
    word = at(toks, j).low
    which = at(toks, j).classes.get("which")
    if word in ("this", "that") and at(toks, j + 1).low in ("past", "last", "coming", "same", "current"):
        j += 1
        which = at(toks, j).classes.get("which")
    if which is None:
        return the_unit(toks, j) if article or word in ("a", "each") else None
    if word == "that" and at(toks, i - 1).low in ("so", "said", "says", "told"):
        return None
    k = j + 1
    if at(toks, k).low in ("fiscal", "financial", "calendar", "academic", "school"):
        k += 1
    classes = at(toks, k).classes
    unit = classes.get("unit")
    if unit is None or at(toks, k).low in ("second", "night", "minute", "hour"):
        return None
    if at(toks, k + 1).low == "-" and at(toks, k + 1).glued and at(toks, k + 2).low not in ("long", "end"):
        return None
    if word == "past" and unit not in ("WE",):
        return Length(((1.0, unit),), "", -1), k + 1
    count = -1 if word == "latest" else int(which)
    return Step(unit, count, free=word in SELF_REFERRING), k + 1


def the_unit(toks: Sequence[Tok], i: int) -> tuple[Form, int] | None:
    """ "the week", "the fiscal year", after its article."""
    k = i + 1 if at(toks, i).low in ("fiscal", "financial", "full", "entire", "whole") else i
    unit = at(toks, k).classes.get("unit")
    if unit in ("W", "M", "Q", "Y", "WE") and not (at(toks, k + 1).low == "-" and at(toks, k + 1).glued):
        if unit == "Y" and at(toks, k + 1).low in ("ended", "ending"):
            return Length(((1.0, "Y"),)), k + 1
        return Step(unit, 0, free=unit != "WE", bare=unit != "WE"), k + 1
    return None


def repeat(toks: Sequence[Tok], i: int) -> tuple[Repeat, int] | None:
    """ "every day", "each Friday", "every two weeks", "Fridays", "daily", "twice a week", "once a month"."""
    tok = at(toks, i)
    if "every" in tok.classes:
        return every(toks, i + 1)
    if "weekdays" in tok.classes and tok.text[0].isupper():
        return Repeat(stamp=Stamp(weekday=int(tok.classes["weekdays"]))), i + 1
    if tok.low in ("once", "twice") or at(toks, i + 1).low == "times":
        j = i + 1 if tok.low in ("once", "twice") else i + 2
        named = unit_at(toks, j + 1) if at(toks, j).low in ("a", "per", "each", "every") else None
        if named and (tok.low in ("once", "twice") or number(toks, i)):
            return Repeat(named[0]), named[2]
    adjective = tok.low in ("quarterly", "annual", "yearly") and at(toks, i + 1).low.isalpha()
    if "often" in tok.classes and tok.low != "annual" and not adjective:
        return Repeat(tok.classes["often"], every=0), i + 1
    return None


def every(toks: Sequence[Tok], i: int) -> tuple[Repeat, int] | None:
    weekday = weekday_name(toks, i)
    if weekday:
        return Repeat(stamp=Stamp(weekday=weekday[0])), weekday[1]
    if "month" in at(toks, i).classes and at(toks, i).text[0].isupper():
        return Repeat(stamp=Stamp(month=int(toks[i].classes["month"]))), i + 1
    if "season" in at(toks, i).classes:
        return Repeat(stamp=Stamp(season=toks[i].classes["season"])), i + 1
    many = number(toks, i) or ordinal(toks, i)
    named = unit_at(toks, many[1] if many else i)
    if named and named[0] != "TS":
        return Repeat(named[0], every=int(many[0]) if many else 1), named[2]
    return None


def reference(toks: Sequence[Tok], i: int) -> tuple[Vague, int] | None:
    """ "now", "recently", "the past", "recent weeks", "in the near future", "these days", "at the moment"."""
    tok = at(toks, i)
    if tok.low in ("recent", "coming", "past") and "units" in at(toks, i + 1).classes:
        unit, end = toks[i + 1].classes["units"], i + 2
        if at(toks, end).low in ("and", "or") and "units" in at(toks, end + 1).classes:
            unit, end = toks[end + 1].classes["units"], end + 2
        return Vague("FUTURE" if tok.low == "coming" else "PAST", unit), end
    if tok.low == "the" and (whole := the_future(toks, i)):
        return whole
    if tok.low == "these" and at(toks, i + 1).low == "days":
        return Vague("PRESENT"), i + 2
    if tok.low == "right" and at(toks, i + 1).low == "now":
        return Vague("PRESENT"), i + 2
    if tok.low == "more" and at(toks, i + 1).low == "recently":
        return Vague("PAST"), i + 2
    ref = tok.classes.get("ref")
    if ref is None or (
        tok.low in ("soon", "shortly") and at(toks, i + 1).low in ("as", "after", "before", "thereafter")
    ):
        return None
    return Vague(ref), i + 1


def the_future(toks: Sequence[Tok], i: int) -> tuple[Vague, int] | None:
    """ "the future", "the past", "the near term", "the foreseeable future"; not "the past week"."""
    j = i + 2 if at(toks, i + 1).low in ("near", "foreseeable", "immediate", "distant", "recent", "short") else i + 1
    word, after = at(toks, j), at(toks, j + 1)
    if word.low not in ("future", "past") and not (word.low == "term" and j > i + 1):
        return None
    if word.low == "past" and after.low.isalpha() and after.low not in AFTER_PAST:
        return None
    if word.low == "future" and after.low in ("of",):
        return None
    return Vague("PAST" if word.low == "past" else "FUTURE"), j + 1


AFTER_PAST = frozenset(
    [
        "but",
        "and",
        "or",
        "that",
        "has",
        "have",
        "had",
        "is",
        "was",
        "were",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "when",
        "by",
        "to",
        "for",
        "in",
        "on",
        "at",
        "as",
        "with",
    ]
)
