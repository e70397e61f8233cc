"""Numbers, ordinals and years, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.tokens import Tok, at

CURRENCY = frozenset("$£€¥₪₽#")
MONEY_WORDS = frozenset(["dlrs", "usd", "eur", "gbp", "rs"])
FIRST_YEAR, LAST_YEAR = 1000, 2199
LIKELY_FIRST, LIKELY_LAST = 1500, 2060  # a bare number outside is more likely a count
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def figure(tok: Tok) -> int | None:
    """The value of a run of ASCII digits of sensible length."""
    return int(tok.low) if tok.low.isascii() and tok.low.isdecimal() and len(tok.low) <= 9 else None


def number(toks: Sequence[Tok], i: int) -> tuple[float, int] | None:
    """A cardinal at `i`: "12", "1,200", "2.5", "2 1/2", "twenty-four", "a hundred and fifty"; and where it ends."""
    if figure(at(toks, i)) is not None:
        return figures(toks, i)
    return number_words(toks, i)


def figures(toks: Sequence[Tok], i: int) -> tuple[float, int] | None:
    whole = figure(toks[i])
    if whole is None:
        return None
    value, j = float(whole), i + 1
    while at(toks, j).low == "," and at(toks, j).glued and at(toks, j + 1).glued and len(at(toks, j + 1).low) == 3:
        group = figure(toks[j + 1])
        if group is None or value > 1e12:
            break
        value, j = value * 1000 + group, j + 2
    decimal = figure(at(toks, j + 1))
    if at(toks, j).low == "." and at(toks, j).glued and at(toks, j + 1).glued and decimal is not None:
        return value + decimal / 10 ** len(toks[j + 1].low), j + 2
    top, bottom = figure(at(toks, j)), figure(at(toks, j + 2))
    if top and bottom and at(toks, j + 1).low == "/" and at(toks, j + 1).glued and top < bottom:
        return value + top / bottom, j + 3
    if at(toks, j).low in ("½", "¼", "¾"):
        return value + {"½": 0.5, "¼": 0.25, "¾": 0.75}[toks[j].low], j + 1
    scale = at(toks, j).classes.get("scale")
    return (value * int(scale), j + 1) if scale and value < 1e6 else (value, j)


def number_words(toks: Sequence[Tok], i: int) -> tuple[float, int] | None:
    total, current, j, seen = 0, 0, i, False
    if at(toks, i).low in ("a", "one") and "scale" in at(toks, i + 1).classes:
        current, j = 1, i + 1
    while j < i + 12:
        classes = at(toks, j).classes
        if "number" in classes:
            value = int(classes["number"])
            if seen and current % 100 and not (current % 10 == 0 and 0 < value < 10):
                break  # "two three": two numbers
            current, seen, j = current + value, True, j + 1
        elif "scale" in classes and (current or seen):
            scale = int(classes["scale"])
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0
            seen, j = True, j + 1
        elif seen and at(toks, j).low in ("-", "and") and "number" in at(toks, j + 1).classes:
            joins_tens = at(toks, j).low == "-" and current % 10 == 0 and current % 100
            if not joins_tens and not (at(toks, j).low == "and" and current and current % 100 == 0):
                break
            j += 1
        else:
            break
    return (float(total + current), j) if seen else None


def ordinal(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """An ordinal at `i`: "21st", "third", "twenty-first"; and where it ends."""
    value = figure(at(toks, i))
    if value is not None:
        end = at(toks, i + 1)
        return (value, i + 2) if end.glued and end.low in ORDINAL_ENDS else None
    classes = at(toks, i).classes
    if "ordinal" in classes:
        return int(classes["ordinal"]), i + 1
    tens = int(classes.get("number", 0))
    if tens >= 20:
        j = i + 2 if at(toks, i + 1).low == "-" else i + 1
        ones = at(toks, j).classes.get("ordinal")
        if ones and int(ones) < 10:
            return tens + int(ones), j + 1
    return None


def year(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """A year beside other parts of a date: four figures, or "'98", or in words."""
    tok = at(toks, i)
    value = figure(tok)
    if value is not None:
        if len(tok.low) == 4 and FIRST_YEAR <= value <= LAST_YEAR and not counts(toks, i):
            return value, i + 1
        return None
    if tok.low == "'" and at(toks, i + 1).glued and len(at(toks, i + 1).low) == 2:
        short = figure(toks[i + 1])
        return (full_year(short), i + 2) if short is not None else None
    return year_words(toks, i)


def full_year(short: int) -> int:
    """The year two figures stand for: 2000–2039 or 1940–1999."""
    return 2000 + short if short < 40 else 1900 + short


def year_words(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """ "nineteen ninety-six", "two thousand and four"."""
    head = at(toks, i).classes.get("number")
    if head is None:
        return None
    if head in ("18", "19", "20"):
        rest = number_words(toks, i + 1)
        if rest and 10 <= rest[0] <= 99:
            return int(head) * 100 + int(rest[0]), rest[1]
        return None
    if head == "2" and at(toks, i + 1).low == "thousand":
        j = i + 3 if at(toks, i + 2).low == "and" else i + 2
        rest = number_words(toks, j)
        if rest and 0 < rest[0] < 40:
            return 2000 + int(rest[0]), rest[1]
    return None


def counts(toks: Sequence[Tok], i: int) -> bool:
    """Whether the four figures at `i` are a sum, a count, a decimal or part of a longer number rather than a year."""
    before, after = at(toks, i - 1), at(toks, i + 1)
    if before.low in CURRENCY or before.low in MONEY_WORDS:
        return True
    if (
        toks[i].glued
        and before.low in (".", ",", ":", "_", "@")
        and figure(at(toks, i - 2)) is not None
        and before.glued
    ):
        return True
    if toks[i].glued and (before.low.isalpha() or before.low in ("+", "&", "=")):
        return True
    if after.glued and after.low in (".", ",", ":") and at(toks, i + 2).glued and figure(at(toks, i + 2)) is not None:
        return True
    if after.glued and (after.low in ("%", "°") or (after.low.isalpha() and after.low != "s")):
        return True
    return "counted" in after.classes


def lone_year(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """A year that stands alone: guarded against phone numbers, street numbers, scores, counts and resolutions."""
    tok = at(toks, i)
    value = figure(tok)
    if value is None:
        if (
            tok.low == "'"
            and not tok.glued
            and figure(at(toks, i + 1)) is not None
            and at(toks, i - 1).low in ("in", "of", "since")
        ):
            return year(toks, i)
        return year_words(toks, i)
    if len(tok.low) != 4 or not LIKELY_FIRST <= value <= LIKELY_LAST or counts(toks, i):
        return None
    before, after = at(toks, i - 1), at(toks, i + 1)
    if after.low == "-" and after.glued and not at(toks, i + 2).classes.keys().isdisjoint({"unit", "units", "counted"}):
        return None  # "2000-year-old"
    if "numbered" in before.classes or (before.low == "." and "numbered" in at(toks, i - 2).classes):
        return None
    if (
        before.low == "-"
        and tok.glued
        and before.glued
        and len(at(toks, i - 2).low) != 4
        and at(toks, i - 2).low not in ("mid", "early", "late")
    ):
        return None  # 555-1999, MH-1990
    if before.low == ")" and figure(at(toks, i - 2)) is not None:
        return None
    if before.low.isdecimal() and len(before.low) >= 3:
        return None  # 212 555 1984
    if after.low == "-" and after.glued and at(toks, i + 2).glued and len(at(toks, i + 2).low) in (1, 3, 5, 6):
        return None
    if after.text[:1].isupper() and any(
        "street" in at(toks, i + k).classes and at(toks, i + k).text[0].isupper() for k in (1, 2, 3)
    ):
        return None
    return value, i + 1
