"""What a request that writes must show: a token, or a session with the mark of a form of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from whimbrel.errors import UsageError
from whimbrel.web.faults import Forbidden, NotAllowed, TooLong
from whimbrel.web.security import is_ours, visitor
from whimbrel.web.site import site_of

MOST_VALUES = 200  # of one request
JSON = "application/json"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a request, each with its values, whether they came as JSON or from a form."""

    values: Mapping[str, tuple[str, ...]]
    is_json: bool

    def one(self, name: str) -> str:
        """The value of a field, "" where it is not given. Raises UsageError where it is given twice."""
        found = self.values.get(name, ())
        if len(found) > 1:
            raise UsageError(f"{name} is given {len(found)} times", remedy="give it once")
        return found[0] if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.values.get(name, ()) if value)


async def posted(request: Request) -> Posted:
    """A dependency: the fields sent. Raises UsageError for what is neither JSON nor a form, or was too long."""
    try:
        return await _posted(request)
    finally:
        if getattr(request.state, "cut_off", False):
            raise TooLong("the request is too long", remedy="send less")


async def _posted(request: Request) -> Posted:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == JSON:
        return Posted(_of_json(await request.body()), is_json=True)
    if kind not in FORMS:
        raise UsageError(f"a body of type {kind[:60]!r}", remedy=f"send {JSON}, or a form")
    try:
        async with request.form(max_files=0, max_fields=MOST_VALUES) as form:
            return Posted(_of_form(form), is_json=False)
    except (MultiPartException, ValueError) as error:
        raise UsageError("the form cannot be read", remedy=str(error)[:100] or "send it again") from error


def writer(request: Request, sent: Posted) -> str:
    """The reviewer who writes. Raises NotAllowed, and Forbidden where another site's page may have sent this."""
    if not is_ours(request):
        raise Forbidden("this was sent by the page of another site", remedy="open the page here and send it from there")
    who = visitor(request)
    if not who.name:
        keys = site_of(request).guard.keys
        remedy = "sign in at /sign-in, or send Authorization: Bearer TOKEN"
        raise NotAllowed("writing needs a token", remedy=remedy if keys else "make one: `whimbrel token add NAME`")
    if not who.by_token:
        check_form(request, sent)
    return who.name


def check_form(request: Request, sent: Posted) -> None:
    """Raises Forbidden unless the request carries the mark of a form that was shown in its session."""
    session = visitor(request).session
    mark = request.headers.get("x-csrf-token") or sent.one("csrf")
    if session is None or not site_of(request).guard.signer.is_form_mark(mark, session):
        raise Forbidden("the form is out of date", remedy="open the page again and send it from there")


def local_path(text: str, otherwise: str) -> str:
    """A path of this site that a form names to go on to; whatever could lead elsewhere is not taken."""
    plain = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if plain and len(text) <= 2000 else otherwise


def _of_json(body: bytes) -> dict[str, tuple[str, ...]]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("the body is no JSON", remedy="send an object of texts") from error
    if not isinstance(told, dict):
        raise UsageError("the body is no JSON object", remedy="send an object of texts")
    found: dict[str, tuple[str, ...]] = {}
    for name, value in told.items():
        values = value if isinstance(value, list) else [] if value is None else [value]
        if len(values) > MOST_VALUES or not all(isinstance(one, str) for one in values):
            raise UsageError(f"{name[:40]}: neither a text nor a list of texts", remedy="send texts")
        found[name] = tuple(values)
    return found


def _of_form(form: FormData) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, str):
            raise UsageError(f"{name[:40]} is a file", remedy="send texts")
        found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}
