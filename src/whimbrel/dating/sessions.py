"""Sessions that are counted: "the 71st session of the UN General Assembly" opened in September of 1945 + 71."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import FIRST, LAST, within
from whimbrel.dating.sheet import Sheet
from whimbrel.model import Span

COUNTED_FROM = 1945
ASSEMBLY = re.compile(
    r"\b(?P<n>[4-9]\d)(?:st|nd|rd|th)\s(?:annual\s)?(?:session|meeting|gathering)?\s?(?:of\s)?(?:the\s)?"
    r"(?:U\.?N\.?|United Nations)\sGeneral\sAssembly\b|"
    r"\b(?:U\.?N\.?|United Nations)\sGeneral\sAssembly[’']?s?\s(?P<m>[4-9]\d)(?:st|nd|rd|th)\ssession\b",
    re.IGNORECASE,
)


def session_constraints(sheet: Sheet) -> Iterator[Constraint]:
    """From some weeks before the session opened, as it was awaited, to the end of it."""
    for line in sheet.lines:
        for found in ASSEMBLY.finditer(sheet.text, line.span.start, line.span.end):
            number = int(found["n"] or found["m"])
            year = COUNTED_FROM + number
            if not FIRST.year <= year < LAST.year:
                continue
            allowed = within(date(year, 7, 15), date(year + 1, 9, 30))
            words = f"session {number} of the General Assembly opened in September {year}"
            span = Span(found.start(), found.end())
            yield Constraint("session", span, found[0], "", allowed, Strength.STRONG, words)
