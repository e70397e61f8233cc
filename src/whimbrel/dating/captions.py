"""Captions tell the day of their picture: "a photo taken on 8 June 2016" was put with news of that day or that week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from whimbrel.coder.times import TimeExpression
from whimbrel.coder.times.expression import Stamp
from whimbrel.coder.times.stamps import absolute
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import within
from whimbrel.dating.sheet import Sheet

LATER = timedelta(days=35)  # pictures are used again for some weeks
PICTURE = re.compile(
    r"\b(?:photo|photograph|picture|image|video|footage|frame grab|handout|view|inspects?|walks?|gather|stands?"
    r"|carr(?:y|ies)|search\w*|looks?|seen|shows?)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"\((?:[^()]{0,30}\b)?(?:Reuters|AFP|AP|EPA|Anadolu|AA|Getty|Agencies|SANA)\b[^()]{0,20}\)|\btaken on\b"
)
FILED = re.compile(r"\bfile\b", re.IGNORECASE)
AFTER_IT = 70  # characters after the sentence in which the agency may stand


def caption_constraints(sheet: Sheet, times: Sequence[TimeExpression]) -> Iterator[Constraint]:
    """Full dates of sentences that are captions and do not say that the picture is an old one."""
    for expression in times:
        form = expression.form
        line = sheet.line_at(expression.span.start)
        if line is None or not isinstance(form, Stamp) or not (form.year and form.month and form.day):
            continue
        sentence = sheet.text[line.span.start : min(line.span.end + AFTER_IT, len(sheet.text))]
        found = absolute(form)
        if not PICTURE.search(sentence) or not AGENCY.search(sentence) or FILED.search(sentence):
            continue
        if found is not None and found.first is not None and found.last is not None:
            words = f"a picture of {found.first} stands with it"
            allowed = within(found.first, found.last + LATER)
            yield Constraint("caption", expression.span, expression.text, "", allowed, Strength.WEAK, words)
