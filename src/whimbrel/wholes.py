"""Stored or fresh reports as merging asks for them where a telling alone is not enough."""

from __future__ import annotations

from whimbrel.almanac.almanac import Almanac
from whimbrel.dating import date_report
from whimbrel.merge.whole import Whole, words_of
from whimbrel.model import Report


def whole_of(report: Report, almanac: Almanac) -> Whole:
    """The words of a report, and for one that bears no date the days that its own grounds leave.

    Weak grounds count as well: they date no claim, but a report that they speak against is not joined to a happening.
    """
    known = report.published is not None and report.published.how != "inferred"
    return Whole(words_of(report.text), None if known else date_report(report, almanac).days)
