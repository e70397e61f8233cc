"""Where two coders differ, as records: the field names are documented in docs/reference/records.md."""

from __future__ import annotations

from typing import Protocol

from whimbrel.export.record import Record, claim_record, report_reference
from whimbrel.model import Claim, Report

_KEPT = (
    "id", "type", "mode", "status", "actors", "recipients", "place", "when", "says", "span", "text", "trigger",
)  # fmt: skip


class Refused(Protocol):
    """What is needed of a refusal."""

    @property
    def reason(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def type(self) -> str: ...


class Found(Protocol):
    """What is needed of a finding."""

    @property
    def kind(self) -> str: ...
    @property
    def rules(self) -> Claim | None: ...
    @property
    def model(self) -> Claim | None: ...
    @property
    def differs(self) -> tuple[str, ...]: ...
    @property
    def refused(self) -> Refused | None: ...


def comparison_record(finding: Found, report: Report) -> Record:
    """A finding with the report it is about: either coder's claim, the fields that differ, or why one was refused."""
    refused = finding.refused
    return {
        "report": report_reference(report),
        "found": finding.kind,
        "differs": list(finding.differs),
        "rules": _claim(finding.rules, report),
        "model": _claim(finding.model, report),
        "refused": None
        if refused is None
        else {"reason": refused.reason, "type": refused.type, "words": refused.words},
    }


def _claim(claim: Claim | None, report: Report) -> Record | None:
    """What is compared of a claim, in the words of a claim record."""
    if claim is None:
        return None
    record = claim_record(claim, report)
    kept = {key: record[key] for key in _KEPT}
    kept["quote"] = report.text[claim.trigger.start : claim.trigger.end]
    return kept
