"""Times longer than a month, and feasts: seasons, quarters, years, decades, centuries, "Ramadan"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whimbrel.coder.times.dates import YEAR_WHICH, Dated, trailing_year
from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.numbers import figure, full_year, lone_year, ordinal, year
from whimbrel.coder.times.tokens import Tok, at
from whimbrel.coder.times.words import feast_names

LONGEST_DECADE = (1500, 2090)


def season(toks: Sequence[Tok], i: int) -> Dated:
    """ "summer", "the summer of 2013", "summer 2013", "winter last year"."""
    j = i + 1 if at(toks, i).low == "the" else i
    name = at(toks, j).classes.get("season")
    if name is None:
        return None
    tail = trailing_year(toks, j + 1)
    if tail and at(toks, j + 1).low != ",":
        return Stamp(season=name, **tail[0]), tail[1]
    return Stamp(season=name), j + 1


def decade(toks: Sequence[Tok], i: int) -> Dated:
    """ "the 1990s", "the '80s", "the eighties"; and "the 20th century"."""
    j = i + 1 if at(toks, i).low == "the" else i
    value = figure(at(toks, j))
    if (
        value is not None
        and len(at(toks, j).low) == 4
        and value % 10 == 0
        and LONGEST_DECADE[0] <= value <= LONGEST_DECADE[1]
    ):
        end = plural_s(toks, j + 1)
        return (Stamp(decade=value), end) if end else None
    if at(toks, j).low == "'" and len(at(toks, j + 1).low) == 2 and at(toks, j + 1).glued:
        short = figure(at(toks, j + 1))
        end = plural_s(toks, j + 2)
        return (Stamp(decade=full_year(short)), end) if end and short is not None and short % 10 == 0 else None
    if "decades" in at(toks, j).classes and (
        at(toks, i).low == "the" or at(toks, i - 1).low in ("-", "early", "late", "the", "mid", "in")
    ):
        if at(toks, i - 1).low in ("his", "her", "their", "its"):
            return None
        return Stamp(decade=1900 + int(toks[j].classes["decades"])), j + 1
    century = ordinal(toks, j)
    if century and 1 <= century[0] <= 22:
        k = century[1] + 1 if at(toks, century[1]).low == "-" else century[1]
        if at(toks, k).low == "century":
            return Stamp(century=(century[0] - 1) * 100), k + 1
    return None


def plural_s(toks: Sequence[Tok], i: int) -> int | None:
    """Where the "s" or "'s" of "1990s" ends."""
    if at(toks, i).low == "s" and at(toks, i).glued:
        return i + 1
    if at(toks, i).low == "'" and at(toks, i).glued and at(toks, i + 1).low == "s" and at(toks, i + 1).glued:
        return i + 2
    return None


def quarter(toks: Sequence[Tok], i: int) -> Dated:
    """ "the third quarter of 2021", "third-quarter", "the 1988 third quarter", "Q3 2021", "the first half of 2020"."""
    article = at(toks, i).low == "the"
    j = i + 1 if article else i
    value: int | None = None
    fiscal = False
    before = year(toks, j)
    if before:
        value, j = before
    elif (
        at(toks, j).low in YEAR_WHICH
        and at(toks, j + 1).low == "year"
        and at(toks, j + 2).low == "'"
        and at(toks, j + 3).low == "s"
    ):
        named = quarter_name(toks, j + 4)
        return (Stamp(**named[0], year_which=YEAR_WHICH[at(toks, j).low]), named[1]) if named else None
    if at(toks, j).low == "fiscal":
        fiscal, j = True, j + (2 if at(toks, j + 1).low == "-" else 1)
    named = quarter_name(toks, j)
    if named is None:
        return None
    if article and at(toks, named[1] - 2).low == "-" and at(toks, named[1] - 2).glued:
        return None  # "the third-quarter loss": the article is the loss's
    tail = trailing_year(toks, named[1]) if value is None else None
    stamp = Stamp(year=value, fiscal=fiscal, **named[0]) if not tail else Stamp(fiscal=fiscal, **named[0], **tail[0])
    return stamp, tail[1] if tail else named[1]


def quarter_name(toks: Sequence[Tok], i: int) -> tuple[dict[str, Any], int] | None:
    if at(toks, i).low == "q" and at(toks, i + 1).glued and at(toks, i + 1).low in ("1", "2", "3", "4"):
        return {"quarter": int(at(toks, i + 1).low)}, i + 2
    found = ordinal(toks, i)
    last = at(toks, i).low in ("last", "latter")
    if found is None and not last:
        return None
    j = i + 1 if found is None else found[1]
    if at(toks, j).low == "-":
        j += 1
    if at(toks, j).low == "quarter" and found and 1 <= found[0] <= 4:
        return {"quarter": found[0]}, j + 1
    if (
        at(toks, j).low == "half"
        and (last or (found and found[0] <= 2))
        and at(toks, j + 1).low in ("of", "last", "this", "next")
    ):
        return {"half": 2 if found is None else found[0]}, j + 1
    return None


def feast(toks: Sequence[Tok], i: int) -> Dated:
    """A feast by name, with its year if said: "Ramadan", "Christmas 2014", "last Easter" is left to the caller."""
    for words, name in feast_names().get(at(toks, i).low, ()):
        j = i + len(words)
        if all(at(toks, i + k).low == word for k, word in enumerate(words)) and toks[i].text[0].isupper():
            tail = trailing_year(toks, j)
            if tail and at(toks, j).low != "-":
                return Stamp(feast=name, **tail[0]), tail[1]
            return Stamp(feast=name), j
    return None


def bare_year(toks: Sequence[Tok], i: int) -> Dated:
    """ "1996", "fiscal 1989", "44 BC", "the year 2000"."""
    j, fiscal = i, False
    if at(toks, j).low == "fiscal":
        fiscal, j = True, j + 1
    if at(toks, j).low == "the" and at(toks, j + 1).low == "year":
        j += 2
        found = year(toks, j)
        if found is None and (at(toks, j).low, at(toks, j + 1).low) == ("two", "thousand"):
            found = 2000, j + 2
        return (Stamp(year=found[0]), found[1]) if found else None
    if at(toks, j).low == "the" and at(toks, j + 2).low in ("period", "quarter"):
        found = lone_year(toks, j + 1)
        return (Stamp(year=found[0]), j + 3) if found else None
    value = figure(at(toks, j))
    if value is not None and "era" in at(toks, j + 1).classes and at(toks, j + 1).text.isupper() and 0 < value < 5000:
        return Stamp(year=value, bc=toks[j + 1].classes["era"] == "bc"), j + 2
    found = lone_year(toks, j)
    return (Stamp(year=found[0], fiscal=fiscal), found[1]) if found else None
