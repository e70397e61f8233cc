"""From events of the chronicle to the parts of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, claimed_fields, matrix, sources, value_words
from whimbrel.export.record import when_record
from whimbrel.export.sentence import count_words
from whimbrel.export.title import event_title
from whimbrel.mcp_server.desk import outlet_of
from whimbrel.mcp_server.event_answers import (
    EventLine,
    FieldSheet,
    OriginSheet,
    Party,
    Source,
    Spot,
    Time,
    Value,
)
from whimbrel.mcp_server.quoted import quotation
from whimbrel.model import Claim, Event, FieldValue, Participant, Place, When

MOST_PARTIES, MOST_CLAIMS, MOST_VALUES, MOST_OUTLETS = 12, 50, 25, 40


def event_line(event: Event) -> EventLine:
    """An event in short."""
    return EventLine(
        id=event.id,
        uri=f"event://{event.id}",
        sentence=event_title(event),
        when=time(event.when),
        type=event.type,
        mode=event.mode,
        status=str(event.status),
        place=spot(event.place),
        actors=parties(event.actors),
        recipients=parties(event.recipients),
        counts={name: count_words(event.counts[name]) for name in sorted(event.counts)},
        reports=len(event.reports),
        origins=len(event.origins) or len(event.reports),
        conflicts=[conflict.field for conflict in event.conflicts],
        confidence=round(event.confidence.value, 3) if event.confidence else None,
        checked=event.checked,
    )


def time(when: When | None) -> Time:
    told = when_record(when)
    return Time(words=when_words(when), edtf=told["edtf"], earliest=told["earliest"], latest=told["latest"])


def spot(place: Place | None) -> Spot | None:
    if place is None:
        return None
    return Spot(
        id=place.id,
        name=place.name,
        country=place.country,
        precision=str(place.precision),
        lat=place.lat,
        lon=place.lon,
    )


def parties(found: Sequence[Participant]) -> list[Party]:
    return [Party(id=who.id, name=who.name) for who in found[:MOST_PARTIES]]


def field_sheets(dossier: Dossier) -> list[FieldSheet]:
    """Each field with its values and the sources for and against each."""
    claimed = dossier.event.fields or claimed_fields(dossier.event, dossier.claims)
    of_claim = {claim.id: dossier.source(claim) for claim in dossier.claims}
    columns = sources(dossier)
    return [
        FieldSheet(
            field=row.name,
            label=row.label,
            conflict=row.conflict,
            values=[_value(row.name, value, of_claim) for value in claimed[row.name][:MOST_VALUES]],
            not_stated_by=[
                column for column, cell in zip(columns, row.cells, strict=True) if not cell.values and not cell.denied
            ][:MOST_OUTLETS],
        )
        for row in matrix(dossier)
    ]


def _value(field: str, value: FieldValue, of_claim: Mapping[str, str]) -> Value:
    return Value(
        value=value.value,
        words=value_words(field, value),
        shown=value.shown,
        rule=value.rule,
        outlets=_named(value.claims, of_claim),
        claims=list(value.claims[:MOST_CLAIMS]),
        denied_by=_named(value.against, of_claim) if field != "status" else [],
    )


def _named(claims: Sequence[str], of_claim: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(of_claim[id] for id in claims if id in of_claim))[:MOST_OUTLETS]


def origin_sheets(dossier: Dossier) -> Iterator[OriginSheet]:
    """Who repeats whom, whoever was out first before the others."""
    names = {claim.report: dossier.source(claim) for claim in dossier.claims}
    for origin in dossier.event.origins:
        order = [origin.earliest, *(id for id in origin.reports if id != origin.earliest)][:MOST_OUTLETS]
        yield OriginSheet(reports=order, outlets=[names.get(id, id) for id in order], agency=origin.agency)


def source(number: int, claim: Claim, dossier: Dossier) -> Source:
    """A claim with its exact words and the report that they stand in."""
    report = dossier.reports[claim.report]
    return Source(
        number=number,
        claim=claim.id,
        report=report.id,
        outlet=outlet_of(report),
        headline=report.title,
        published=when_words(report.published) if report.published else None,
        url=report.url,
        passage=str(claim.passage),
        status=str(claim.status),
        says=[speaker.text for speaker in claim.says],
        words=quotation(report.id, claim.span.start, claim.span.end, claim.text),
    )
