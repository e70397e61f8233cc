"""What outlets list of their own pages: RSS, Atom, JSON Feed, news sitemaps, lists of addresses."""

from __future__ import annotations

from whimbrel.gather.feeds.entry import Entry, Feed
from whimbrel.gather.feeds.read import looks_feed, read_feed

__all__ = ["Entry", "Feed", "looks_feed", "read_feed"]
