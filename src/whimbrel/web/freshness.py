"""Entity tags: a client that has a page already is told so before the page is made."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from whimbrel.web.rendering import VERSION
from whimbrel.web.site import site_of


def entity_tag(request: Request) -> str:
    """Of everything that may be read: it is the same until something is written to the chronicle."""
    edge = site_of(request).chronicle.edge()
    return f'W/"{VERSION}-{edge.change}-{edge.decision}-{edge.report}"'


def fresh(request: Request, response: Response) -> None:
    """A dependency of reading routes: sends the tag, and 304 to whoever has it."""
    tag = entity_tag(request)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Encoding, Cookie"}
    given = request.headers.get("if-none-match", "")
    if tag in (part.strip() for part in given.split(",")):
        raise HTTPException(304, headers=headers)
    request.state.freshness = headers
    response.headers.update(headers)
