"""Dates of the calendar, of any length."""

from __future__ import annotations

from collections.abc import Sequence

from whimbrel.coder.times.dates import Dated, day_first, month_first, numeric, with_weekday
from whimbrel.coder.times.periods import bare_year, decade, feast, quarter, season
from whimbrel.coder.times.tokens import Tok


def date(toks: Sequence[Tok], i: int) -> Dated:
    """The longest date of the calendar at `i`."""
    rules = (numeric, with_weekday, month_first, day_first, quarter, season, decade, feast, bare_year)
    found = [result for rule in rules if (result := rule(toks, i))]
    return max(found, key=lambda result: result[1]) if found else None
