"""Who is asking, and whether the request comes from our own pages."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from time import time
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from whimbrel.web.sessions import LASTS, Session
from whimbrel.web.site import Site, site_of
from whimbrel.web.tokens import digest

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sends a request: a reviewer by `name` where a token or a session says so. `by_token` where the request
    carries the token itself, so that no page of others can have sent it."""

    name: str = ""
    by_token: bool = False
    session: Session | None = None


def visitor(request: Request) -> Visitor:
    """Looked up once for each request."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        found = request.state.visitor = _visitor(request, site_of(request))
    return found


def reviewer(request: Request) -> str:
    """The name of the reviewer who asks; "" for somebody else."""
    return visitor(request).name


def can_write(request: Request) -> bool:
    return bool(visitor(request).name)


def csrf(request: Request) -> str:
    """What a form of ours carries in its field `csrf`; "" where there is no session to hold it against."""
    session = visitor(request).session
    return site_of(request).guard.signer.form_mark(session) if session else ""


def is_ours(request: Request) -> bool:
    """Whether a browser says that one of our own pages sent this request, or no browser says anything.

    Sec-Fetch-Site says it best; where it is not sent (over plain http, but for this machine), Origin does.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    address = site_of(request).settings.address
    own = {urlsplit(address).netloc.casefold()} if address else set()
    return urlsplit(origin).netloc.casefold() in own | {request.headers.get("host", "").casefold()}


def is_our_host(host: str, site: Site) -> bool:
    """Whether a request is for a name of ours: another site's name that was made to lead here is refused. A bare
    address is nobody's name."""
    name = host_name(host)
    settings = site.settings
    if name in LOOPBACK or name in settings.hosts:
        return True
    if settings.address and name == (urlsplit(settings.address).hostname or ""):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def cookie_name(request: Request) -> str:
    """Browsers hold one that begins so to https and to this host alone."""
    return "__Host-whimbrel" if is_secure(request) else "whimbrel"


def is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or site_of(request).settings.address.startswith("https://")


def set_session(request: Request, response: Response, session: Session) -> None:
    """Sends a session, to be sent back by our own pages alone."""
    response.set_cookie(
        cookie_name(request),
        site_of(request).guard.signer.cookie(session),
        max_age=LASTS,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )


def end_session(request: Request, response: Response) -> None:
    response.delete_cookie(cookie_name(request), path="/", secure=is_secure(request), httponly=True, samesite="strict")


def _visitor(request: Request, site: Site) -> Visitor:
    guard = site.guard
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer" and token:
        return Visitor(guard.keys.reviewer(digest(token.strip())), by_token=True)
    session = guard.signer.session(request.cookies.get(cookie_name(request), ""), time())
    if session is None:
        return Visitor()
    return Visitor(guard.keys.reviewer(session.token) if session.token else "", session=session)
