"""Feasts that move through the year: "killed before iftar", "on the eve of Eid al-Fitr" is written about that time.

It leaves some weeks of each year, and so narrows a report that is known to be from one year or two. Weak: feasts are
also looked back at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from whimbrel.coder.times.feasts import feast_days
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import FIRST, LAST, Days, days
from whimbrel.dating.fresh import LOOKING_BACK
from whimbrel.dating.sheet import Sheet
from whimbrel.model import Span

OPENING = 1500  # characters
BEFORE, AFTER = timedelta(days=6), timedelta(days=10)
FEASTS = {
    "ramadan": re.compile(
        r"\b(?:month of|during|start of|beginning of|end of|eve of|throughout|mark\w*|for|this|in)\s(?:the\s)?"
        r"(?:Muslim\s|Islamic\s)?(?:(?:holy\s|fasting\s)month(?:\sof\sRamadan)?|Ramadan)\b"
        r"|\biftar\b|\bRamadan (?:fast|truce)\b"
    ),
    "eid al-fitr": re.compile(r"\bE[ie]d[\s-](?:al|ul|el)[\s-]Fitr\b", re.IGNORECASE),
    "eid al-adha": re.compile(r"\bE[ie]d[\s-](?:al|ul|el)[\s-]Adha\b", re.IGNORECASE),
    "nowruz": re.compile(r"\bN[eo]w?roo?u?z\b"),
}


def feast_constraints(sheet: Sheet) -> Iterator[Constraint]:
    """The seasons of the feasts that the opening names as of these days."""
    opening = sheet.lines[0].span.start + OPENING if sheet.lines else 0
    for name, pattern in FEASTS.items():
        for line in sheet.lines:
            if line.span.start >= opening:
                break
            found = pattern.search(sheet.text, line.span.start, line.span.end)
            if found is None or LOOKING_BACK.search(sheet.text, line.span.start, line.span.end):
                continue
            words = f"told as of the days of {name}, which comes at its own time each year"
            span = Span(found.start(), found.end())
            yield Constraint("feast", span, found[0], "", seasons(name), Strength.WEAK, words)
            break


@cache
def seasons(name: str) -> Days:
    """The days about each time the feast is held."""
    runs: list[tuple[date | None, date | None]] = []
    for year in range(FIRST.year, LAST.year + 1):
        runs += [(first - BEFORE, last + AFTER) for first, last, _ in feast_days(name, year)]
    return days(runs)
