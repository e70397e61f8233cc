"""Dates of the calendar, full or in part: "Friday, May 14, 2021", "the 14th of May", "late 2019", "last summer"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.numbers import figure, full_year, lone_year, ordinal, year
from whimbrel.coder.times.tokens import Tok, at
from whimbrel.coder.times.words import feast_names

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
    found = year(toks, j)
    if found and not (at(toks, j - 1).low == "in" and j > i):
        return {"year": found[0]}, found[1]
    if at(toks, j).low == "the":
        return None
    which = YEAR_WHICH.get(at(toks, j).low)
    if which is not None and at(toks, j + 1).low == "year" and at(toks, i).low != ",":
        return {"year_which": which}, j + 2
    return None


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


LONGEST_DECADE = (1500, 2090)


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


def date(toks: Sequence[Tok], i: int) -> Dated:
    """The longest date of the calendar at `i`."""
    rules = (numeric, with_weekday, month_first, day_first, quarter, season, decade, feast, bare_year)
    found = [result for rule in rules if (result := rule(toks, i))]
    return max(found, key=lambda result: result[1]) if found else None
