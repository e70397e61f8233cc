"""What must hold whatever bytes come in: the entry points of pages and feeds, each a function that raises if not."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from whimbrel.clean.html import read_page
from whimbrel.clean.report import to_report
from whimbrel.errors import SetAside
from whimbrel.gather.decode import decode
from whimbrel.gather.feeds import looks_feed, read_feed
from whimbrel.gather.net.links import ascii_url
from whimbrel.gather.net.pages import web_pages
from whimbrel.gather.net.robots import read_robots
from whimbrel.gather.page import RawPage

URL: Final = "https://www.ledger.example/world/2021/05/04/crane?page=2"
TYPES: Final = ("text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/plain", "", "application/xhtml+xml")
SLOW: Final = 3.0  # seconds of processor for a page of a few thousand characters
PER_CHARACTER: Final = 1e-4


def html(data: bytes) -> None:
    """A page read for its text and fields, straight from the bytes."""
    text = decode(data, html=True).text
    found = read_page(text, {"url": URL})
    found.text.encode("utf-8")
    assert "\0" not in found.text
    assert "\n\n\n" not in found.text
    for name, value in found.fields.items():
        assert value.strip(), name
        value.encode("utf-8")
    if stamp := found.fields.get("date"):
        day = datetime.fromisoformat(stamp).date()
        assert day.year >= 1995
        assert day <= datetime.now(UTC).date() + timedelta(days=1)


def fetched(data: bytes) -> None:
    """What was fetched, taken for what it is, and each of its pages made a report."""
    kind = TYPES[len(data) % len(TYPES)]
    for page in web_pages(data, URL, kind):
        if not isinstance(page, RawPage):
            assert page.code
            assert page.message
            continue
        try:
            report = to_report(page)
        except SetAside as reason:
            assert reason.message
            continue
        report.text.encode("utf-8")
        size = len(report.text)
        for passage in report.passages:
            assert 0 <= passage.span.start < passage.span.end <= size


def feed(data: bytes) -> None:
    """A feed or sitemap in whatever form."""
    looks_feed(data)
    try:
        found = read_feed(data, URL)
    except SetAside as reason:
        assert reason.message
        return
    for entry in found.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert ascii_url(entry.url) == entry.url
        for value in (entry.title, entry.date, entry.byline, entry.language):
            assert "\0" not in value.encode("utf-8").decode("utf-8")
    assert len({entry.url for entry in found.entries}) == len(found.entries)
    assert all(link.startswith(("http://", "https://")) for link in found.more)


def robots(data: bytes) -> None:
    """A host's rules."""
    rules = read_robots(decode(data).text)
    rules.allows("/world/1")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "html": html,
    "fetched": fetched,
    "feed": feed,
    "robots": robots,
}


def hold(name: str, data: bytes) -> None:
    """Run one entry point on these bytes. Raises what it raises, and AssertionError where it takes too long."""
    began = time.process_time()
    TARGETS[name](data)
    spent = time.process_time() - began
    assert spent < SLOW + PER_CHARACTER * len(data), f"{spent:.1f} s for {len(data)} bytes"
