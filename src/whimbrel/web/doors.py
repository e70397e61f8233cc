"""What every request passes before any page is made: is it for us, is it too much, may its sender read at all."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whimbrel.web.faults import problem
from whimbrel.web.limits import client_of
from whimbrel.web.security import can_write, is_our_host
from whimbrel.web.site import site_of

MOST_BYTES = 256 * 1024  # of a request's body
OPEN_TO_ALL = ("/static/", "/sign-in", "/health")  # what somebody who may not read yet needs


class Doors:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = _refused(Request(scope))
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self.app(scope, _bounded(receive, Request(scope)), send)


def _refused(request: Request) -> Response | None:
    site = site_of(request)
    if not is_our_host(request.headers.get("host", ""), site):
        remedy = "ask for it by the address that it is served at; `whimbrel serve --address URL` names another"
        return problem(request, 421, "this host name is none of ours", remedy)
    seconds = site.guard.requests.wait(client_of(request.client.host if request.client else ""))
    if seconds:
        return problem(request, 429, "too many requests", f"wait {seconds} s", {"Retry-After": str(seconds)})
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:12]) > MOST_BYTES:
        return problem(request, 413, "the request is too long", f"send at most {MOST_BYTES:,} bytes")
    if site.settings.public or request.url.path.startswith(OPEN_TO_ALL) or can_write(request):
        return None
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='/')}", status_code=303)
    remedy = "send a token: Authorization: Bearer TOKEN"
    return problem(request, 401, "this chronicle is read with a token", remedy, {"WWW-Authenticate": "Bearer"})


def _bounded(receive: Receive, request: Request) -> Receive:
    """The body of a request without a length, cut off and marked so where it becomes too long."""
    passed = 0

    async def bounded() -> Message:
        nonlocal passed
        message = await receive()
        passed += len(message.get("body", b""))
        if passed > MOST_BYTES:
            request.state.cut_off = True
            return {"type": "http.request", "body": b"", "more_body": False}
        return message

    return bounded
