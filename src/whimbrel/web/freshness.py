"""Entity tags: a client that has a page already is told so before the page is made."""

from __future__ import annotations

from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from whimbrel.web.rendering import VERSION
from whimbrel.web.security import visitor
from whimbrel.web.site import site_of


def entity_tag(request: Request) -> str:
    """Of everything that may be read: it is the same until something is written to the chronicle, or the reader signs
    in or out."""
    edge = site_of(request).chronicle.edge()
    who = visitor(request)
    mark = sha256(f"{who.name} {who.session.nonce if who.session else ''}".encode()).hexdigest()[:8]
    return f'W/"{VERSION}-{edge.change}-{edge.decision}-{edge.report}-{mark}"'


def fresh(request: Request, response: Response) -> None:
    """A dependency of reading routes: sends the tag, and 304 to whoever has it."""
    tag = entity_tag(request)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Encoding, Cookie"}
    given = request.headers.get("if-none-match", "")
    if tag in (part.strip() for part in given.split(",")):
        raise HTTPException(304, headers=headers)
    request.state.freshness = headers
    response.headers.update(headers)
