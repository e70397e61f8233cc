"""What each report claims and who answers for it, with what others say against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from whimbrel.api import claim_records
from whimbrel.chronicle.claim_listing import ClaimFilter
from whimbrel.errors import UsageError
from whimbrel.export.sentence import type_label
from whimbrel.export.wording import modes
from whimbrel.model import Claim, Event, PassageKind, Report, Status
from whimbrel.web.claim_view import ClaimView, claim_views
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import asked_limit, asked_number, asked_pairs, csv_page, json_page, next_address

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]

_NAMES = tuple(field.name for field in fields(ClaimFilter))
_COUNTED = 1_000
_USUAL = 30
_KNOWN = {
    "type": (tuple(modes()), str.upper),
    "status": (tuple(map(str, Status)), str.lower),
    "passage": (tuple(map(str, PassageKind)), str.lower),
}


@router.get("/claims", include_in_schema=False)
def claims(request: Request, site: SiteNow) -> Response:
    wanted = asked_filter(request, site)
    found = site.chronicle.claim_page(wanted, before=asked_number(request), limit=asked_limit(request, _USUAL))
    number = site.chronicle.claims_found(wanted, most=_COUNTED)
    return page(
        request,
        "claims.html.j2",
        asked=wanted,
        claims=views(site, found.claims),
        number=number,
        many=number >= _COUNTED,
        next=next_address(request, str(found.next or "")),
        types=[(name, type_label(name)) for name in modes()],
        statuses=[str(status) for status in Status],
        speaker=_speaker_name(site, wanted.speaker),
        twin=f"?{request.url.query}" if request.url.query else "",
    )


@router.get("/claims.json", tags=["claims"], summary="Claims, the last read first")
def claims_json(request: Request, site: SiteNow) -> Response:
    wanted = asked_filter(request, site)
    found = site.chronicle.claim_page(wanted, before=asked_number(request), limit=asked_limit(request))
    records = claim_records(site.chronicle, found.claims)
    return json_page(request, "claims", records, next=str(found.next or ""))


@router.get("/claims.csv", tags=["claims"], summary="All claims that fit, as CSV")
def claims_csv(request: Request, site: SiteNow) -> Response:
    wanted = asked_filter(request, site)
    return csv_page("claim", claim_records(site.chronicle, _all(site, wanted)))


@router.get("/claims/{id}.json", tags=["claims"], summary="One claim")
def claim_json(request: Request, site: SiteNow, id: str) -> Response:
    claim = _one(site, id)
    (record,) = claim_records(site.chronicle, [claim])
    return json_page(request, "claims", [record], next="")


@router.get("/claims/{id}", include_in_schema=False)
def claim(request: Request, site: SiteNow, id: str) -> Response:
    found = _one(site, id)
    return page(request, "claim.html.j2", claim=views(site, [found])[0])


def views(site: Site, found: Sequence[Claim]) -> list[ClaimView]:
    """What a page shows of some claims."""
    reports: dict[str, Report] = {id: site.report(id) for id in {claim.report for claim in found}}
    home = site.chronicle.events_of([claim.id for claim in found])
    events = {event.id: event for event in site.chronicle.events_by_id(sorted(set(home.values())))}
    of_claim: dict[str, Event] = {claim: events[event] for claim, event in home.items() if event in events}
    return claim_views(found, reports, of_claim)


def asked_filter(request: Request, site: Site) -> ClaimFilter:
    """The filter that the address asks for. Raises UsageError for what cannot be."""
    given: dict[str, str] = {}
    for key, value in asked_pairs(request):
        if key not in _NAMES:
            raise UsageError(f"there is no field {key[:40]!r}", remedy=f"one of {', '.join(_NAMES)}")
        if len(value) > 1000:
            raise UsageError(f"the value of {key} is too long", remedy="shorten it")
        if value.strip():
            given[key] = value.strip()
    for key, (known, form) in _KNOWN.items():
        if key in given:
            given[key] = form(given[key])
            if given[key] not in known:
                raise UsageError(f"there is no {key} {given[key][:40]!r}", remedy=f"one of {', '.join(known)}")
    said = given.pop("said", "").lower() in ("1", "true", "yes", "on")
    if "event" in given:
        given["event"] = site.chronicle.event(given["event"]).id
    return ClaimFilter(**given, said=said)


def _one(site: Site, id: str) -> Claim:
    try:
        return site.chronicle.claim(id)
    except UsageError as error:
        raise NotFound(error.message, remedy=error.remedy) from error


def _all(site: Site, wanted: ClaimFilter) -> Iterator[Claim]:
    before = 0
    while True:
        found = site.chronicle.claim_page(wanted, before=before, limit=200)
        yield from found.claims
        before = found.next
        if not before:
            return


def _speaker_name(site: Site, speaker: str) -> str:
    """What the actor of an id is called, or the words that were given."""
    party = site.chronicle.party(speaker, exact=True) if speaker else None
    return party.name if party else speaker
