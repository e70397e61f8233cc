"""One feed in any of its formats to the pages that it lists."""

from __future__ import annotations

import re
from typing import Final

from whimbrel.errors import SetAside
from whimbrel.gather.decode import decode, looks_html
from whimbrel.gather.feeds.atom import atom
from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.json_feed import json_feed
from whimbrel.gather.feeds.rss import rss
from whimbrel.gather.feeds.sitemap import index, sitemap
from whimbrel.gather.feeds.url_list import url_list
from whimbrel.gather.feeds.xml import MOST, name_of, parse_xml

_ROOTS: Final = {"rss": rss, "rdf": rss, "channel": rss, "feed": atom, "urlset": sitemap, "sitemapindex": index}
_UNSOUND: Final = re.compile("[\0\ud800-\udfff]")
_XML_STARTS: Final = ("<?xml", "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex")


def looks_feed(data: bytes) -> bool:
    """Whether the bytes begin as a feed in XML does."""
    start = decode(data[:1000]).text.lstrip("\ufeff \t\r\n").lower()
    return start.startswith(_XML_STARTS) and any(f"<{root}" in start for root in _ROOTS) and "<html" not in start


def read_feed(data: bytes, url: str, told: str = "") -> Feed:
    """The feed in these bytes; `url` is where it was found, which its links are relative to.

    `told` is the charset that came with it. Entries without a web address are left out, of two of one address the
    first stays. Raises SetAside (malformed, empty) for what is no feed.
    """
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip():
        raise SetAside("empty", "the feed is empty", where=url, remedy="check the address")
    if start[:1] in b"{[":
        found = json_feed(data, url)
    elif looks_html(decode(data[:4000]).text):
        raise SetAside("malformed", "a web page, not a feed", where=url, remedy="look for the address of its feed")
    elif start[:1] == b"<" or b"\0" in start[:4]:
        root = parse_xml(data, url, told)
        reader = _ROOTS.get(name_of(root))
        if reader is None:
            message = f"no feed: its root is <{name_of(root)[:40]}>"
            raise SetAside("malformed", message, where=url, remedy="name an RSS, Atom or JSON feed or a sitemap")
        found = reader(root, url)
    else:
        found = url_list(decode(data, told=told).text, url)
    return Feed(found.kind, _sound(found.title), _once(found.entries), found.more)


def _once(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    met: dict[str, Entry] = {}
    for entry in entries[:MOST]:
        if entry.url:
            met.setdefault(entry.url, entry)
    return tuple(map(_sounded, met.values()))


def _sounded(entry: Entry) -> Entry:
    told = (entry.title, entry.date, entry.updated, entry.byline, entry.language)
    return Entry(entry.url, *map(_sound, told)) if any(map(_UNSOUND.search, told)) else entry


def _sound(text: str) -> str:
    """Without characters that cannot be written down: JSON may hold halves of characters, and nothing but zeros."""
    return _UNSOUND.sub("\ufffd", text)
