"""Writes the page: the chronology by day, every event open to its sources, in one file that needs nothing else.

The body streams to a temporary file while the head's figures are gathered, so that a page of any length is written in
little memory. All text is escaped by the templates; controls and bidi overrides are taken out first.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TextIO

from jinja2 import Environment
from markupsafe import Markup

from whimbrel.export.dossier import Dossier
from whimbrel.export.page.days import Figures, by_day
from whimbrel.export.page.view import event_view
from whimbrel.export.templates import harmless_templates
from whimbrel.export.whole import whole_file


def save_page(path: Path, dossiers: Iterable[Dossier], *, title: str, limit: int = 0) -> int:
    """Writes the page to a file, which is replaced only when the page is whole; returns the number of events."""
    with whole_file(path) as out, io.TextIOWrapper(out, encoding="utf-8", newline="\n") as text:
        return write_page(text, dossiers, title=title, limit=limit)


def write_page(out: TextIO, dossiers: Iterable[Dossier], *, title: str, limit: int = 0) -> int:
    """Writes the page of these events, which come newest first; returns how many it holds.

    With `limit` only so many; the page then says that there are more.
    """
    figures = Figures()
    rest = iter(dossiers)
    chosen = islice(rest, limit) if limit else rest
    day = _templates().get_template("day.html.j2")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as body:
        for group in by_day(chosen, figures):
            views = [event_view(dossier) for dossier in group.dossiers]
            body.write(day.render(group=group, events=views))
        figures.more = bool(limit) and next(rest, None) is not None
        body.seek(0)
        style, script = _asset("page.css"), _asset("page.js")
        out.write(
            _templates()
            .get_template("head.html.j2")
            .render(
                title=title,
                figures=figures,
                style=Markup(style),  # noqa: S704 - our own file
                script_hash=_hash(script),
                style_hash=_hash(style),
            )
        )
        shutil.copyfileobj(body, out)
    out.write(_templates().get_template("foot.html.j2").render(figures=figures, script=Markup(script)))  # noqa: S704
    return figures.events


@cache
def _templates() -> Environment:
    return harmless_templates("whimbrel.export.page")


def _asset(name: str) -> str:
    return files("whimbrel.export.page").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    """The source expression that lets exactly this inline text through the content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
