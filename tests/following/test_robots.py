"""robots.txt after RFC 9309."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.gather.net.robots import read_robots

TEXT = """\ufeff# of the Ledger
User-agent: otherbot
Disallow: /

user-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search?q=
Disallow:
Crawl-delay: 2.5
Sitemap: https://ledger.example/news.xml

User-Agent: Whimbrel/1.0
User-agent: another
Disallow: /not-for-whimbrel
Disallow: /a/*/b
"""


@pytest.mark.parametrize(
    ("path", "name", "allowed"),
    [
        ("/", "reader", True),
        ("/private/x", "reader", False),
        ("/private/open/x", "reader", True),
        ("/private", "reader", True),
        ("/p%72ivate/x", "reader", False),
        ("/a.pdf", "reader", False),
        ("/a.pdf?x", "reader", True),
        ("/search?q=a", "reader", False),
        ("/robots.txt", "otherbot", True),
        ("/x", "otherbot", False),
        ("/private/x", "whimbrel", True),
        ("/not-for-whimbrel", "whimbrel", False),
        ("/a/x/y/b", "whimbrel", False),
        ("/a/b", "whimbrel", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(path: str, name: str, allowed: bool) -> None:
    assert read_robots(TEXT, name).allows(f"https://ledger.example{path}") is allowed


def test_the_rest_of_it() -> None:
    found = read_robots(TEXT, "reader")
    assert (found.pause, found.sitemaps) == (2.5, ("https://ledger.example/news.xml",))
    assert read_robots("", "reader").allows("https://ledger.example/x")
    assert read_robots("<html>not found</html>").allows("https://ledger.example/x")
    long = read_robots("User-agent: *\nDisallow: /" + "*a" * 900 + "\n")
    assert long.allows("https://ledger.example/" + "a" * 800 + "b")


@given(st.text(max_size=200), st.text("ab*$/%?", max_size=30))
def test_nothing_in_it_breaks(text: str, path: str) -> None:
    assert read_robots(f"User-agent: *\nDisallow: /{path}\n{text}").allows("https://ledger.example/") in (True, False)
