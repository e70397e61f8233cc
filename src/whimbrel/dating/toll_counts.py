"""How many have died so far: a war's toll dates a report to the months in which that count was the one in use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.dated_facts import DatedFacts
from whimbrel.almanac.tolls import Toll, load_tolls, next_toll
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import within
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

SLACK = timedelta(days=40)  # one count comes before the other's
OUTRUN, LASTING = timedelta(days=60), timedelta(days=150)  # once a higher count is known, news goes over to it
NEW = timedelta(days=20)  # and mostly within weeks
A_YEAR = timedelta(days=365)  # a count that was in use for as long was somebody's last word for a time
NEARLY = timedelta(days=60)
NUMBER = re.compile(
    r"(?<![\d.,$€£])\d{1,3}(?:[, ]?\d{3})+(?![\d%]|[.,]\d)|(?<![\d.,$€£])\d{3,4}(?![\d%]|[.,]\d)"
    r"|\ba quarter of a million\b|\ba quarter-million\b|\bhalf a million\b",
    re.IGNORECASE,
)
IN_WORDS = {"a quarter of a million": 250_000, "a quarter-million": 250_000, "half a million": 500_000}
DEAD = re.compile(r"\b(?:kill\w*|dead|deaths?|died|lives|slain|toll)\b", re.IGNORECASE)
OTHER_COUNT = re.compile(
    r"\b(?:displaced|refugees?|wounded|injured|troops|soldiers|fighters|residents)\b\W*$", re.IGNORECASE
)
WHOLE = re.compile(
    r"\b(?:conflicts?|wars?|since|civil|so far|uprising|revolt|outbreak|epidemic|began|erupted|crisis|fighting|years?"
    r"|toll)\b",
    re.IGNORECASE,
)


def toll_constraints(sheet: Sheet, facts: DatedFacts, almanac: Almanac) -> Iterator[Constraint]:
    """Counts of the dead in sentences about a war whose country the report names."""
    named: frozenset[str] | None = None
    for line in sheet.lines:
        sentence = sheet.text[line.span.start : line.span.end]
        if not DEAD.search(sentence) or not WHOLE.search(sentence):
            continue
        for found in NUMBER.finditer(sentence):
            number = IN_WORDS.get(found[0].lower()) or int(re.sub(r"[, ]", "", found[0]))
            tolls = load_tolls().get(number, ())
            if (
                not tolls
                or OTHER_COUNT.match(sentence[found.end() :].lstrip())
                or not _of_the_dead(sentence, found.span())
            ):
                continue
            named = countries(sheet, almanac) if named is None else named
            yield from _one(line, found, [t for t in tolls if t.fact in facts.facts and _fits(t, facts, named)], facts)


def _one(line: Line, found: re.Match[str], tolls: list[Toll], facts: DatedFacts) -> Iterator[Constraint]:
    if len(tolls) != 1:
        return
    toll, line_text = tolls[0], found.string
    span = Span(line.span.start + found.start(), line.span.start + found.end())
    words = f"the count of the dead stood at {toll.number:,} from {toll.start} and was in use until {toll.end}"
    before = line_text[max(0, found.start() - 12) : found.start()].lower()
    early = NEARLY if before.rstrip().endswith(("nearly", "almost", "close to", "around", "some")) else SLACK
    allowed = within(toll.start - early, toll.end + SLACK)
    name = facts.facts[toll.fact].name
    yield Constraint("toll", span, found[0], toll.fact, allowed, Strength.STRONG, f"{name}: {words}")
    higher = next_toll(toll)
    outrun = LASTING if toll.end - toll.start > A_YEAR else OUTRUN
    if found[0][0].isdecimal() and higher is not None and higher.start + outrun < toll.end + SLACK:
        mostly = within(toll.start - early, higher.start + outrun)
        words = f"{name}: from {higher.start} on {higher.number:,} were counted"
        yield Constraint("toll outrun", span, found[0], toll.fact, mostly, Strength.WEAK, words)
        if outrun is OUTRUN:
            newest = within(toll.start - early, higher.start + NEW)
            yield Constraint("toll outrun", span, found[0], toll.fact, newest, Strength.FAINT, words)


def _of_the_dead(sentence: str, span: tuple[int, int]) -> bool:
    """Whether the number itself counts the dead: "killed more than N", "N people have been killed", "a toll of N"."""
    before, after = sentence[max(0, span[0] - 45) : span[0]], sentence[span[1] : span[1] + 60]
    return bool(DEAD.search(before) or DEAD.search(re.split(r"[,;(]|\band\b", after)[0]))


def _fits(toll: Toll, facts: DatedFacts, named: frozenset[str]) -> bool:
    return facts.facts[toll.fact].country in named


def countries(sheet: Sheet, almanac: Almanac) -> frozenset[str]:
    """Countries that the report names by name or by people."""
    words = {sheet.text[w.start : w.end] for line in sheet.lines for w in line.words if sheet.text[w.start].isupper()}
    found = {almanac.country(word) or almanac.demonym(word) for word in words}
    found |= {almanac.country(word[:-1]) for word in words if word.endswith("s")}  # "Syrias civil war"
    found |= {"PSE"} if "Gaza" in words else set()
    return frozenset(country for country in found if country)
