"""The page of one report, and the lines of their listing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whimbrel.chronicle.report_lines import ReportLine
from whimbrel.export.dates import when_words
from whimbrel.export.detail import report_facts
from whimbrel.export.dossier import source_name
from whimbrel.export.page.view import safe_link
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.following.other_versions import NO_OTHERS, Versions
from whimbrel.model import Claim, Report, Span, Status
from whimbrel.web.views.marked import Section, sections
from whimbrel.web.views.quoted import WINDOW

MOST_CLAIMS = 90  # that are shown beside a part of a text
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the listing."""

    id: str
    title: str
    source: str
    outlet: str
    published: str
    counted: str


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim beside the text it was read from."""

    number: int
    id: str
    title: str
    label: str
    when: str
    status: str
    says: str
    confidence: str
    event: str  # "" where it made none


@dataclass(frozen=True, slots=True)
class Part:
    """Which characters of a long text are shown, of how many; where the parts before and behind begin, -1 for none."""

    first: int
    last: int
    whole: int
    before: int
    behind: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    id: str
    title: str
    source: str
    outlet: str
    published: str
    undated: bool  # its day is reckoned from what it mentions, or not known
    byline: str
    agency: str
    link: str
    file: str
    language: str
    sections: tuple[Section, ...]
    claims: tuple[ReadClaim, ...]
    read: int  # claims in all
    left_out: int  # of those that stand in this part
    part: Part | None
    facts: tuple[str, ...] = ()  # what else is known of it, in words
    versions: Versions = NO_OTHERS


def report_page(
    report: Report,
    claims: Sequence[Claim],
    events: Mapping[str, str],
    at: int = 0,
    versions: Versions = NO_OTHERS,
) -> ReportPage:
    """What the page shows; of a long text the part that holds the character `at`. `events`: those of the claims."""
    part = _part(len(report.text), at)
    window = Span(part.first, part.last) if part else Span(0, len(report.text))
    ordered = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.id))
    inside = [claim for claim in ordered if window.start <= claim.span.start < window.end]
    numbered = list(enumerate(inside[:MOST_CLAIMS], 1))
    published = report.published
    return ReportPage(
        id=report.id,
        title=report.title[:_LONGEST_TITLE] or report.file or "A report without a title",
        source=source_name(report),
        outlet=report.outlet,
        published=when_words(published) if published else "day of publication not known",
        undated=is_undated(report),
        byline=report.byline[:_LONGEST_TITLE],
        agency=report.agency,
        link=safe_link(report.url),
        file=report.file,
        language=report.language,
        sections=tuple(sections(report, numbered, window)),
        claims=tuple(_read(number, claim, events.get(claim.id, "")) for number, claim in numbered),
        read=len(claims),
        left_out=len(inside) - len(numbered),
        part=part,
        facts=tuple(words[:_LONGEST_TITLE] for words in report_facts(report)),
        versions=versions,
    )


def is_undated(report: Report) -> bool:
    """Whether a report's day is reckoned from what it mentions, or not known."""
    published = report.published
    return published is None or published.latest is None or published.how == "inferred"


def line(found: ReportLine) -> Line:
    """A line of the listing."""
    report = found.report
    counted = f"{found.claims} claim{'' if found.claims == 1 else 's'}"
    if found.claims:
        counted += f", {found.events} event{'' if found.events == 1 else 's'}"
    return Line(
        report.id,
        report.title[:_LONGEST_TITLE] or report.file or "A report without a title",
        source_name(report),
        report.outlet,
        when_words(report.published) if report.published else "day not known",
        counted,
    )


def _part(size: int, at: int) -> Part | None:
    if size <= WINDOW:
        return None
    step = WINDOW * 3 // 4  # so that a claim near an edge is whole in one of two parts
    first = max(0, min(at - WINDOW // 4, size - WINDOW))
    last = first + WINDOW
    return Part(first, last, size, max(0, first - step) if first else -1, last if last < size else -1)


def _read(number: int, claim: Claim, event: str) -> ReadClaim:
    chain = " → ".join(link.text for link in claim.says if link.text)
    return ReadClaim(
        number=number,
        id=claim.id,
        title=event_title(claim),
        label=type_label(claim.type, claim.mode),
        when=when_words(claim.when) if claim.when else "",
        status="" if claim.status is Status.HAPPENED else str(claim.status).replace("-", " "),
        says=chain,
        confidence=f"{claim.confidence.value:.2f}",
        event=event,
    )
