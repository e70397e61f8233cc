"""schema.org as JSON-LD: Event, NewsArticle, Claim and ClaimReview in one graph.

schema.org knows no event that was denied or only threatened. What happened is an Event, what is planned is one as long
as its day is still to come, and all else is a Claim that appears in its reports. Where something is denied, each claim
for and against it is a ClaimReview: who says so, and which way, without a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier, source_name
from whimbrel.export.formats.account import Account, Source, account, may_be_told, speaker_name, web_address
from whimbrel.export.formats.calendar_days import day_range, exact_day, reduced
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import for_pages, given, harmless, write_list
from whimbrel.export.formats.parties import parties
from whimbrel.export.formats.points import alpha2, is_point
from whimbrel.export.formats.vocabulary import kind_words, status_words
from whimbrel.export.sentence import type_label
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Event, Place, Report, Status, When

Node = dict[str, Any]
CONTEXT = "https://schema.org"
_DENYING = (Status.DENIED, Status.NEGATED)
_AFFIRMING = (Status.HAPPENED, Status.ONGOING)


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    nodes = (harmless(node) for node in _nodes(dossiers, edition))
    write_list(out, f'{{"@context": "{CONTEXT}", "@graph": [', nodes, lambda: "]}", for_pages)


def _nodes(dossiers: Iterable[Dossier], edition: Edition) -> Iterator[Node]:
    articles: set[str] = set()
    for dossier in filter(may_be_told, dossiers):
        told = account(dossier)
        for source in told.sources:
            if source.report not in articles:
                articles.add(source.report)
                yield _article(source, dossier.reports.get(source.report), edition)
        node = event_node if _is_event(dossier.event, edition) else claim_node
        yield node(dossier, told, edition)
        yield from reviews(dossier, edition)


def _is_event(event: Event, edition: Edition) -> bool:
    words = status_words(event.status)
    if words.happened:
        return True
    first = event.when.earliest if event.when else None
    return bool(words.schema_org) and first is not None and first > edition.made.date()


def event_node(dossier: Dossier, told: Account, edition: Edition) -> Node:
    event = dossier.event
    people: dict[str, list[Node]] = {"actor": [], "recipient": []}
    for party in parties(event):
        if party.named:
            who = party.who
            node = {"@type": kind_words(who.kind).schema_org, "@id": edition.name_of("actor", who.id), "name": who.name}
            people[party.role].append(node)
    return given(
        {
            "@type": "Event",
            "@id": edition.name_of("event", event.id),
            "name": told.sentence.rstrip("."),
            "description": " ".join((f"When: {told.when}.", *told.remarks)),
            "eventStatus": f"{CONTEXT}/{status_words(event.status).schema_org}",
            **_dates(event.when),
            "location": _place(event.place, edition),
            "contributor": people["actor"],
            "about": people["recipient"],
            "keywords": [type_label(event.type, event.mode), str(event.status)],
            "subjectOf": [{"@id": edition.name_of("report", source.report)} for source in told.sources],
        }
    )


def claim_node(dossier: Dossier, told: Account, edition: Edition) -> Node:
    event = dossier.event
    return given(
        {
            "@type": "Claim",
            "@id": edition.name_of("event", event.id),
            "name": told.sentence.rstrip("."),
            "description": " ".join((f"When: {told.when}.", *told.remarks)),
            "keywords": [type_label(event.type, event.mode), str(event.status)],
            "contentLocation": _place(event.place, edition),
            "appearance": [{"@id": edition.name_of("report", source.report)} for source in told.sources],
        }
    )


def reviews(dossier: Dossier, edition: Edition) -> Iterator[Node]:
    """One for each claim that tells or denies, where somebody denies or both ways are told.

    What is only told not to have happened was nobody's claim, and is reviewed by nobody.
    """
    sides = (*_DENYING, *_AFFIRMING)
    taking_sides = [claim for claim in dossier.claims if claim.status in sides and not claim.within]
    told = {claim.status for claim in taking_sides}
    if Status.DENIED not in told and not (Status.NEGATED in told and told.intersection(_AFFIRMING)):
        return
    event = dossier.event
    reviewed = given(
        {
            "@type": "Claim",
            "name": event_title(replace(event, status=Status.HAPPENED)),
            "appearance": [
                {"@id": edition.name_of("report", id)}
                for id in dict.fromkeys(claim.report for claim in taking_sides if claim.status in _AFFIRMING)
            ],
        }
    )
    for claim in taking_sides:
        yield _review(claim, dossier.reports.get(claim.report), reviewed, edition)


def _review(claim: Claim, report: Report | None, reviewed: Node, edition: Edition) -> Node:
    published = report.published if report else None
    return given(
        {
            "@type": "ClaimReview",
            "@id": edition.name_of("claim", claim.id),
            "url": web_address(report.url) if report else "",
            "datePublished": exact_day(published),
            "author": _author(claim, report),
            "claimReviewed": reviewed["name"],
            "itemReviewed": reviewed,
            "reviewRating": {"@type": "Rating", "alternateName": status_words(claim.status).heading},
            "reviewBody": claim.text,
            "isPartOf": {"@id": edition.name_of("report", claim.report)},
        }
    )


def _author(claim: Claim, report: Report | None) -> Node:
    """Whose word it is: the last of those who are said to say so, else the outlet."""
    for speaker in reversed(claim.says):
        if name := speaker_name(speaker, claim):
            return {"@type": kind_words(speaker.kind).schema_org if speaker.kind else "Thing", "name": name}
    return {"@type": "NewsMediaOrganization", "name": source_name(report)}


def _article(source: Source, report: Report | None, edition: Edition) -> Node:
    """The report as a work; its text is its publisher's and stays out."""
    return given(
        {
            "@type": "NewsArticle",
            "@id": edition.name_of("report", source.report),
            "headline": source.headline,
            "url": source.link,
            "datePublished": source.day,
            "publisher": {"@type": "NewsMediaOrganization", "name": source.outlet},
            "creditText": report.byline if report else "",
            "sourceOrganization": {"@type": "NewsMediaOrganization", "name": report.agency}
            if report and report.agency
            else None,
            "inLanguage": report.language if report else "",
        }
    )


def _dates(when: When | None) -> dict[str, str]:
    """A day, month or year as it is; other known bounds as start and end; what is open stands in the description."""
    bounds = day_range(when)
    if date := reduced(when):
        return {"startDate": date}
    return {"startDate": bounds[0].isoformat(), "endDate": bounds[1].isoformat()} if bounds else {}


def _place(place: Place | None, edition: Edition) -> Node | None:
    if place is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    country = alpha2(place.country)
    return given(
        {
            "@type": "Place",
            "@id": edition.name_of("place", place.id),
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressCountry": country} if country else None,
            "geo": point if is_point(place) else None,
        }
    )


FORMATS = {
    "schema-org": Format("schema-org", ".jsonld", "application/ld+json", "schema.org as JSON-LD", write, linked=False),
}
