"""Who holds a town: "the rebel-held east of X", "Y, held by Islamic State" is written while they hold it.

Weak: a town is also called by those who held it last. The holdings are rows of `almanac/data/held_towns.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whimbrel.almanac.holdings import Holding, load_holdings
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import days
from whimbrel.dating.fresh import AFTER, BEFORE, LOOKING_BACK
from whimbrel.dating.sheet import Line, Sheet
from whimbrel.model import Span

CHANGED = re.compile(
    r"\b(?:(?:re)?captur\w+|retook|retak\w+|seiz\w+|fall\sof|fell\s(?:to|into)|lost|loss|ousted|drove|driven|expelled|former\w*|liberat\w+|overran)\b",
    re.IGNORECASE,
)  # who holds it changes, or did
NEAR = 60  # characters between the holder and the town


def held_constraints(sheet: Sheet) -> Iterator[Constraint]:
    """The days on which the towns named were held by those who are said to hold them."""
    holdings = load_holdings()
    for line in sheet.lines:
        found = list(holdings.towns(line.words, sheet.text))
        if not found or any(p.search(sheet.text, line.span.start, line.span.end) for p in (LOOKING_BACK, CHANGED)):
            continue
        for start, end, rows in found:
            for holder, pattern in holdings.holders.items():
                those = [row for row in rows if row.holder == holder]
                said = _said(sheet, line, pattern, (start, end)) if those else None
                if said is not None:
                    yield _constraint(sheet, said, those)


def _said(sheet: Sheet, line: Line, pattern: re.Pattern[str], town: tuple[int, int]) -> Span | None:
    """Where the sentence says who holds the town: close before its name, or right after it."""
    for found in pattern.finditer(sheet.text, line.span.start, line.span.end):
        gap = town[0] - found.end() if found.end() <= town[0] else found.start() - town[1]
        if 0 <= gap <= NEAR and not re.search(
            r"[.;]", sheet.text[min(found.end(), town[1]) : max(found.start(), town[0])]
        ):
            return Span(min(found.start(), town[0]), max(found.end(), town[1]))
    return None


def _constraint(sheet: Sheet, said: Span, rows: list[Holding]) -> Constraint:
    first = rows[0]
    told = " and ".join(f"{row.start} to {row.end or 'now'}" for row in rows)
    words = f"{first.holder} held {first.names[0]} from {told}"
    allowed = days((row.start - BEFORE, row.end + AFTER if row.end else None) for row in rows)
    text = sheet.text[said.start : said.end]
    return Constraint("town held", said, text, "", allowed, Strength.WEAK, words)
