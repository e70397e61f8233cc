"""A page's own address: which of those that it is given is believed, and whose copy it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.clean import to_report
from whimbrel.clean.page_address import Address, page_address
from whimbrel.gather import RawPage

STORY = "https://www.harbour.example/world/talks-end-without-a-deal-17"
ELSEWHERE = "https://courier.example/world/talks-end-without-a-deal-4"


@pytest.mark.parametrize(
    ("given_", "canonical", "shared", "url", "copy_of"),
    [
        (STORY, "", "", STORY, ""),
        ("https://amp.harbour.example/world/talks-end-without-a-deal-17", STORY, "", STORY, ""),
        ("http://m.harbour.example/world/talks-end-without-a-deal-17?utm_source=x", STORY, "", STORY, ""),
        (STORY, "/world/talks-17-renamed", "", "https://www.harbour.example/world/talks-17-renamed", ""),
        (STORY, "//harbour.example/world/talks-end-without-a-deal-17?ref=1", "",
         "https://harbour.example/world/talks-end-without-a-deal-17?ref=1", ""),
        (STORY, "https://www.harbour.example/", "", STORY, ""),
        (STORY, "https://www.harbour.example/world", "", STORY, ""),
        (STORY, "https://www.harbour.example/index.html", STORY, STORY, ""),
        (STORY, ELSEWHERE, "", STORY, ELSEWHERE),
        (STORY, ELSEWHERE, STORY, STORY, ELSEWHERE),
        (STORY, "https://courier.example/", "", STORY, ""),
        (STORY, "https://courier.example/world", "", STORY, ""),
        (STORY, "", ELSEWHERE, STORY, ""),
        ("", ELSEWHERE, STORY, STORY, ELSEWHERE),
        ("", STORY, "", STORY, ""),
        ("", "", STORY, STORY, ""),
        ("https://bbc.com/news/world-57", "https://bbc.co.uk/news/world-57", "", "https://bbc.co.uk/news/world-57", ""),
        (STORY, "javascript:alert(1)", "mailto:a@b", STORY, ""),
        ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_the_address_of_a_page(given_: str, canonical: str, shared: str, url: str, copy_of: str) -> None:
    assert page_address(given_, canonical, shared) == Address(url, copy_of)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_breaks_it(given_: str, canonical: str, shared: str) -> None:
    found = page_address(given_, canonical, shared)
    assert page_address(found.url) == Address(found.url)


def test_what_a_page_tells_of_itself_is_in_its_report() -> None:
    text = "".join(
        f"<p>The envoys of both sides sat in the old custom house {when}, and nobody spoke to the press.</p>"
        for when in ("until midnight", "from noon on", "for nine hours", "behind closed doors", "once more")
    )
    page = f"""<html lang=en><head><title>Talks end without a deal</title><link rel=canonical href="{STORY}">
    <meta property=og:site_name content="Harbour Ledger">
    <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Talks end without a deal",
     "author": {{"name": "Ann Poe"}}, "datePublished": "2021-05-11T10:05:00+03:00",
     "dateModified": "2021-05-11T14:30:00+03:00"}}</script></head><body><article><h1>Talks end without a deal</h1>
    <figure><img src=x><figcaption>The custom house on Monday</figcaption></figure>{text}
    <p>© 2021 AFP</p></article></body></html>"""
    report = to_report(RawPage("a.html", "", "html", page, {"fetched": "2021-05-12T00:00:00Z"}))
    assert report.published is not None
    assert report.published.edtf == "2021-05-11"
    assert report.published_at == "2021-05-11T10:05:00+03:00"
    assert report.modified == "2021-05-11T14:30:00+03:00"
    assert report.fetched == "2021-05-12T00:00:00Z"
    assert report.caption == "The custom house on Monday"
    assert report.byline == "Ann Poe"
    assert report.url == STORY
    assert report.publisher is not None
    assert (report.outlet, report.publisher.id, report.publisher.guessed) == ("Harbour Ledger", "harbour.example", True)
