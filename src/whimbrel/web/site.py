"""What every request needs: the chronicle, the columns to look through it, the templates."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request

from whimbrel.api import Chronicle
from whimbrel.browsing import Browser


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is run. `address` is where it is reached from outside, without a slash at its end; `tokens` name the
    reviewer behind the SHA-256 of each token (in hex) that may write. Without tokens nobody writes."""

    title: str = "Chronicle"
    address: str = ""
    tokens: tuple[tuple[str, str], ...] = ()
    requests_a_minute: int = 600  # of one client


@dataclass(frozen=True, slots=True)
class Site:
    """One chronicle being served."""

    chronicle: Chronicle
    browser: Browser
    settings: Settings = field(default_factory=Settings)


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    found: Site = request.app.state.site
    return found


def open_site(chronicle: Chronicle, settings: Settings | None = None) -> Site:
    return Site(chronicle, Browser(chronicle), settings or Settings())
