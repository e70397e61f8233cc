"""Sitemaps, with Google's news extension, and indexes of them."""

from __future__ import annotations

from lxml import etree

from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.xml import name_of, words_of
from whimbrel.gather.net.links import absolute


def sitemap(root: etree._Element, url: str) -> Feed:
    """The pages under a root <urlset>: of a news sitemap the news alone."""
    rows = [one for one in root if name_of(one) == "url"]
    news = [one for one in rows if any(name_of(child) == "news" for child in one)]
    return Feed("sitemap", "", tuple(_entry(one, url) for one in news or rows))


def index(root: etree._Element, url: str) -> Feed:
    """The sitemaps under a root <sitemapindex>, those changed last first."""
    rows = [one for one in root if name_of(one) == "sitemap"]
    rows.sort(key=lambda one: _inner(one, "lastmod"), reverse=True)
    found = dict.fromkeys(absolute(_inner(one, "loc"), url) for one in rows)
    return Feed("index", "", more=tuple(link for link in found if link))


def _entry(row: etree._Element, base: str) -> Entry:
    news = next((one for one in row if name_of(one) == "news"), None)
    date = _inner(news, "publication_date") if news is not None else ""
    changed = _inner(row, "lastmod")
    return Entry(
        url=absolute(_inner(row, "loc"), base),
        title=_inner(news, "title") if news is not None else "",
        date=date or changed,
        updated=changed if date else "",
        language=_inner(news, "language") if news is not None else "",
    )


def _inner(element: etree._Element, name: str) -> str:
    return words_of(next((one for one in element.iterdescendants() if name_of(one) == name), None))
