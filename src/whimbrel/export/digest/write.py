"""A digest as Markdown, for mail and chat, or as an HTML page that needs nothing else.

What comes from reports is escaped for where it stands: nobody's text becomes markup, a link or a script.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from whimbrel.errors import UsageError
from whimbrel.export.dates import day_words
from whimbrel.export.digest.parts import Digest
from whimbrel.export.formats.markdown_text import escaped
from whimbrel.export.safe import one_line
from whimbrel.export.templates import harmless_templates

FORMATS = ("markdown", "html")
_SAFE_IN_LINK = "/:?=&%#~@!$,;+-._"


def write_digest(digest: Digest, format: str) -> str:
    """The digest as text. Raises UsageError for another format."""
    if format == "markdown":
        return _markdown().get_template("digest.md.j2").render(digest=digest).strip() + "\n"
    if format == "html":
        style = files("whimbrel.export.digest").joinpath("templates", "digest.css").read_text(encoding="utf-8")
        page = _html().get_template("digest.html.j2")
        return page.render(digest=digest, style=Markup(style)) + "\n"  # noqa: S704 - our own file
    raise UsageError(f"a digest is not written as {format!r}", remedy=f"one of {', '.join(FORMATS)}")


def moment_words(moment: datetime) -> str:
    """ "30 October 2022, 18:00 UTC"."""
    return f"{day_words(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


@cache
def _markdown() -> Environment:
    made = _environment()
    made.finalize = _as_it_reads
    made.autoescape = False  # its own escaping is `escaped`, of every value
    made.filters["link"] = lambda url: Markup(quote(one_line(url), safe=_SAFE_IN_LINK))  # noqa: S704 - quoted
    return made


@cache
def _html() -> Environment:
    return _environment()


def _environment() -> Environment:
    made = harmless_templates("whimbrel.export.digest")
    made.filters["moment"] = moment_words
    return made


def _as_it_reads(value: Any) -> Any:
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value
