"""The nouns of feeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists. `date` as the feed writes it; `updated` when that is another one."""

    url: str
    title: str = ""
    date: str = ""
    updated: str = ""
    byline: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """`kind` is rss, atom, json, sitemap, index or list; `more` are the sitemaps that an index names."""

    kind: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()
