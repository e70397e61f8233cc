"""A stream of news in which a second outlet prints an agency's text again: its own title, a day later, a part cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

EVERY = 2  # of so many reports one is printed twice: a third of the stream are copies
LATER = 15  # reports that come between the two
CUT = 6  # one part of so many is left out, from the middle, or one paragraph

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
Row = dict[str, Any]


def with_copies(rows: Sequence[Row]) -> list[Row]:
    """The rows in their order, of every second another outlet's version some reports later."""
    found = [((number, 0), row) for number, row in enumerate(rows)]
    found += [((number + LATER, 1), other_version(rows[number], number)) for number in range(0, len(rows), EVERY)]
    return [row for _, row in sorted(found, key=lambda item: item[0])]


def other_version(row: Row, number: int) -> Row:
    """What another outlet prints of a report's text."""
    paragraphs = _PARAGRAPH.split(row["text"])
    parts, gap = (paragraphs, "\n\n") if len(paragraphs) >= CUT else (_SENTENCE.split(row["text"]), " ")
    first, cut = len(parts) // 2, max(1, len(parts) // CUT)
    text = gap.join(parts[:first] + parts[first + cut :]) or row["text"]
    title = f"{row.get('title') or 'News of the day'}, agencies say"
    other = {"title": title, "text": text, "source": "Second Outlet", "url": f"https://second.example/{number}"}
    with suppress(ValueError):
        other["date"] = (date.fromisoformat(str(row.get("date") or "")) + timedelta(days=1)).isoformat()
    return {**row, **other}
