"""What the templates show of an event: plain strings and flags, nothing computed in the templates."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from whimbrel.export.countries import place_words
from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, Linked, Row, field_label, matrix, sources
from whimbrel.export.excerpt import Piece, excerpt
from whimbrel.export.sentence import type_label
from whimbrel.export.standing import RELATIONS, confidence_words, conflict_words, origin_words, origins_heading
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Report, Status

PLAIN_STATUSES = (Status.HAPPENED,)


@dataclass(frozen=True, slots=True)
class SourceView:
    """One claim as a source of the event."""

    outlet: str
    title: str
    link: str
    file: str
    published: str
    passage: str
    pieces: tuple[Piece, ...]
    says: str
    status: str
    words: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class EventView:
    """One row of the chronology and the record that it opens to."""

    id: str
    type: str
    label: str
    sentence: str
    when: str
    place: str
    status: str
    counted: str
    conflicts: tuple[str, ...]
    checked: str
    actor_ids: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sources: tuple[SourceView, ...]
    confidence: str
    differs: tuple[str, ...]
    origins: tuple[str, ...]
    origins_heading: str
    linked: tuple[tuple[str, tuple[Linked, ...]], ...]


def event_view(dossier: Dossier) -> EventView:
    event = dossier.event
    columns = sources(dossier)
    return EventView(
        id=event.id,
        type=event.type,
        label=type_label(event.type, event.mode),
        sentence=event_title(event),
        when=when_words(event.when),
        place=place_words(event.place),
        status="" if event.status in PLAIN_STATUSES else str(event.status).replace("-", " "),
        counted=_counted(len(event.reports), len(columns)),
        conflicts=tuple(field_label(conflict.field).lower() for conflict in event.conflicts),
        checked=event.checked,
        actor_ids="\n".join(who.id for who in event.actors),
        columns=columns,
        rows=matrix(dossier),
        sources=tuple(_source(dossier, claim) for claim in dossier.claims),
        confidence=confidence_words(event.confidence),
        differs=tuple(conflict_words(conflict) for conflict in event.conflicts),
        origins=tuple(origin_words(origin, dossier) for origin in event.origins),
        origins_heading=origins_heading(dossier),
        linked=tuple(
            (words, found)
            for relation, words in RELATIONS.items()
            if (found := tuple(other for other in dossier.linked if other.relation == relation))
        ),
    )


def _counted(reports: int, outlets: int) -> str:
    told = f"{reports} report" + ("" if reports == 1 else "s")
    return told if reports == 1 else f"{told}, {outlets} source" + ("" if outlets == 1 else "s")


def _source(dossier: Dossier, claim: Claim) -> SourceView:
    report = dossier.reports.get(claim.report)
    words = (who.word for who in (*claim.actors, *claim.recipients) if who.word)
    return SourceView(
        outlet=dossier.source(claim),
        title=report.title if report else "",
        link=safe_link(report.url) if report else "",
        file=report.file if report else "",
        published=_published(report),
        passage=str(claim.passage),
        pieces=excerpt(report, claim) if report else (Piece(claim.text, "span"),),
        says=" → ".join(speaker.text for speaker in claim.says if speaker.text),
        status=str(claim.status).replace("-", " "),
        words=tuple(dict.fromkeys(words)),
        claim=claim.id,
    )


def _published(report: Report | None) -> str:
    return when_words(report.published) if report and report.published else "day of publication not known"


def safe_link(url: str) -> str:
    """The address when it is one of the web, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
