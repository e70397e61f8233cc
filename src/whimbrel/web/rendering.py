"""Templates filled in. Everything is escaped; controls and bidi overrides of hostile text are shown, never obeyed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from whimbrel.export.templates import harmless_templates
from whimbrel.web.security import can_write, csrf, reviewer
from whimbrel.web.site import site_of

VERSION = version("whimbrel")

SECTIONS = (  # of the site: address, name, as they stand in the head of every page
    ("/", "Chronology"),
    ("/map", "Map"),
    ("/actors", "Actors"),
    ("/reports", "Reports"),
    ("/claims", "Claims"),
    ("/quotes", "Quotes"),
    ("/review", "Review"),
    ("/data", "Data"),
)


def page(request: Request, template: str, /, *, status: int = 200, **told: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(render(request, template, **told), status_code=status)


def render(request: Request, template: str, /, **told: Any) -> str:
    site = site_of(request)
    shared = {
        "sections": SECTIONS,
        "here": request.url.path,
        "site_title": site.settings.title,
        "version": VERSION,
        "csrf": csrf(request),  # for the field of that name of every form that is posted
        "can_write": can_write(request),
        "reviewer": reviewer(request),
        "may_sign_in": bool(site.guard.keys),
    }
    return _templates().get_template(template).render(**{**shared, **told})


def asset(name: str) -> str:
    """The address of a file of ours, with a mark of its content, so that a browser may keep it for ever."""
    digest = _digest(name)
    return f"/static/{name}?v={digest}" if digest else ""


@cache
def _digest(name: str) -> str:
    found = files("whimbrel.web").joinpath("static", *name.split("/"))
    return hashlib.sha256(found.read_bytes()).hexdigest()[:12] if found.is_file() else ""


@cache
def _templates() -> Environment:
    made = harmless_templates("whimbrel.web")
    made.globals["asset"] = asset
    made.filters["path"] = lambda text: quote(text, safe="")
    made.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    made.filters["number"] = lambda number: f"{number:,}".replace(",", "\u202f")
    return made
