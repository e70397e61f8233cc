"""GeoJSON (RFC 7946): a point for what happened at a place that is known to a town or finer.

A map shows every point as if it had happened there. So what is only planned, denied or supposed, and what is known by
province or country alone, has no geometry: the place is named with its precision.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from whimbrel.export.countries import country_name
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.account import account, may_be_told
from whimbrel.export.formats.format import Edition, Format
from whimbrel.export.formats.json_list import harmless, members, write_list
from whimbrel.export.formats.points import is_point
from whimbrel.export.formats.vocabulary import status_words
from whimbrel.model import Event, Place

MEDIA_TYPE = "application/geo+json"


def write(dossiers: Iterable[Dossier], out: BinaryIO, edition: Edition) -> None:
    head = harmless({"type": "FeatureCollection", "title": edition.title, "made": edition.made.isoformat()})
    told = (harmless(feature(dossier, edition)) for dossier in dossiers if may_be_told(dossier))
    write_list(out, f'{{{members(head)}, "features": [', told, lambda: "]}")


def feature(dossier: Dossier, edition: Edition) -> dict[str, Any]:
    event = dossier.event
    return {
        "type": "Feature",
        "id": edition.name_of("event", event.id),
        "geometry": _geometry(event),
        "properties": {**_what(event), **_account(dossier), **_where(event.place)},
    }


def _geometry(event: Event) -> dict[str, Any] | None:
    place = event.place
    if not status_words(event.status).happened or place is None or not is_point(place):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _what(event: Event) -> dict[str, Any]:
    """Flat, so that it becomes columns of a map's table."""
    when = event.when
    counts = {f"{name}_{end}": getattr(count, end) for name, count in event.counts.items() for end in ("low", "high")}
    return {
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": str(event.status),
        "happened": status_words(event.status).happened,
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "edtf": when.edtf if when else None,
        "actors": [who.name for who in event.actors],
        "recipients": [who.name for who in event.recipients],
        **dict(sorted(counts.items())),
        "confidence": event.confidence.value if event.confidence else None,
        "reports": len(event.reports),
        "origins": len(event.origins),
    }


def _account(dossier: Dossier) -> dict[str, Any]:
    told = account(dossier)
    return {
        "title": told.sentence.rstrip("."),
        "when": told.when,
        "remarks": list(told.remarks),
        "sources": [
            {"outlet": source.outlet, "title": source.headline, "url": source.link, "published": source.published}
            for source in told.sources
        ],
    }


def _where(place: Place | None) -> dict[str, Any]:
    return {
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "precision": str(place.precision) if place else None,
        "country": country_name(place.country) if place else None,
    }


FORMATS = {
    "geojson": Format("geojson", ".geojson", MEDIA_TYPE, "GeoJSON: what happened where, on a map", write, linked=False),
}
