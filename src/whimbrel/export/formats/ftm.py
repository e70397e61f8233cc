"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenSanctions' tools and `ftm` read them.

What happened is an Event; what is only planned, denied or supposed is a Note about those it names, so that no graph
shows it as a deed. Reports are Articles without their text; a Documentation holds the words that were read, a Mention
how a report writes a name. Private persons to whom something was only done are no entities; see `parties`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Source, account, may_be_told
from whimbrel.export.formats.calendar_days import day_range, reduced
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import harmless
from whimbrel.export.formats.parties import Party, parties
from whimbrel.export.formats.points import alpha2
from whimbrel.export.formats.vocabulary import kind_words, status_words
from whimbrel.export.lines import as_json
from whimbrel.export.sentence import type_label
from whimbrel.model import Event, Participant, Report, When

Entity = dict[str, Any]


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    seen: set[str] = set()
    for dossier in dossiers:
        if not may_be_told(dossier):
            continue
        for entity in entities(dossier, edition):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                out.write((as_json(harmless(entity)) + "\n").encode())


def entities(dossier: Dossier, edition: Edition) -> Iterator[Entity]:
    """The event, those who take part, its reports, and the links between them; some of them more than once."""
    event = dossier.event
    told = account(dossier)
    cast = [party for party in parties(event) if party.named and kind_words(party.who.kind).ftm_schema]
    happening = _id(edition, "event", event.id)
    yield from (_actor(party.who, edition) for party in cast)
    for source in told.sources:
        yield _article(source, dossier.reports.get(source.report), edition)
    yield _event(happening, dossier, told, cast, edition)
    yield from _roles(happening, event, cast, edition)
    yield from _documentations(happening, told, edition)
    yield from _mentions(dossier, {party.who.id for party in cast}, edition)


def _event(id: str, dossier: Dossier, told: Account, cast: list[Party], edition: Edition) -> Entity:
    event = dossier.event
    who = [_id(edition, "actor", party.who.id) for party in cast]
    common: dict[str, Iterable[str]] = {
        "name": [told.sentence.rstrip(".")],
        "summary": [" ".join(filter(None, (f"When: {told.when}.", *told.remarks)))],
        "country": [alpha2(event.place.country).lower()] if event.place else [],
        "keywords": [type_label(event.type, event.mode), str(event.status)],
        "proof": [_id(edition, "report", source.report) for source in told.sources],
    }
    if not status_words(event.status).happened:
        return _entity(id, "Note", {**common, "entity": who})
    others = [p.who.name for p in parties(event) if p.named and not kind_words(p.who.kind).ftm_schema]
    facts = {"involved": who, "namesMentioned": others, "location": [told.place], "recordId": [event.id]}
    return _entity(id, "Event", {**common, **facts, **_dates(event.when)})


def _dates(when: When | None) -> dict[str, list[str]]:
    """A day, month or year as the date, other known bounds as start and end; what is open stands in the summary."""
    bounds = day_range(when)
    if date := reduced(when):
        return {"date": [date]}
    return {"startDate": [bounds[0].isoformat()], "endDate": [bounds[1].isoformat()]} if bounds else {}


def _actor(who: Participant, edition: Edition) -> Entity:
    words = kind_words(who.kind)
    facts: dict[str, Iterable[str]] = {
        "name": [who.name or who.id],
        "country": [alpha2(who.country).lower()],
        "topics": words.ftm_topics,
    }
    if who.kind == "person":
        facts["position"] = [who.title]
    return _entity(_id(edition, "actor", who.id), words.ftm_schema, facts)


def _article(source: Source, report: Report | None, edition: Edition) -> Entity:
    facts: dict[str, Iterable[str]] = {
        "title": [source.headline],
        "fileName": [report.file if report else ""],
        "publisher": [source.outlet],
        "sourceUrl": [source.link],
        "publishedAt": [source.day],
        "author": [report.byline if report else ""],
        "language": ["eng"] if report and report.language.partition("-")[0] == "en" else [],  # ISO 639-3
    }
    return _entity(_id(edition, "report", source.report), "Article", facts)


def _roles(happening: str, event: Event, cast: list[Party], edition: Edition) -> Iterator[Entity]:
    """Who did it and to whom, which the event's own list does not tell apart."""
    if not status_words(event.status).happened:
        return
    for party in cast:
        who = _id(edition, "actor", party.who.id)
        facts = {"subject": [who], "object": [happening], "role": [party.role]}
        yield _entity(_hash("link", who, happening, party.role), "UnknownLink", facts)


def _documentations(happening: str, told: Account, edition: Edition) -> Iterator[Entity]:
    for source in told.sources:
        report = _id(edition, "report", source.report)
        facts = {
            "document": [report],
            "entity": [happening],
            "role": [str(status) for quote in source.quotes for status in quote.statuses],
            "summary": [quote.text for quote in source.quotes],
            "date": [source.day],
        }
        yield _entity(_hash("documentation", report, happening), "Documentation", facts)


def _mentions(dossier: Dossier, known: set[str], edition: Edition) -> Iterator[Entity]:
    for claim in dossier.claims:
        for who in (*claim.actors, *claim.recipients):
            if who.id in known and who.text:
                report, actor = _id(edition, "report", claim.report), _id(edition, "actor", who.id)
                facts = {
                    "document": [report],
                    "resolved": [actor],
                    "name": [who.text],
                    "detectedSchema": [kind_words(who.kind).ftm_schema],
                }
                yield _entity(_hash("mention", report, actor, who.text), "Mention", facts)


def _entity(id: str, schema: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    """With the properties that have values, each value once."""
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(edition: Edition, noun: str, id: str) -> str:
    """The same in every export: of letters, digits and hyphens, which is all that FollowTheMoney takes."""
    return _hash(noun, edition.name_of(noun, id))


def _hash(noun: str, *parts: str) -> str:
    digest = hashlib.sha1("\n".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return f"whimbrel-{noun}-{digest[:24]}"


FORMATS = {
    "ftm": Format(
        "ftm", ".ndjson", "application/x-ndjson", "FollowTheMoney entities, one a line (Aleph)", write, linked=False
    ),
}
