"""Durations: "two weeks", "two-year", "a year and a half", "the past few days", "weeks or months"."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.expression import Length
from whimbrel.coder.times.numbers import number
from whimbrel.coder.times.tokens import Tok, at

BOUNDED = {
    ("more", "than"): "MORE_THAN",
    ("less", "than"): "LESS_THAN",
    ("up", "to"): "EQUAL_OR_LESS",
    ("at", "least"): "EQUAL_OR_MORE",
    ("at", "most"): "EQUAL_OR_LESS",
    ("fewer", "than"): "LESS_THAN",
    ("no", "more"): "EQUAL_OR_LESS",
    ("no", "less"): "EQUAL_OR_MORE",
}
TOWARD = {
    "past": -1,
    "last": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "latest": -1,
    "first": 0,
}
DAYS_OF_TRADE = frozenset(
    {
        "trading",
        "working",
        "business",
        "calendar",
        "fiscal",
        "straight",
        "consecutive",
        "full",
        "whole",
        "more",
        "additional",
        "long",
    }
)
AFTER_LENGTH = frozenset({"ago", "earlier", "later", "before", "after", "hence", "from", "or", "and", "old"})
NOT_COUNTED = frozenset(
    {
        "takes",
        "across",
        "lasts",
        "towards",
        "besides",
        "times",
        "always",
        "unless",
        "perhaps",
        "needs",
        "spends",
        "serves",
    }
)


def approximator(toks: Sequence[Tok], i: int) -> tuple[str, int]:
    """ "nearly", "more than", "at least": TIMEX3's modifier and where it ends (`i` when there is none)."""
    pair = BOUNDED.get((at(toks, i).low, at(toks, i + 1).low))
    if pair:
        return pair, i + 3 if at(toks, i).low == "no" and at(toks, i + 2).low == "than" else i + 2
    if at(toks, i).low == "over" and at(toks, i + 1).low not in ("a", "an"):
        return "", i  # "over three years" is as often "during"
    if "about" in at(toks, i).classes:
        return at(toks, i).classes["about"], i + 1
    return "", i


def unit_at(toks: Sequence[Tok], i: int) -> tuple[str, bool, int] | None:
    """A unit of time, whether it is plural, and where it ends; "trading days" is days."""
    j = i + 1 if at(toks, i).low in DAYS_OF_TRADE else i
    classes = at(toks, j).classes
    if "units" in classes:
        return classes["units"], True, j + 1
    if "unit" in classes and at(toks, j).low != "second":
        return classes["unit"], False, j + 1
    if at(toks, j).low == "second":
        return "TS", False, j + 1
    return None


def amount(toks: Sequence[Tok], i: int) -> tuple[float | None, int] | None:
    """How many: a number, "a", "a couple of", "several", "half a"; None for a vague number."""
    tok = at(toks, i)
    if tok.low == "half" and at(toks, i + 1).low in ("a", "an"):
        return 0.5, i + 2
    j = i + 1 if tok.low in ("a", "the") else i
    vague = at(toks, j).classes.get("vague")
    if vague and not (at(toks, j).low == "some" and number(toks, j + 1)):
        k = j + 2 if at(toks, j + 1).low == "of" else j + 1
        if at(toks, j).low == "couple" or vague == "X" or j > i:
            return (None if vague == "X" else float(vague)), k
    found = number(toks, i)
    if found:
        return found
    if tok.low in ("a", "an", "one"):
        return 1.0, i + 1
    return None


def length(toks: Sequence[Tok], i: int) -> tuple[Length, int] | None:
    """A duration: "two weeks", "two-year", "8-month-old", "a year and a half", "the past few days"."""
    approx, j = approximator(toks, i)
    start = j
    if at(toks, j).low in ("the", "its", "these", "those"):
        j += 1
    toward = None
    if at(toks, j).low in TOWARD and "unit" not in at(toks, j + 1).classes:
        toward = TOWARD[at(toks, j).low]
        inner, j = approximator(toks, j + 1)
        approx = approx or inner
    elif (j > start and (number(toks, j) is None or hyphened(toks, j))) or (
        at(toks, j).low in ("a", "an") and hyphened(toks, j + 1)
    ):
        return None
    found = measured(toks, j) or (bare_units(toks, j) if toward else None)
    if found is None:
        return None
    value, end = found
    if toward is not None and value.amounts[0][0] == 1.0:
        return None
    if toward is None and (rate(toks, i, end) or age(toks, value, end)):
        return None
    return Length(value.amounts, approx or value.approx, toward or 0, value.to), end


def hyphened(toks: Sequence[Tok], i: int) -> bool:
    """Whether "two-year" stands at `i`: the words before it belong to the noun that follows."""
    many = number(toks, i)
    j = many[1] if many else i + 1
    return at(toks, j).low == "-" and at(toks, j).glued and (many is not None or "vague" in at(toks, i).classes)


def rate(toks: Sequence[Tok], i: int, end: int) -> bool:
    """ "four flights a week", "$2 million a year": so much for each, not a length of time."""
    before = at(toks, i - 1)
    if at(toks, i).low not in ("a", "an") or end != i + 2 or at(toks, end).low in AFTER_LENGTH:
        return False
    counted = before.low.endswith("s") and len(before.low) > 4 and before.low not in NOT_COUNTED
    return (
        counted
        or "scale" in before.classes
        or before.low.isdecimal()
        or before.low in ("%", "percent", "times", "cents", "people")
    )


def age(toks: Sequence[Tok], value: Length, end: int) -> bool:
    """ "37 years old", "a 52-year-old", "aged 5 years"."""
    years = value.amounts[0][1] == "Y"
    return years and (at(toks, end).low == "old" or (at(toks, end - 1).low == "old" and at(toks, end - 2).low == "-"))


def measured(toks: Sequence[Tok], i: int) -> tuple[Length, int] | None:
    """A number of units, with a second part if there is one."""
    many = amount(toks, i)
    if many is None:
        return None
    quantity, j = many
    upper: float | None = None
    if at(toks, j).low in ("to", "or", "-") and quantity is not None:
        second = number(toks, j + 1)
        if second and (unit_at(toks, second[1]) or at(toks, second[1]).low == "-") and second[0] > quantity:
            upper, j = second
    if at(toks, j).low == "-" and at(toks, j).glued:
        j += 1
    named = unit_at(toks, j)
    if named is None or (named[0] == "NI" and named[1] is False):
        return None
    unit, plural, j = named
    if plural and at(toks, i).low in ("a", "an") and quantity == 1.0:
        return None  # "a months' supply"
    if (
        unit in ("Q", "TS")
        and (at(toks, i).low in ("a", "an", "the") or at(toks, j - 2).low == "-")
        and (unit == "Q" or not plural)
    ):
        return None  # "a quarter of", "three-quarters", "a second man"
    glued = at(toks, named[2] - 2).low == "-"
    if not plural and not glued and quantity is not None and quantity not in {1.0, 0.5} and not short_of(toks, j):
        return None
    amounts: tuple[tuple[float | None, str], ...] = ((quantity, unit),)
    approx = "APPROX" if at(toks, i + 1).low == "couple" else ""
    if (
        at(toks, j).low == "and"
        and at(toks, j + 1).low == "a"
        and at(toks, j + 2).low == "half"
        and quantity is not None
    ):
        return Length(((quantity + 0.5, unit),), approx), j + 3
    if at(toks, j).low == "or" and at(toks, j + 1).low == "so":
        return Length(amounts, "APPROX", 0, upper), j + 2
    if glued and at(toks, j).low == "-" and at(toks, j + 1).low == "old":
        j += 2
    rest = unit_part(toks, j)
    if rest:
        return Length((*amounts, rest[0]), approx, 0, upper), rest[1]
    return Length(amounts, approx, 0, upper), j


def short_of(toks: Sequence[Tok], i: int) -> bool:
    """Loose writing: "five year low", "two day visit": a singular unit before a noun."""
    return at(toks, i).low.isalpha() and at(toks, i).low not in ("of", "in", "the", "and")


def unit_part(toks: Sequence[Tok], i: int) -> tuple[tuple[float, str], int] | None:
    """The "and 20 minutes" of "two hours and 20 minutes"."""
    j = i + 1 if at(toks, i).low in ("and", ",") else i
    many = number(toks, j)
    named = unit_at(toks, many[1]) if many else None
    if many and named and named[0][0] in "TDM" and at(toks, i).low == "and":
        return (many[0], named[0]), named[2]
    return None


def bare_units(toks: Sequence[Tok], i: int) -> tuple[Length, int] | None:
    """ "weeks", "weeks or months"."""
    tok = at(toks, i)
    if "units" not in tok.classes or tok.low in ("seconds", "quarters", "nights") or at(toks, i + 1).low == "old":
        return None
    if number(toks, i - 1) and i:
        return None
    unit = tok.classes["units"]
    if at(toks, i + 1).low in ("or", "and", "if") and "units" in at(toks, i + 2).classes:
        return Length(((None, unit),), "APPROX"), i + 3
    return Length(((None, unit),)), i + 1
