"""PLOVER: one JSON object a line, with the field names of the PLOVER manual of 2021.

Beyond the manual, as it allows: `status` and `checked`, so that nothing need be left out (what did not happen says so),
`date_edtf` with the time as exactly as it is known, `confidence`, `says`, `conflicts`, `origins`, and the low and high
of each number. `text` is left out, as the manual asks of whoever does not own it; `text_info` leads to the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.places import geonames_id, point
from whimbrel.export.formats.text import as_text
from whimbrel.export.lines import as_json
from whimbrel.export.record import speaker_record
from whimbrel.export.safe import encodable
from whimbrel.export.title import event_title
from whimbrel.export.toll import toll
from whimbrel.model import Event, Participant, Place, Report, When
from whimbrel.ontology import placing

CODEBOOK = "PLOVER 2021"
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    """One object a line."""
    with as_text(out) as text:
        for dossier in dossiers:
            text.write(encodable(as_json(_told(_record(dossier, edition)))) + "\n")


def _record(dossier: Dossier, edition: Edition) -> dict[str, Any]:
    event = dossier.event
    placed = placing(event.type, event.mode, event.contexts)
    return {
        "id": event.id,
        **_time(event.when),
        "source": [_actor(who) for who in event.actors],
        "recipient": [_actor(who) for who in event.recipients],
        "event": [event.type],
        "mode": event.mode,
        "context": list(event.contexts),
        "status": str(event.status),
        "checked": event.checked,
        "event_loc": _location(event.place),
        "event_text": _triggers(dossier),
        "quad_code": QUADS.index(placed.quad) + 1 if placed.quad else None,
        "event_scale": placed.score,
        **_sizes(event),
        "confidence": event.confidence.value if event.confidence else None,
        "says": [speaker_record(speaker)["text"] for speaker in event.says],
        "conflicts": [conflict.field for conflict in event.conflicts],
        "origins": len(event.origins),
        "link": event.part_of,
        "text_info": _texts(dossier),
        "cite_info": [_citation(report) for report in dossier.reports.values()],
        "coder": f"Whimbrel {edition.version}",
        "codebook": CODEBOOK,
        "coded_date": edition.made.date().isoformat(),
        "comment": event_title(event),
    }


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that are not known are left out, as the manual has most of them optional; the required ones stay."""
    required = ("id", "date", "source", "event")
    return {name: value for name, value in record.items() if name in required or value not in (None, "", [], {})}


def _time(when: When | None) -> dict[str, Any]:
    """The first and, where it is another, the last day on which it may have been; of an open stretch the known end."""
    first, last = (when.earliest, when.latest) if when else (None, None)
    day = first or last
    return {
        "date": day.isoformat() if day else None,
        "enddate": last.isoformat() if first and last and first != last else None,
        "date_edtf": when.edtf if when else None,
    }


def _actor(who: Participant) -> dict[str, Any]:
    told = {
        "code": who.country,
        "sector": who.sector,
        "actor_text": who.text or who.name,
        "identifier_id": who.id,
        "identifier_text": who.name,
        "office": who.title,
    }
    return {name: value for name, value in told.items() if value}


def _location(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    latitude, longitude = point(place)
    told = {
        "geonameid": geonames_id(place),
        "name": place.name,
        "latitude": latitude,
        "longitude": longitude,
        "cc3": place.country,
        "precision": str(place.precision),
    }
    return {name: value for name, value in told.items() if value is not None}


def _sizes(event: Event) -> dict[str, Any]:
    """How many were killed, wounded and arrested, under the manual's names, with the range that sources give."""
    sizes: dict[str, Any] = {}
    for count, name in SIZES.items():
        if found := toll(event, count):
            sizes |= {name: found.best, f"{name}_low": found.low, f"{name}_high": found.high}
    return {"size_info": sizes}


def _triggers(dossier: Dossier) -> list[str]:
    words = (dossier.reports[claim.report].text[claim.trigger.start : claim.trigger.end] for claim in dossier.claims)
    return list(dict.fromkeys(words))


def _texts(dossier: Dossier) -> list[dict[str, Any]]:
    """Where the words stand, once for claims of the same words."""
    spans = dict.fromkeys((claim.report, claim.span.start, claim.span.end) for claim in dossier.claims)
    return [{"report": report, "start": start, "end": end} for report, start, end in spans]


def _citation(report: Report) -> dict[str, Any]:
    told = {
        "citation": report.id,
        "publication": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.published.edtf if report.published else None,
        "language": report.language,
    }
    return {name: value for name, value in told.items() if value}


FORMATS = {
    "plover": Format(
        "plover",
        ".ndjson",
        "application/x-ndjson",
        "PLOVER event records, one JSON object a line, with their status",
        write,
        linked=False,
    )
}
