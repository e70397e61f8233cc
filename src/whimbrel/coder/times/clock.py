"""Times of day: "10 p.m. EST", "14:30 GMT", "noon", "the early morning"."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.expression import Clock
from whimbrel.coder.times.numbers import figure, number_words
from whimbrel.coder.times.tokens import Tok, at

PREPOSITIONS_OF_HOUR = frozenset({"at", "around", "about", "by", "until", "till", "before", "after", "from", "since"})


def clock(toks: Sequence[Tok], i: int) -> tuple[Clock, int] | None:
    """A time of the clock, or a named point of the day ("noon"), with its zone; and where it ends."""
    tok = at(toks, i)
    named = tok.classes.get("daypart", "")
    if ":" in named:
        hour, minute = named.split(":")
        return Clock(int(hour), int(minute)), i + 1
    found = hour_and_minute(toks, i)
    if found is None:
        return None
    hour_value, minute_value, j, certain = found
    half = meridiem(toks, j)
    if half and hour_value <= 12:
        hour_value = hour_value % 12 + (12 if half[0] == "pm" else 0)
        j, certain = half[1], True
    if at(toks, j).low == "o" and at(toks, j + 1).low == "'" and at(toks, j + 2).low == "clock":
        j, certain = j + 3, True
    named_zone = zone(toks, j)
    if not named_zone and not certain:
        return None
    if named_zone:
        return Clock(hour_value, minute_value, "", named_zone[0]), named_zone[1]
    return Clock(hour_value, minute_value), j


def hour_and_minute(toks: Sequence[Tok], i: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, where it ends, and whether it can only be a time of day."""
    tok = at(toks, i)
    hour = figure(tok)
    if hour is None:
        worded = number_words(toks, i)
        return (int(worded[0]), 0, worded[1], False) if worded and 1 <= worded[0] <= 12 else None
    if len(tok.low) == 4 and "zone" in at(toks, i + 1).classes and at(toks, i + 1).text.isupper():
        return (hour // 100, hour % 100, i + 1, True) if hour < 2400 and hour % 100 < 60 else None
    if len(tok.low) > 2 or hour > 24:
        return None
    if tok.glued and at(toks, i - 1).low in (":", ".", "-", "/", "$"):
        return None
    minute = figure(at(toks, i + 2))
    mark = at(toks, i + 1)
    if (
        mark.low in (":", ".")
        and mark.glued
        and at(toks, i + 2).glued
        and minute is not None
        and len(toks[i + 2].low) == 2
    ):
        if minute > 59:
            return None
        sure = mark.low == ":" and at(toks, i - 1).low in PREPOSITIONS_OF_HOUR and not score(toks, i)
        return hour, minute, i + 3, sure
    return hour, 0, i + 1, False


def score(toks: Sequence[Tok], i: int) -> bool:
    """ "Book 3:16", "12:30:45.2": a verse or a race."""
    before, after = at(toks, i - 1), at(toks, i + 3)
    return (before.text[:1].isupper() and before.low.isalpha() and before.low not in PREPOSITIONS_OF_HOUR) or (
        after.glued and after.low in (".", ":") and figure(at(toks, i + 4)) is not None
    )


def meridiem(toks: Sequence[Tok], i: int) -> tuple[str, int] | None:
    """ "am", "p.m."."""
    tok = at(toks, i)
    if "meridiem" in tok.classes and (
        tok.glued or tok.low == "pm" or tok.text.isupper() or figure(at(toks, i - 1)) is not None
    ):
        return tok.classes["meridiem"], i + 1
    if tok.low in ("a", "p") and at(toks, i + 1).low == "." and at(toks, i + 2).low == "m" and at(toks, i + 2).glued:
        j = i + 4 if at(toks, i + 3).low == "." and at(toks, i + 3).glued else i + 3
        return tok.low + "m", j
    return None


def zone(toks: Sequence[Tok], i: int) -> tuple[str, int] | None:
    """ "GMT", "EST", "local time", "(1430 GMT)" left out."""
    tok = at(toks, i)
    if "zone" in tok.classes and tok.text.isupper():
        return tok.classes["zone"], i + 1
    if tok.low == "local" and at(toks, i + 1).low == "time":
        return "local", i + 2
    return None


def daypart(toks: Sequence[Tok], i: int) -> tuple[Clock, int] | None:
    """ "morning", "early evening", "mid-afternoon", "night"; not a point such as "noon"."""
    j = i
    if at(toks, j).low in ("early", "late", "mid"):
        j += 1
        if at(toks, j).low == "-":
            j += 1
    part = at(toks, j).classes.get("daypart", "")
    if not part or ":" in part:
        return None
    return Clock(part=part), j + 1
