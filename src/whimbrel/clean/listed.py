"""The day that a feed gives a page, for pages that give none themselves."""

from __future__ import annotations

from dataclasses import replace

from whimbrel.clean.clock import with_clock
from whimbrel.clean.dates import as_when, read_date
from whimbrel.model import Report


def dated_by_listing(report: Report, listed: str) -> Report:
    """The report with the day under which it was listed, unless it has one of its own or that is no date."""
    if report.published is not None or not listed:
        return report
    days = read_date(listed)
    if not days:
        return report
    return replace(report, published=as_when(days, "metadata", listed.strip()), published_at=with_clock(listed))
