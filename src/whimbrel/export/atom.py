"""An Atom feed (RFC 4287) of events: one entry each, under an id that never changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import BinaryIO

from lxml import etree

from whimbrel.export.dates import when_words
from whimbrel.export.dossier import Dossier, source_name
from whimbrel.export.formats.format import Edition
from whimbrel.export.safe import lines, one_line
from whimbrel.export.sentence import type_label
from whimbrel.export.standing import conflict_words, origins_heading
from whimbrel.export.title import event_title
from whimbrel.model import Claim, Report

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SOURCES, _WORDS = 10, 500


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event with everything behind it, and when it came and last changed (UTC, ISO 8601)."""

    dossier: Dossier
    published: str
    updated: str


def write_feed(out: BinaryIO, name: str, entries: Iterable[FeedEntry], edition: Edition, *, made: str) -> int:
    """Writes the feed of a view, entries as they come; returns how many. `made` (UTC, ISO 8601) is when the view was,
    which an empty feed was last updated at. With `edition.address` entries lead to the pages there."""
    found = list(entries)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", edition.name_of("view", name))
    _add(feed, "title", edition.title)
    _add(feed, "updated", max((one.updated for one in found), default=made))
    _add(_add(feed, "author"), "name", "Whimbrel")
    _add(feed, "generator", "Whimbrel", version=edition.version, uri="https://pypi.org/project/whimbrel/")
    if edition.address:
        _add(feed, "link", rel="self", type=MEDIA_TYPE, href=f"{edition.address}/views/{name}.atom")
        _add(feed, "link", rel="alternate", type="text/html", href=f"{edition.address}/")
    for one in found:
        _entry(feed, one, edition)
    out.write(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))
    return len(found)


def _entry(feed: etree._Element, one: FeedEntry, edition: Edition) -> None:
    event = one.dossier.event
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:whimbrel:event:{event.id}")  # wherever the chronicle is served, and when it no longer is
    _add(entry, "title", event_title(event))
    _add(entry, "published", one.published)
    _add(entry, "updated", one.updated)
    if edition.address:
        _add(entry, "link", rel="alternate", type="text/html", href=edition.name_of("event", event.id))
    _add(entry, "category", term=event.type, label=type_label(event.type, event.mode))
    _add(entry, "category", term=str(event.status))
    _add(entry, "summary", _summary(one.dossier))
    _add(entry, "content", _content(one.dossier), type="html")


def _summary(dossier: Dossier) -> str:
    """When, where, how it stands, and on what the sources differ."""
    event = dossier.event
    where = event.place.name if event.place else ""
    told = [when_words(event.when), where, str(event.status), origins_heading(dossier)]
    told += [f"sources differ on {conflict_words(one)}" for one in event.conflicts]
    told += [f"checked: {event.checked}"] if event.checked else []
    return one_line(" · ".join(part for part in told if part))


def _content(dossier: Dossier) -> str:
    """The summary and the words of its sources, as HTML; nothing of a report gets through as markup."""
    quoted = [_quoted(claim, dossier.reports[claim.report]) for claim in dossier.claims[:_SOURCES]]
    left = len(dossier.claims) - len(quoted)
    more = f"<p>… and {left} more</p>" if left > 0 else ""
    return f"<p>{escape(_summary(dossier))}</p><ul>{''.join(quoted)}</ul>{more}"


def _quoted(claim: Claim, report: Report) -> str:
    words = one_line(claim.text)
    words = words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
    name = escape(one_line(source_name(report)))
    href = escape(report.url, quote=True)
    told = f'<a href="{href}">{name}</a>' if _WEB.match(report.url) else name
    day = f", {escape(when_words(report.published))}" if report.published else ""
    return f"<li>“{escape(words)}” — {told}{day}</li>"


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", {name: _legal(value) for name, value in attributes.items()})
    made.text = _legal(lines(text)) or None
    return made


def _legal(text: str) -> str:
    """The text without what no XML document may hold."""
    return _NOT_XML.sub("\ufffd", text)
