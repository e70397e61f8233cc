"""How long something has lasted: "the five-year war", "five years into the conflict", "in its third year"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.dated_facts import DatedFact, DatedFacts
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import Days, union, within
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

_CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_N = rf"(?P<n>{'|'.join(_CARDINALS)}|\d{{1,2}})"
ORDINAL = rf"(?P<o>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_ABOUT = r"(?P<about>nearly |almost |more than |over |some |about |around )?"
_THING = r"(?:[A-Za-z-]+\s){0,2}(?:war|conflict|uprising|crisis|insurgency|revolution|revolt|rebellion|siege)"
AGE = re.compile(rf"\b{_ABOUT}{_N}-(?P<unit>year|month)s?(?P<plus>-old|-long)?\s{_THING}\b", re.IGNORECASE)
LENGTH = re.compile(
    rf"\b{_ABOUT}{_N}\s(?P<unit>year|month)s?\s(?:of|into|after|since)\s(?:the\s|a\s|its\s|this\s)?{_THING}\b",
    re.IGNORECASE,
)
IN_YEAR = re.compile(
    rf"\b(?P<enter>enter\w*\s)?(?:its|their|the)\s{ORDINAL}\s(?P<unit>year|month|week|day)\b(?!s)", re.IGNORECASE
)
IS_WAR = re.compile(rf"\b{_THING}\b", re.IGNORECASE)
_DAYS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
LONG = frozenset({"war", "crisis", "pandemic", "operation", "offensive", "siege"})
MOST_BASES = 2
# how many years or months less and more than is said: "the five-year war" may be that of the fifth year under way
REACH = {"nearly": (0.4, 0.1), "almost": (0.4, 0.1), "more than": (0.05, 1.1), "over": (0.05, 1.1)}
A_YEAR = timedelta(days=365)
FAR_AHEAD = 2  # how many times more often a country is named than the next to be the report's own


def elapsed_constraints(sheet: Sheet, facts: DatedFacts, almanac: Almanac) -> Iterator[Constraint]:
    """Lengths of time reckoned from a fact of the sentence, from the one war that the report names, or from the one
    long war of the country that it is about."""
    for line in sheet.lines:
        sentence = sheet.text[line.span.start : line.span.end]
        for kind, pattern in (("age", AGE), ("length", LENGTH), ("year of", IN_YEAR)):
            for found in pattern.finditer(sentence):
                bases = _bases(sheet, line, facts, almanac, kind, found)
                if 0 < len(bases) <= MOST_BASES and all(base.precise for base in bases):
                    allowed = union(_allowed(kind, found, base.start) for base in bases)
                    if allowed:
                        yield _constraint(line, found, bases, allowed)


def _bases(
    sheet: Sheet, line: Line, facts: DatedFacts, almanac: Almanac, kind: str, found: re.Match[str]
) -> list[DatedFact]:
    """What the time may be reckoned from."""
    here = [m.fact for m in facts.mentions(line.words, sheet.text) if m.sure and not m.loose and m.fact.kind in LONG]
    if here:
        return here if len(here) == 1 else []
    over = kind == "age" and found["plus"] == "-long"
    if over or found[0].lower().endswith("siege") or not IS_WAR.search(sheet.text, line.span.start, line.span.end):
        return []
    if kind == "year of" and found["unit"].lower() not in {"year", "month"}:
        return []
    return _wars_of(own_country(sheet, almanac), facts) or _wars(sheet, facts)


def _constraint(line: Line, found: re.Match[str], bases: list[DatedFact], allowed: Days) -> Constraint:
    span = Span(line.span.start + found.start(), line.span.start + found.end())
    words = " or ".join(f"{fact.name} began on {fact.start}" for fact in bases)
    return Constraint("time since", span, found[0], bases[0].id, allowed, Strength.STRONG, words)


def _allowed(kind: str, found: re.Match[str], start: date) -> Days:
    unit = _DAYS[found["unit"].lower()]
    if kind in {"age", "length"}:
        n, about = _number(found["n"]), (found["about"] or "").strip().lower()
        early, late = REACH.get(about, (0.4, 1.1) if kind == "length" else (1.0, 1.1))
        return within(_after(start, (n - early) * unit), _after(start, (n + late) * unit))
    n = ordinal(found["o"])
    early = 60 if found["unit"].lower() == "year" else 1
    first = start + timedelta(days=(n - 1) * unit - early)
    return within(first, start + timedelta(days=n * unit + early / 2))


def _wars(sheet: Sheet, facts: DatedFacts) -> list[DatedFact]:
    found = {f.id: f for line in sheet.lines for m in facts.mentions(line.words, sheet.text) for f in m.facts}
    return [fact for fact in found.values() if fact.kind == "war"]


def _wars_of(country: str | None, facts: DatedFacts) -> list[DatedFact]:
    """The wars of a country that went on for over a year, or go on."""
    return [
        fact for fact in facts.facts.values()
        if country and fact.country == country and fact.kind == "war"
        and (fact.end == fact.start or fact.end - fact.start > A_YEAR)
    ]  # fmt: skip


def own_country(sheet: Sheet, almanac: Almanac) -> str | None:
    """The country that a report names far more often than any other."""
    counts: Counter[str] = Counter()
    for line in sheet.lines:
        for word in line.words:
            text = sheet.text[word.start : word.end]
            if text[0].isupper():
                found = almanac.country(text) or almanac.demonym(text) or almanac.country(text.removesuffix("s"))
                counts.update([found] if found else [])
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or (len(ranked) == 2 and ranked[0][1] < FAR_AHEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def _after(start: date, days: float) -> date:
    return start + timedelta(days=days)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _CARDINALS.index(word.lower()) + 1


def ordinal(word: str) -> int:
    """ "third" or "35th" as a number."""
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() else _ORDINALS.index(word.lower()) + 1
