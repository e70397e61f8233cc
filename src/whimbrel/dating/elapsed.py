"""How long something has lasted: "the five-year war", "in its third year", "the 12th day of the war"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from whimbrel.almanac.dated_facts import DatedFact, DatedFacts
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, within
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

_CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_N = rf"(?P<n>{'|'.join(_CARDINALS)}|\d{{1,2}})"
ORDINAL = rf"(?P<o>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_THING = r"(?:[a-z-]+\s){0,2}(?:war|conflict|uprising|crisis|insurgency|revolution|revolt|rebellion|siege)"
AGE = re.compile(
    rf"\b(?P<about>nearly |almost |more than |over )?{_N}-years?(?P<plus>-old|-long)?\s{_THING}\b", re.IGNORECASE
)
IN_YEAR = re.compile(
    rf"\b(?P<enter>enter\w*\s)?(?:its|their|the)\s{ORDINAL}\s(?P<unit>year|month|week|day)\b(?!s)", re.IGNORECASE
)
_DAYS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
LONG = frozenset({"war", "crisis", "pandemic", "operation", "offensive"})


def elapsed_constraints(sheet: Sheet, facts: DatedFacts) -> Iterator[Constraint]:
    """Lengths of time reckoned from a fact of the sentence, or from the one war that the report names."""
    wars: list[DatedFact] | None = None
    for line in sheet.lines:
        sentence = sheet.text[line.span.start : line.span.end]
        for kind, pattern in (("age", AGE), ("year of", IN_YEAR)):
            for found in pattern.finditer(sentence):
                here = [m.fact for m in facts.mentions(line.words, sheet.text) if m.fact.kind in LONG]
                if not here and kind == "age" and found["plus"] != "-long":
                    wars = _wars(sheet, facts) if wars is None else wars
                    here = wars
                base = here[0] if len(here) == 1 else None
                if base is not None and base.precise and (allowed := _allowed(kind, found, base.start)):
                    yield _constraint(line, found, base, allowed)


def _constraint(line: Line, found: re.Match[str], fact: DatedFact, allowed: Days) -> Constraint:
    span = Span(line.span.start + found.start(), line.span.start + found.end())
    words = f"{fact.name} began on {fact.start}"
    return Constraint("time since", span, found[0], fact.id, allowed, Strength.STRONG, words)


def _allowed(kind: str, found: re.Match[str], start: date) -> Days:
    if kind == "age":
        n, about = _number(found["n"]), (found["about"] or "").strip().lower()
        early, late = (0.4, 0.1) if about in {"nearly", "almost"} else (0.05, 1.1) if about else (1.0, 1.1)
        return within(_after(start, n - early), _after(start, n + late))
    n = ordinal(found["o"])
    unit = _DAYS[found["unit"].lower()]
    early = 60 if found["unit"].lower() == "year" else 1
    first = start + timedelta(days=(n - 1) * unit - early)
    return within(first, start + timedelta(days=n * unit + early / 2))


def _wars(sheet: Sheet, facts: DatedFacts) -> list[DatedFact]:
    found = {m.fact.id: m.fact for line in sheet.lines for m in facts.mentions(line.words, sheet.text)}
    return [fact for fact in found.values() if fact.kind == "war"]


def _after(start: date, years: float) -> date:
    return start + timedelta(days=years * 365.25)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _CARDINALS.index(word.lower()) + 1


def ordinal(word: str) -> int:
    """ "third" or "35th" as a number."""
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() else _ORDINALS.index(word.lower()) + 1
