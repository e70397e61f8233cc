"""What the page says of itself short of a date: a dateline without its year, an address with a date, a copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from whimbrel.clean.metadata import published_when
from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import FIRST, LAST, days, not_after, within
from whimbrel.model import Report, Span

AFTER = timedelta(days=3)  # a report is filed before it comes out
ADDRESS = re.compile(r"/(?P<y>20\d\d|199\d)[/-]?(?P<m>0?[1-9]|1[0-2])(?:[/-]?(?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_-]|\Z)")
COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)\s{0,2}(?:©\s?)?(?P<y>(?:19|20)\d\d)\b(?!\s?[-–]\s?\d)", re.IGNORECASE)
PARTIAL = re.compile(r"XXXX-(?P<m>\d\d)-(?P<d>\d\d)\Z")


def paper_constraints(report: Report) -> Iterator[Constraint]:
    """Bounds from dateline, address and copyright line."""
    yield from _dateline(report)
    found = ADDRESS.search(report.url)
    if found and (allowed := _address_days(found)):
        words = "the address holds a date"
        yield Constraint("address", None, report.url, "", within(*allowed), Strength.STRONG, words)
    for line in COPYRIGHT.finditer(report.text):
        year = int(line["y"])
        words = f"the copyright line is of {year}: the page was there by the end of that year"
        span = Span(line.start(), line.end())
        yield Constraint("copyright", span, line[0], "", not_after(date(year, 12, 31)), Strength.STRONG, words)


def _dateline(report: Report) -> Iterator[Constraint]:
    stated = published_when(report.text, report.passages, "")
    partial = PARTIAL.match(stated.edtf or "") if stated else None
    if stated is None or partial is None:
        return
    runs: list[tuple[date | None, date | None]] = []
    for year in range(FIRST.year, LAST.year + 1):
        try:
            day = date(year, int(partial["m"]), int(partial["d"]))
        except ValueError:
            continue
        runs.append((day, day + AFTER))
    words = "the dateline gives day and month without the year"
    yield Constraint("dateline", stated.span, stated.text, "", days(runs), Strength.HARD, words)


def _address_days(found: re.Match[str]) -> tuple[date, date] | None:
    year, month = int(found["y"]), int(found["m"])
    try:
        if found["d"]:
            day = date(year, month, int(found["d"]))
            return day - timedelta(days=1), day + AFTER
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) + AFTER
    except ValueError:
        return None
