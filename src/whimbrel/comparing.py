"""Two coders over stored reports: both read each again, and what they make of it is laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whimbrel.coder.compare import Finding, compare
from whimbrel.coder.protocol import Coder
from whimbrel.model import Report


def compare_reports(reports: Iterable[Report], rules: Coder, model: Coder) -> Iterator[tuple[Report, Finding]]:
    """Every finding with its report, report by report. Nothing is stored.

    Raises a WhimbrelError when one of the coders cannot work at all.
    """
    for report in reports:
        for finding in compare(rules.code(report), model.code(report)):
            yield report, finding
