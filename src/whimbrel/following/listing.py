"""What a source lists at present: its feed, or the sitemaps behind an index."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from whimbrel.addresses import without_tracking
from whimbrel.chronicle.followed import Page
from whimbrel.errors import SetAside
from whimbrel.following.faults import sound
from whimbrel.gather.feeds import Entry, Feed, read_feed
from whimbrel.gather.feeds.xml import MOST
from whimbrel.gather.net.answer import UNSEEN, Answer, NotFetched, Seen
from whimbrel.gather.net.body import BrokenError, TooLargeError, unpack
from whimbrel.gather.net.fetcher import Fetcher
from whimbrel.gather.net.pages import charset_of

_SITEMAPS: Final = 5  # of an index, those changed last


@dataclass(frozen=True, slots=True)
class Listed:
    """What a source lists; `seen` is for the next time, `changed` false when it is as it was. `failed` says why there
    is nothing, `gaps` what was left out of an index; `moved` is where it has moved to for good."""

    pages: tuple[Page, ...] = ()
    kind: str = ""
    title: str = ""
    seen: Seen = UNSEEN
    changed: bool = True
    moved: str = ""
    failed: SetAside | None = None
    gaps: tuple[SetAside, ...] = ()


def listed_by(url: str, seen: Seen, fetcher: Fetcher) -> Listed:
    """Asks a source what it lists, unless that is as it was when `seen`. Nothing is raised."""
    try:
        return sound(lambda: _listed(url, seen, fetcher), url)
    except SetAside as reason:
        return Listed(failed=reason)


def _listed(url: str, seen: Seen, fetcher: Fetcher) -> Listed:
    answer = fetcher.get(url, seen)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Listed(seen=seen, changed=False, moved=answer.moved)
    feed = _feed(answer, fetcher)
    entries, gaps = list(feed.entries), []
    for link in feed.more[:_SITEMAPS]:
        try:
            entries += _feed(fetcher.get(link), fetcher).entries
        except SetAside as reason:
            gaps.append(reason)
    pages = {page.url: page for page in (_page(entry, url) for entry in entries[:MOST])}
    # An index may stay the same when its sitemaps change: it is always asked for anew.
    again = UNSEEN if feed.more else answer.seen
    return Listed(tuple(pages.values()), feed.kind, feed.title, again, moved=answer.moved, gaps=tuple(gaps))


def _feed(answer: Answer, fetcher: Fetcher) -> Feed:
    body = answer.body
    if body.startswith(b"\x1f\x8b"):  # sitemaps are often packed files
        try:
            body = unpack(body, "gzip", fetcher.manner.largest)
        except TooLargeError:
            raise NotFetched(
                "too-large", "too large once unpacked", where=answer.url, remedy="name one of its sitemaps"
            ) from None
        except BrokenError as error:
            raise NotFetched(
                "cut-short", f"its gzip is broken: {error}", where=answer.url, remedy="try again"
            ) from None
    return read_feed(body, answer.url, charset_of(answer.header("content-type")))


def _page(entry: Entry, source: str) -> Page:
    told = {"title": entry.title, "date": entry.date, "byline": entry.byline, "language": entry.language}
    kept = {name: value for name, value in told.items() if value}
    return Page(without_tracking(entry.url), source, kept, entry.updated or entry.date)
