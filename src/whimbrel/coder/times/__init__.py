"""The news time grammar: expressions of time found in running text, resolved to EDTF against the report's day.

    find_times(text, start, end) -> list[TimeExpression]      what is said, and where
    resolve(expression, anchor, tense) -> When                 what it means, with honest precision
    timex(expression, anchor) -> (type, value)                 the same in TIMEX3; `timexes` for a whole text

Word lists, feasts and traps are CSV files in `data/`.
"""

from __future__ import annotations

from whimbrel.coder.times.expression import TimeExpression
from whimbrel.coder.times.find import find_times
from whimbrel.coder.times.resolve import resolve
from whimbrel.coder.times.timex import timex, timexes

__all__ = ["TimeExpression", "find_times", "resolve", "timex", "timexes"]
