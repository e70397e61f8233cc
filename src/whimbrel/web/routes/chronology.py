"""The chronology: what happened, newest first, narrowed by whatever the address says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from whimbrel.browsing import Bar, Facet, Query, parse_query
from whimbrel.export.countries import country_name
from whimbrel.export.dates import bounds_words
from whimbrel.export.dossier import field_label
from whimbrel.export.record import event_record
from whimbrel.export.sentence import type_label
from whimbrel.model import Event
from whimbrel.web import schemas
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.rows import by_day
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_limit, asked_pairs, csv_page, json_page, next_address

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

FACETS = {  # field: its heading
    "type": "Type",
    "status": "Status",
    "country": "Country",
    "place": "Place",
    "actor": "Actor",
    "outlet": "Outlet",
    "differs": "Sources differ on",
    "checked": "Checked",
}
ORIGIN_STEPS = (2, 3, 5)
_SHOWN = 8
_HEIGHT = 56.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and where the address leads that takes it up or leaves it again."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Choices:
    field: str
    heading: str
    values: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of the histogram, in units of its drawing."""

    x: float
    y: float
    width: float
    height: float
    words: str
    address: str
    first: str
    last: str


@router.get("/", include_in_schema=False)
@router.get("/events", include_in_schema=False)
def chronology(request: Request, site: SiteNow) -> Response:
    query = parse_query(asked_pairs(request))
    listing = site.browser.listing(query, after=request.query_params.get("cursor", ""), limit=asked_limit(request))
    facets, bars = site.browser.facets(query, tuple(FACETS), most=_SHOWN)
    return page(
        request,
        "chronology.html.j2",
        query=query,
        asked=dict(query.pairs),
        days=list(by_day(site.rows(listing.ids))),
        total=listing.total,
        next=next_address(request, listing.next),
        facets=[*(_choices(facet, query) for facet in facets), _origins(site, query)],
        columns=_columns(bars, query),
        span=bounds_words(bars[0].first, bars[-1].last) if bars else "",
        said=said_conditions(site, query),
        twin=f"?{query.address}" if query.address else "",
    )


@router.get(
    "/events.json",
    tags=["events"],
    summary="Events, newest first",
    openapi_extra=schemas.parameters(*schemas.FILTERS, schemas.CURSOR, schemas.LIMIT),
    responses=schemas.answers(schemas.listing("events", schemas.EVENT, total=True)),
)
def events_json(request: Request, site: SiteNow) -> Response:
    query = parse_query(asked_pairs(request))
    listing = site.browser.listing(query, after=request.query_params.get("cursor", ""), limit=asked_limit(request))
    found = site.chronicle.events_by_id(listing.ids)
    return json_page(request, "events", map(event_record, found), next=listing.next, total=listing.total)


@router.get(
    "/events.csv",
    tags=["events"],
    summary="All events that a query finds, as CSV",
    openapi_extra=schemas.parameters(*schemas.FILTERS),
)
def events_csv(request: Request, site: SiteNow) -> Response:
    query = parse_query(asked_pairs(request))
    return csv_page("event", map(event_record, all_events(site, query)))


def all_events(site: Site, query: Query) -> Iterator[Event]:
    """Every event that a query finds, newest first, a few hundred at a time."""
    after = ""
    while True:
        listing = site.browser.listing(query, after=after, limit=200)
        yield from site.chronicle.events_by_id(listing.ids)
        after = listing.next
        if not after:
            return


def said_conditions(site: Site, query: Query) -> list[Choice]:
    """The conditions in words, each with the address that drops it."""
    words = {"exact": "is", "not": "is not", "in": "is one of", "gte": "at least", "lte": "at most", "contains": "has"}
    days = {"exact": "in", "gte": "from", "lte": "until"}
    found = []
    for one in query.conditions:
        values = ", ".join(value_label(site, one.field, value) for value in one.values)
        how = (days if one.field == "day" else words)[one.op]
        left = Query(tuple(other for other in query.conditions if other != one))
        found.append(Choice(f"{FACETS.get(one.field, one.field).lower()} {how} {values}", 0, True, _at(left)))
    return found


def value_label(site: Site, field: str, value: str) -> str:
    """What a value of a field is called on a page."""
    match field:
        case "type":
            return type_label(value)
        case "mode":
            return type_label(*value.split("/", 1))
        case "country":
            return country_name(value) or value
        case "status":
            return value.replace("-", " ")
        case "differs":
            return field_label(value).lower()
        case "actor" | "place":
            return site.browser.label(field, value)
    return value


def _choices(facet: Facet, query: Query) -> Choices:
    picked = [value.value for value in facet.values if value.chosen]
    values = []
    for one in facet.values:
        others = [value for value in picked if value != one.value]
        after = query.choosing(facet.field, others if one.chosen else [*others, one.value])
        label = _facet_label(facet.field, one.value, one.label)
        values.append(Choice(label, one.count, one.chosen, _at(after)))
    return Choices(facet.field, FACETS[facet.field], tuple(values), facet.more)


def _facet_label(field: str, value: str, label: str) -> str:
    if field == "type":
        return type_label(value)
    if field == "country":
        return country_name(value) or value
    if field == "differs":
        return field_label(value).lower()
    return label.replace("-", " ") if field == "status" else label


def _origins(site: Site, query: Query) -> Choices:
    counts = site.browser.at_least(query, "origins", ORIGIN_STEPS)
    now = next((one.values[0] for one in query.of("origins") if one.op == "gte"), "")
    values = tuple(
        Choice(f"{step} or more", count, now == str(step), _at(query.with_condition("origins", "gte", after)))
        for step, count in zip(ORIGIN_STEPS, counts, strict=True)
        for after in ("" if now == str(step) else str(step),)
        if count or now == str(step)
    )
    return Choices("origins", "Independent origins", values, 0)


def _columns(bars: tuple[Bar, ...], query: Query) -> list[Column]:
    most = max((bar.count for bar in bars), default=1)
    width = 100 / max(1, len(bars))
    found = []
    for at, bar in enumerate(bars):
        if not bar.count:
            continue
        height = max(2.0, _HEIGHT * bar.count / most)
        after = query.with_condition("day", "gte", bar.first.isoformat())
        after = after.with_condition("day", "lte", bar.last.isoformat())
        words = f"{bounds_words(bar.first, bar.last)}: {bar.count} event{'' if bar.count == 1 else 's'}"
        found.append(
            Column(
                round(at * width, 3), round(_HEIGHT - height, 2), round(width * 0.86, 3), round(height, 2), words,
                _at(after), bar.first.isoformat(), bar.last.isoformat(),
            )
        )  # fmt: skip
    return found


def _at(query: Query) -> str:
    return f"/?{query.address}" if query.address else "/"
