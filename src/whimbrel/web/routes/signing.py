"""Signing in with a token, for those who review in a browser, and out again."""

from __future__ import annotations

from dataclasses import replace
from time import time
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from whimbrel.web.faults import Forbidden, NotAllowed, TooMany
from whimbrel.web.limits import client_of
from whimbrel.web.rendering import page
from whimbrel.web.security import end_session, is_ours, set_session, visitor
from whimbrel.web.sessions import fresh_session
from whimbrel.web.site import site_of
from whimbrel.web.tokens import digest
from whimbrel.web.writing import Posted, check_form, local_path, posted

router = APIRouter(include_in_schema=False)
Sent = Annotated[Posted, Depends(posted)]
AFTER = "/review"


@router.get("/sign-in")
def sign_in_form(request: Request) -> Response:
    """A visitor gets a session before signing in: the form is held against it as any other."""
    return _form(request, local_path(request.query_params.get("next", ""), AFTER))


@router.post("/sign-in")
def sign_in(request: Request, sent: Sent) -> Response:
    guard = site_of(request).guard
    if not is_ours(request):
        raise Forbidden("this was sent by the page of another site", remedy="open /sign-in here")
    check_form(request, sent)
    seconds = guard.sign_ins.wait(client_of(request.client.host if request.client else ""))
    if seconds:
        raise TooMany(seconds)
    token, after = digest(sent.one("token").strip()), local_path(sent.one("next"), AFTER)
    if not guard.keys.reviewer(token):
        return _form(request, after, refused=True)
    answer = RedirectResponse(after, status_code=303)
    set_session(request, answer, fresh_session(time(), token))  # a new one: what was known before is of no use
    return answer


@router.post("/sign-out")
def sign_out(request: Request, sent: Sent) -> Response:
    if not visitor(request).name:
        raise NotAllowed("nobody is signed in", remedy="sign in at /sign-in")
    if not is_ours(request):
        raise Forbidden("this was sent by the page of another site", remedy="sign out here")
    check_form(request, sent)
    answer = RedirectResponse("/", status_code=303)
    end_session(request, answer)
    return answer


def _form(request: Request, after: str, *, refused: bool = False) -> Response:
    who = visitor(request)
    cookie = None if who.session else fresh_session(time())
    if cookie:
        request.state.visitor = replace(who, session=cookie)
    answer = page(request, "sign_in.html.j2", status=401 if refused else 200, next=after, refused=refused)
    if cookie:
        set_session(request, answer, cookie)
    answer.headers["Cache-Control"] = "no-store"
    return answer
