"""The reports behind an event: who copied whom (copies count once), who was out first, which agency is behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from whimbrel.model import Claim, Origin, When
from whimbrel.report_version import NO_VERSION, Version


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of the reports: when each came out, which lineage (copies count once) and agency it belongs to."""

    published: Mapping[str, When | None]
    lineage: Mapping[str, str]
    agency: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)

    def origin(self, claim: Claim) -> str:
        """The lineage of a claim's report."""
        return self.lineage.get(claim.report, claim.report)

    def replaces(self, one: Claim, other: Claim) -> bool:
        """Whether the first claim's report is a newer version of the other's: of its page, or of its text by the same
        outlet, and later as far as is known."""
        newer, older = (self.versions.get(claim.report, NO_VERSION) for claim in (one, other))
        if one.report == other.report or not older.moment or newer.moment <= older.moment:
            return False
        same_text = bool(newer.outlet) and newer.outlet == older.outlet and self.origin(one) == self.origin(other)
        return same_text or newer.is_version_of(older)

    def origins(self, claims: Iterable[Claim]) -> int:
        """Independent origins among the claims' reports."""
        return len({self.lineage.get(claim.report, claim.report) for claim in claims})

    def day(self, claim: Claim) -> date:
        """The day on which a claim's report came out; the first of all days where that is not known."""
        when = self.published.get(claim.report)
        return when.latest if when is not None and when.latest is not None else date.min


def origins_of(claims: Iterable[Claim], sources: Sources) -> tuple[Origin, ...]:
    """The independent origins of some claims, each with its reports, the first out first.

    Reports that name one agency and share no text stay apart: whether they had more than its news is not known.
    """
    lineages: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        lineages[sources.origin(claim)].add(claim.report)
    found = [_origin(reports, sources) for reports in lineages.values()]
    return tuple(sorted(found, key=lambda origin: (_out(origin.earliest, sources), origin.earliest)))


def _origin(reports: Iterable[str], sources: Sources) -> Origin:
    ordered = sorted(reports, key=lambda report: (_out(report, sources), report))
    agency = next((name for report in ordered if (name := sources.agency.get(report))), "")
    return Origin(tuple(ordered), ordered[0], agency)


def _out(report: str, sources: Sources) -> date:
    """When a report was out, at the earliest; last of all where that is not known."""
    when = sources.published.get(report)
    return (when.earliest or when.latest or date.max) if when is not None else date.max
