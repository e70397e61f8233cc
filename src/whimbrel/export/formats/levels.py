"""Rows of dossiers at the level of events, claims or reports: the columns are those of the listings (`flat.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whimbrel.export.dossier import Dossier
from whimbrel.export.flat import row
from whimbrel.export.record import Record, claim_record, event_record, report_record

LEVELS = ("event", "claim", "report")


def rows_of(level: str, dossiers: Iterable[Dossier]) -> Iterator[list[object]]:
    """The rows, in the order of the events; a report that tells of several events comes once."""
    return (row(level, record) for record in _records(level, dossiers))


def _records(level: str, dossiers: Iterable[Dossier]) -> Iterator[Record]:
    told: set[str] = set()
    for dossier in dossiers:
        if level == "event":
            yield event_record(dossier.event)
        elif level == "claim":
            for claim in dossier.claims:
                yield claim_record(claim, dossier.reports[claim.report], dossier.event.id)
        else:
            for id, report in dossier.reports.items():
                if id not in told:
                    told.add(id)
                    yield report_record(report)
