"""Saved views as Atom feeds, for readers of news."""

from __future__ import annotations

import io
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from whimbrel.errors import UsageError
from whimbrel.web.faults import NotFound
from whimbrel.web.freshness import fresh
from whimbrel.web.site import Site, site_of

router = APIRouter(dependencies=[Depends(fresh)])
SiteNow = Annotated[Site, Depends(site_of)]


@router.get(
    "/views/{name}.atom",
    tags=["views"],
    summary="The events of a saved view, the last changed first",
    response_class=Response,
    responses={200: {"content": {"application/atom+xml": {}}}},
)
def feed(request: Request, name: str, site: SiteNow) -> Response:
    out = io.BytesIO()
    address = site.settings.address or f"{request.url.scheme}://{request.url.netloc}"
    try:
        site.chronicle.write_feed(name, out, address=address)
    except UsageError as error:
        raise NotFound(error.message, remedy=error.remedy) from error
    return Response(out.getvalue(), media_type="application/atom+xml")
