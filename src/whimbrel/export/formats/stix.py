"""A STIX 2.1 bundle: incidents with those who took part, places, and the reports that tell of them.

An incident has happened; what is only planned, denied or supposed is a note. A report that is dated to the day is a
report, another one a grouping, which needs no day. Ids are made of Whimbrel's own (UUIDv5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import Account, Source, account, may_be_told
from whimbrel.export.formats.calendar_days import midnight
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import harmless, members, write_list
from whimbrel.export.formats.parties import parties
from whimbrel.export.formats.stix_objects import (
    Object,
    identity,
    location,
    producer,
    producer_id,
    reference,
    references,
    relationship,
    stix_id,
    stix_object,
)
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.export.sentence import type_label
from whimbrel.model import Event

MEDIA_TYPE = "application/stix+json;version=2.1"
_LINKS = {"part of": "part of", "about": "about"}  # the other two directions say the same from the other end


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    head = {"type": "bundle", "id": stix_id("bundle", f"{edition.name_of('chronicle', edition.title)} {edition.made}")}
    objects = (harmless(made) for made in _Bundle(edition).objects(dossiers))
    write_list(out, f'{{{members(head)}, "objects": [', objects, lambda: "]}")


@dataclass(slots=True)
class _Bundle:
    """What must be remembered while objects are written: which are out, what each report tells, links to be made."""

    edition: Edition
    written: set[str] = field(default_factory=set)
    reports: dict[str, tuple[Source, list[str]]] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)

    def objects(self, dossiers: Iterable[Dossier]) -> Iterator[Object]:
        yield producer(self.edition)
        for dossier in filter(may_be_told, dossiers):
            for made in self._of_event(dossier):
                if made["id"] not in self.written:
                    self.written.add(made["id"])
                    yield made
        for source, told in self.reports.values():
            yield _report(source, told, self.edition)
        for one, role, other in self.links:
            if one in self.written and other in self.written:
                yield relationship(one, other, role, self.edition)

    def _of_event(self, dossier: Dossier) -> Iterator[Object]:
        event, told = dossier.event, account(dossier)
        where = location(event.place, self.edition)
        cast = [(party.role, identity(party.who, self.edition)) for party in parties(event) if party.named]
        around = [*cast, *([("place", where)] if where else [])]
        yield from (made for _, made in around)
        main = _main(event, told, [made["id"] for _, made in around], self.edition)
        yield main
        for source in told.sources:
            self.reports.setdefault(source.report, (source, []))[1].append(main["id"])
        if main["type"] != "incident":
            return
        yield from (relationship(main["id"], made["id"], role, self.edition) for role, made in around)
        for other in dossier.linked:
            if other.relation in _LINKS:
                target = stix_id("incident", self.edition.name_of("event", other.id))
                self.links.append((main["id"], _LINKS[other.relation], target))


def _main(event: Event, told: Account, around: list[str], edition: Edition) -> Object:
    """The incident, or the note of what is not told as having happened."""
    key = edition.name_of("event", event.id)
    words = " ".join(filter(None, (told.sentence, f"When: {told.when}.", _place(told), *told.remarks)))
    common: dict[str, Any] = {
        "labels": [type_label(event.type, event.mode), f"status:{event.status}", f"plover:{event.type}"],
        "confidence": round(event.confidence.value * 100) if event.confidence else None,
        "external_references": references(told.sources),
    }
    if status_words(event.status).happened:
        return stix_object("incident", key, edition, name=told.sentence.rstrip("."), description=words, **common)
    about = list(dict.fromkeys(around)) or [producer_id(edition)]
    return stix_object(
        "note", key, edition, abstract=told.sentence.rstrip("."), content=words, object_refs=about, **common
    )


def _place(told: Account) -> str:
    return f"Where: {told.place}." if told.place else ""


def _report(source: Source, told: list[str], edition: Edition) -> Object:
    common: dict[str, Any] = {
        "name": source.headline or source.outlet,
        "object_refs": list(dict.fromkeys(told)),
        "external_references": [reference(source)],
    }
    key = edition.name_of("report", source.report)
    if source.day:
        return stix_object("report", key, edition, published=midnight(date.fromisoformat(source.day)), **common)
    return stix_object("grouping", key, edition, context="unspecified", **common)


FORMATS = {
    "stix": Format("stix", ".json", MEDIA_TYPE, "STIX 2.1: a bundle of incidents, identities, places, reports", write),
}
