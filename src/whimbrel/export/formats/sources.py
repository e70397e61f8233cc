"""Which report an event is told after, for formats that name one."""

from __future__ import annotations

from datetime import date

from whimbrel.export.dossier import Dossier
from whimbrel.model import Report


def first_report(dossier: Dossier) -> Report | None:
    """The report that was out first, as far as is known; None where none is at hand."""
    event = dossier.event
    order = (*(origin.earliest for origin in event.origins), *event.reports)
    return next((dossier.reports[id] for id in order if id in dossier.reports), None)


def published(report: Report | None) -> date | None:
    """The day a report was published, as far as is known."""
    return report.published.latest if report and report.published else None


def publisher(report: Report | None) -> str:
    """Who published it, by outlet or file; "" for no report."""
    return (report.outlet or report.file) if report else ""
