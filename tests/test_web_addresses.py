"""Addresses of one page, however they are written; and that nothing is made one page that is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.web_addresses import canonical_url, host_key, is_article, page_key, site_of

STORY = "https://harbour.example/world/2021/05/talks-end-without-a-deal"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.org:443/a/b?id=3&utm_source=x&fbclid=y#top", "https://www.example.org/a/b?id=3"),
        ("http://user:pass@example.org", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4b"),
        ("https://example.org/%7euser/%e4%b8%ad/%2F", "https://example.org/~user/%E4%B8%AD/%2F"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org./a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("not a url", ""),
        ("", ""),
    ],
)
def test_the_plain_form_of_an_address(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "twin",
    [
        "http://harbour.example/world/2021/05/talks-end-without-a-deal",
        "https://www.harbour.example/world/2021/05/talks-end-without-a-deal/",
        "https://m.harbour.example/world/2021/05/talks-end-without-a-deal?utm_campaign=x&at_medium=RSS#comments",
        "https://amp.harbour.example/world/2021/05/talks-end-without-a-deal",
        "https://harbour.example/amp/world/2021/05/talks-end-without-a-deal",
        "https://harbour.example/world/2021/05/talks-end-without-a-deal/amp/",
        "https://harbour.example/world/2021/05/talks-end-without-a-deal?outputType=amp",
        "https://harbour.example/world/2021/05/talks-end-without-a-deal/print",
        "https://harbour.example/world/2021/05/talks-end-without-a-deal?print=1",
        "https://HARBOUR.example:443//world/2021/05/../05/talks-end-without-a-dea%6C/index.html",
        "https://harbour-example.cdn.ampproject.org/c/s/harbour.example/world/2021/05/talks-end-without-a-deal",
        "https://www.google.com/amp/s/harbour.example/world/2021/05/talks-end-without-a-deal",
        "https://web.archive.org/web/20210512000000/https://harbour.example/world/2021/05/talks-end-without-a-deal",
    ],
)
def test_twins_are_of_one_page(twin: str) -> None:
    assert page_key(twin) == page_key(STORY) == STORY.removeprefix("https://")


def test_the_order_of_parameters_makes_no_other_page() -> None:
    assert page_key("https://a.example/x?id=3&lang=en") == page_key("https://a.example/x/?lang=en&gclid=1&id=3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/story?id=3", "https://a.example/story?id=4"),
        ("https://a.example/story-1", "https://b.example/story-1"),
        ("https://news.a.example/story-1", "https://a.example/story-1"),
        ("https://a.example:8080/story-1", "https://a.example/story-1"),
        ("https://a.example/Story-1", "https://a.example/story-1"),
        ("https://a.example/story-1%2Famp", "https://a.example/story-1"),
        ("https://m.example/story-1", "https://example/story-1"),
        ("https://a.example/print", "https://a.example/"),
    ],
)
def test_other_pages_stay_other_pages(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize(
    ("url", "article"),
    [
        (STORY, True),
        ("https://a.example/news/world-africa-57034567", True),
        ("https://a.example/index.php?id=57", True),
        ("https://a.example/world/verdict.html", True),
        ("https://a.example/", False),
        ("https://a.example/index.html", False),
        ("https://a.example/world", False),
        ("https://a.example/world/middle-east", False),
        ("https://a.example/science-and-environment", False),
        ("https://a.example/2021/05/11", False),
        ("https://a.example/world/page/2", False),
    ],
)
def test_what_looks_like_one_article(url: str, article: bool) -> None:
    assert is_article(page_key(url)) is article


def test_hosts_and_sites() -> None:
    assert host_key("www.m.a.example") == "a.example"
    assert host_key("m.example") == "m.example"
    assert site_of("edition.news.a.co.uk") == site_of("www.a.co.uk") == "a.co.uk"
    assert site_of("a.example.org") == "example.org"
    assert site_of("www.news.go.jp") != site_of("www.other.go.jp")


PART = st.text(alphabet="abZ19.-_%2fäu~ &=?/", max_size=12)
HOSTS = st.sampled_from(
    ["www.a.example", "m.a.co.uk", "amp.m.a.com", "x-y.cdn.ampproject.org", "web.archive.org", "münchen.de",
     "www.google.com"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["amp", "print", "index.html", "..", ".", "m", "a.amp", "web", "2021", "c", "s", "https:", "a.b"]
)
PATHS = st.lists(PART | PIECES, max_size=6).map("/".join)
QUERIES = st.lists(PART | st.sampled_from(["utm_source=x", "amp=1", "id=3", "print"]), max_size=4).map("&".join)
ADDRESSES = st.builds(
    lambda s, h, p, q: f"{s}://{h}/{p}?{q}", st.sampled_from(["http", "HTTPS"]), HOSTS, PATHS, QUERIES
)


@settings(max_examples=tried(400), deadline=None)
@given(ADDRESSES | st.text(max_size=80))
def test_forms_are_final_and_nothing_breaks_them(url: str) -> None:
    plain, key = canonical_url(url), page_key(url)
    assert canonical_url(plain) == plain
    assert page_key(plain) == key
    if key:
        assert page_key(f"https://{key}") == page_key(f"http://www.{key}") == key or key.count(".") == 0
    is_article(key)


@given(ADDRESSES)
def test_what_tracks_changes_nothing(url: str) -> None:
    assert page_key(f"{url}&utm_source=feed&fbclid=1") == page_key(url)
