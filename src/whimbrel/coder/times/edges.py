"""Parts of times ("late 2019", "the end of May") and times pointed at ("last May", "next Friday")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whimbrel.coder.times import calendar, relative
from whimbrel.coder.times.expression import Form, Stamp, Step
from whimbrel.coder.times.tokens import Tok, at

EDGE_OF = frozenset({"beginning", "start", "outset", "end", "close", "middle"})
EDGE_BEFORE = frozenset({"early", "late", "mid", "earlier", "later"})


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
