"""The sources of an event on its page: reports that repeat each other as one, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, source_name
from whimbrel.export.page.view import safe_link
from whimbrel.model import Claim, Event, Origin, Report
from whimbrel.web.views.quoted import Quoted, Quotes

MOST_CLAIMS = 4  # of one report that are shown; its page has all
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of the event, with the claims that were read from it."""

    id: str
    source: str
    title: str
    published: str
    link: str
    quotes: tuple[Quoted, ...]
    more: int
    says: tuple[str, ...]
    words: tuple[str, ...]  # loaded ones that the outlet used for those who take part


@dataclass(frozen=True, slots=True)
class OriginView:
    """Reports that repeat each other. `copies` are all but the first."""

    agency: str
    first: ReportLine
    copies: tuple[ReportLine, ...]


def whole_origins(event: Event, dossier: Dossier) -> tuple[Origin, ...]:
    """The event's origins, and each report that is in none of them (an older record has no origins) as one."""
    told = list(dict.fromkeys(claim.report for claim in dossier.claims))
    placed = {report for origin in event.origins for report in origin.reports}
    kept = [
        Origin(tuple(report for report in origin.reports if report in told), origin.earliest, origin.agency)
        for origin in event.origins
    ]
    return (
        *(origin for origin in kept if origin.reports),
        *(Origin((report,), report) for report in told if report not in placed),
    )


def origin_views(dossier: Dossier, origins: Sequence[Origin], window: set[str], quotes: Quotes) -> list[OriginView]:
    """The origins whose reports are on the page, each with those of the `window` alone, the earliest first."""
    by_report: dict[str, list[Claim]] = {}
    for claim in dossier.claims:
        by_report.setdefault(claim.report, []).append(claim)
    found = []
    for origin in origins:
        shown = [report for report in origin.reports if report in window]
        if not shown:
            continue
        shown.sort(key=lambda report: report != origin.earliest)
        lines = [_report_line(dossier, report, by_report[report], quotes) for report in shown]
        first = dossier.reports.get(origin.earliest)
        agency = origin.agency if origin.agency != source_name(first) else ""
        found.append(OriginView(agency, lines[0], tuple(lines[1:])))
    return found


def _report_line(dossier: Dossier, id: str, claims: Sequence[Claim], quotes: Quotes) -> ReportLine:
    report: Report | None = dossier.reports.get(id)
    told = sorted(claims, key=lambda claim: (claim.span.start, claim.id))
    words = (who.word for claim in told for who in (*claim.actors, *claim.recipients) if who.word)
    chains = (" → ".join(link.text for link in claim.says if link.text) for claim in told)
    published = when_words(report.published) if report and report.published else "day of publication not known"
    return ReportLine(
        id=id,
        source=dossier.source(told[0]),
        title=report.title[:_LONGEST_TITLE] if report else "",
        published=published,
        link=safe_link(report.url) if report else "",
        quotes=tuple(quotes.of(claim, claim.trigger) for claim in told[:MOST_CLAIMS]),
        more=max(0, len(told) - MOST_CLAIMS),
        says=tuple(dict.fromkeys(chain for chain in chains if chain)),
        words=tuple(dict.fromkeys(words)),
    )
