"""Where events are: a map of what is known to a province or finer, and a list of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from whimbrel.browsing import Query, parse_query
from whimbrel.export.countries import country_name
from whimbrel.export.record import Record
from whimbrel.model import Place
from whimbrel.web import schemas
from whimbrel.web.freshness import fresh
from whimbrel.web.place_shapes import features, on_map
from whimbrel.web.rendering import page
from whimbrel.web.routes.chronology import said_conditions
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_pairs, csv_page, plain_json

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

_MOST_PLACES = 2000
_LISTED = 150


@dataclass(frozen=True, slots=True)
class PlaceRow:
    name: str
    precision: str
    count: int
    address: str


@router.get("/map", include_in_schema=False)
def map_page(request: Request, site: SiteNow) -> Response:
    query = parse_query(asked_pairs(request))
    counted, nowhere = counted_places(site, query)
    drawn = [(place, count) for place, count in counted if on_map(place)]
    vague = [(place, count) for place, count in counted if not on_map(place)]
    return page(
        request,
        "map.html.j2",
        drawn=[_row(place, count, query) for place, count in drawn[:_LISTED]],
        more=max(0, len(drawn) - _LISTED),
        vague=[_row(place, count, query) for place, count in vague[:_LISTED]],
        nowhere=nowhere,
        placed=sum(count for _, count in drawn),
        said=said_conditions(site, query),
        twin=f"?{query.address}" if query.address else "",
    )


@router.get(
    "/map.json",
    tags=["map"],
    summary="Places with numbers of events, as GeoJSON",
    openapi_extra=schemas.parameters(*schemas.FILTERS),
    responses=schemas.files_answer("application/geo+json"),
)
def map_json(request: Request, site: SiteNow) -> Response:
    counted, _ = counted_places(site, parse_query(asked_pairs(request)))
    answer = plain_json({"type": "FeatureCollection", "features": features(counted)})
    answer.media_type = "application/geo+json"
    answer.headers["content-type"] = "application/geo+json"
    return answer


@router.get("/map.csv", tags=["map"], summary="Places with numbers of events, as CSV")
def map_csv(request: Request, site: SiteNow) -> Response:
    counted, _ = counted_places(site, parse_query(asked_pairs(request)))
    return csv_page("place", (_record(place, count) for place, count in counted), name="map")


def _record(place: Place, count: int) -> Record:
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "precision": str(place.precision),
        "lat": place.lat,
        "lon": place.lon,
        "events": count,
    }


def counted_places(site: Site, query: Query) -> tuple[list[tuple[Place, int]], int]:
    """The places of the events that a query finds, with numbers of events, most first; how many events have none."""
    found = site.browser.counts(query, "place", most=_MOST_PLACES)
    places = site.chronicle.places_by_id([one.value for one in found.values])
    counted = [(places[one.value], one.count) for one in found.values if one.value in places]
    return counted, found.without


def _row(place: Place, count: int, query: Query) -> PlaceRow:
    country = country_name(place.country)
    name = place.name if country in ("", place.name) else f"{place.name}, {country}"
    address = f"/?{query.choosing('place', [place.id]).address}"
    return PlaceRow(name, str(place.precision), count, address)
