"""One event in the words of groups of outlets, which the address names: `sets=state:SANA,Tass;west:BBC`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.api import dossiers
from whimbrel.errors import UsageError
from whimbrel.export.record import Record
from whimbrel.web.freshness import fresh
from whimbrel.web.rendering import page
from whimbrel.web.routes.event import found_event
from whimbrel.web.site import Site, site_of
from whimbrel.web.twins import csv_page, plain_json
from whimbrel.web.views.framing import Framing, framing

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]
NO_EVENT: dict[int | str, dict[str, str]] = {404: {"description": "There is no such event"}}


@router.get(
    "/framing.json",
    tags=["events"],
    summary="How groups of outlets tell one event, and what each leaves out",
    responses=NO_EVENT,
)
def framing_json(site: SiteNow, event: str = "", sets: str = "") -> Response:
    told = asdict(_framing(site, event, sets))
    for group in told["groups"]:
        for headline in group["headlines"]:
            headline["words"] = [piece["text"] for piece in headline["pieces"] if piece["mark"]]
            headline["title"] = "".join(piece["text"] for piece in headline.pop("pieces"))
    return plain_json(told)


@router.get("/framing.csv", tags=["events"], summary="How each report tells one event, as CSV", responses=NO_EVENT)
def framing_csv(site: SiteNow, event: str = "", sets: str = "") -> Response:
    found = _framing(site, event, sets)
    return csv_page("framing", _rows(found), name=f"framing-{found.id}")


@router.get("/framing", include_in_schema=False)
def framing_html(request: Request, site: SiteNow, event: str = "", sets: str = "") -> Response:
    if not event:
        return page(request, "framing_start.html.j2")
    found = _framing(site, event, sets)
    if found.id != event:
        asked = {"event": found.id, **({"sets": sets} if sets else {})}
        return RedirectResponse(f"/framing?{urlencode(asked)}", status_code=307)
    twin = f"?event={quote(found.id)}" + (f"&sets={quote(sets)}" if sets else "")
    return page(request, "framing.html.j2", framing=found, twin=twin)


def _framing(site: Site, event: str, sets: str) -> Framing:
    """Raises UsageError for an event or sets that are none."""
    if not event:
        raise UsageError("no event is named", remedy="add event=ID to the address")
    (dossier,) = dossiers(site.chronicle, [found_event(site, event)])
    return framing(dossier, sets)


def _rows(found: Framing) -> Iterator[Record]:
    for group in found.groups:
        for one in group.headlines:
            yield {
                "event": found.id,
                "group": group.name,
                "report": one.report,
                "outlet": one.outlet,
                "published": one.published,
                "title": "".join(piece.text for piece in one.pieces),
                "loaded": " | ".join(piece.text for piece in one.pieces if piece.mark),
                "doer": " | ".join(one.doer),
                "voice": one.voice,
            }
