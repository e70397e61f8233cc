"""One event: what each report says of it field by field, who copied whom, why it is one, what became of it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.api import claim_records, dossiers
from whimbrel.errors import UsageError
from whimbrel.export.record import Record, event_record
from whimbrel.model import Event
from whimbrel.reasons import why as reasons
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import csv_page, plain_json
from whimbrel.web.views.event import event_page
from whimbrel.web.views.why import why_view

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]


@router.get("/events/{id}.json", tags=["events"], summary="One event with its claims and what was decided about it")
def event_json(request: Request, id: str, site: SiteNow) -> Response:
    event = found_event(site, id)
    if event.id != id:
        return _moved(request, f"/events/{quote(event.id)}.json")
    (dossier,) = dossiers(site.chronicle, [event])
    sources = list(claim_records(site.chronicle, dossier.claims))
    return plain_json({**event_record(event), "sources": sources, "decisions": _decided(site, event)})


@router.get("/events/{id}.csv", tags=["events"], summary="The claims of one event, as CSV")
def event_csv(request: Request, id: str, site: SiteNow) -> Response:
    event = found_event(site, id)
    if event.id != id:
        return _moved(request, f"/events/{quote(event.id)}.csv")
    claims = site.chronicle.claims(event=event.id)
    return csv_page("claim", claim_records(site.chronicle, claims), name=f"event-{event.id}")


@router.get("/events/{id}/why.json", tags=["events"], summary="Why its reports are one event, and what came near")
def why_json(request: Request, id: str, site: SiteNow) -> Response:
    event = found_event(site, id)
    if event.id != id:
        return _moved(request, f"/events/{quote(event.id)}/why.json")
    return plain_json(_why(site, event))


@router.get("/events/{id}/why", include_in_schema=False)
def why(request: Request, id: str, site: SiteNow) -> Response:
    """A page; asked for a part, only what it holds, which is put into the page of the event."""
    event = found_event(site, id)
    if event.id != id:
        return _moved(request, f"/events/{quote(event.id)}/why")
    view = why_view(event.id, _why(site, event))
    template = "why_part.html.j2" if "part" in request.query_params else "why.html.j2"
    return page(request, template, why=view, next=f"/events/{quote(event.id)}")


@router.get("/events/{id}", include_in_schema=False)
def event_html(request: Request, id: str, site: SiteNow) -> Response:
    event = found_event(site, id)
    if event.id != id:
        return _moved(request, f"/events/{quote(event.id)}")
    (dossier,) = dossiers(site.chronicle, [event])
    told = event_page(dossier, site.chronicle.history(event.id), _decided(site, event), _start(request))
    return page(request, "event.html.j2", event=told, next=f"/events/{quote(event.id)}")


def found_event(site: Site, id: str) -> Event:
    """The event of this id or unique beginning of one, or the one that it is in now. Raises UsageError or NotFound."""
    try:
        return site.chronicle.event(id)
    except UsageError as error:
        if "more than one" in error.message:
            raise
        remedy = "look for it in the chronology; it may have been taken back since you were here"
        raise NotFound(f"there is no event {id[:60]!r}", remedy=remedy) from error


def _why(site: Site, event: Event) -> Record:
    """As `chronicle.why` answers, with the almanac that is loaded already."""
    found = reasons(site.chronicle, site.known.almanac(), event.id)
    return {**found, "decisions": [one for one in _decided(site, event) if one["id"] in found["decisions"]]}


def _moved(request: Request, path: str) -> Response:
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + asked, status_code=307)


def _decided(site: Site, event: Event) -> list[Record]:
    return site.chronicle.decisions_about(event.claims)


def _start(request: Request) -> int:
    """The number of the first report that is shown, as the address counts: from 1. Raises UsageError."""
    given = request.query_params.get("from", "1")
    if not (given.isascii() and given.isdigit() and int(given[:9]) >= 1):
        raise UsageError(f"from {given[:40]!r}", remedy="a number from 1")
    return int(given[:9]) - 1
