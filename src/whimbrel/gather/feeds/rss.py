"""RSS 0.9x, 1.0 and 2.0, with Dublin Core where outlets use it."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.xml import name_of, space_of, words_of
from whimbrel.gather.net.links import absolute

_ATOM: Final = "http://www.w3.org/2005/Atom"
_MAIL: Final = re.compile(r"\S+@\S+\s*\((?P<name>[^)]*)\)")


def rss(root: etree._Element, url: str) -> Feed:
    """The feed under a root <rss>, <rdf:RDF> or <channel>."""
    channel = root if name_of(root) == "channel" else next((one for one in root if name_of(one) == "channel"), root)
    title = words_of(next((one for one in channel if name_of(one) == "title" and not _is_media(one)), None))
    language = words_of(next((one for one in channel if name_of(one) == "language"), None))
    items = [one for one in root.iter(etree.Element) if name_of(one) == "item"]
    return Feed("rss", title, tuple(_entry(item, url, language) for item in items))


def _entry(item: etree._Element, base: str, language: str) -> Entry:
    given: dict[str, str] = {}
    link = ""
    for child in item:
        name = name_of(child)
        if _is_media(child):
            continue
        if name == "link" and space_of(child) == _ATOM:
            if child.get("rel", "alternate") == "alternate":
                link = link or child.get("href", "")
        elif name and (words := words_of(child)):
            given.setdefault(name, words)
    permanent = next(
        (one for one in item if name_of(one) == "guid" and one.get("isPermaLink", "true") != "false"), None
    )
    guid = words_of(permanent)
    chosen = given.get("origlink") or given.get("link") or link or (guid if guid.startswith("http") else "")
    byline = given.get("creator") or given.get("author", "")
    mail = _MAIL.fullmatch(byline)
    return Entry(
        url=absolute(chosen, base) if chosen else "",
        title=given.get("title", ""),
        date=given.get("pubdate") or given.get("date") or given.get("published") or "",
        updated=given.get("updated") or given.get("modified") or "",
        byline=mail["name"] if mail else byline,
        language=given.get("language") or language,
    )


def _is_media(element: etree._Element) -> bool:
    """Of Yahoo's or iTunes' namespaces, whose `title` and `author` are of a picture or a broadcast."""
    space = space_of(element)
    return "search.yahoo.com" in space or "itunes" in space
