"""What was fetched, taken for what it is and not for what it is said to be."""

from __future__ import annotations

import json

import pytest

from whimbrel.clean.normalise import normalise
from whimbrel.gather.net.pages import charset_of, web_pages
from whimbrel.gather.page import RawPage
from whimbrel.model import Problem

URL = "https://www.ledger.example/world/1?page=2"
HTML = "<!doctype html><html><head>{}</head><body><p>The café in Accra – “closed”.</p></body></html>"


def one(body: bytes, kind: str) -> RawPage | Problem:
    (found,) = web_pages(body, URL, kind)
    return found


@pytest.mark.parametrize(
    ("sent", "header", "meta"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "utf-16", "windows-1252"),
        ("cp1252", "utf-8", ""),
        ("cp1252", "iso-8859-1", "utf-8"),
        ("cp1252", "", "windows-1252"),
        ("cp1252", "no-such-charset", ""),
        ("utf-16", "utf-8", ""),
        ("koi8-r", "koi8-r", "windows-1251"),
    ],
)
def test_a_charset_that_lies_is_found_out(sent: str, header: str, meta: str) -> None:
    html = HTML.format(f"<meta charset='{meta}'>" if meta else "")
    html = html.replace("café", "кафе").replace("–", "-").replace("“closed”", "x") if sent == "koi8-r" else html
    page = one(html.encode(sent), f"text/html; charset={header}")
    assert isinstance(page, RawPage)
    assert normalise(page.text) == normalise(html)  # which also shows what windows-1252 has in place of controls


@pytest.mark.parametrize("header", ["rot13", "zip", "unicode_escape", "idna", "utf-7"])
def test_a_header_names_no_codec_that_is_no_charset(header: str) -> None:
    page = one("<html><body>caf\xe9 +AGE-</body></html>".encode("cp1252"), f"text/html; charset={header}")
    assert isinstance(page, RawPage)
    assert "+AGE-" in page.text


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link rel='canonical' href='/world/1'>", "https://www.ledger.example/world/1"),
        ('<link href="https://ledger.example/world/1" rel=canonical>', "https://ledger.example/world/1"),
        ("<link rel=canonical href='https://other.example/world/1'>", URL),
        ("<link rel=canonical href='/'>", URL),
        ("<link rel=canonical href='http://[::1'>", URL),
        ("<link rel='stylesheet' href='/a.css'>", URL),
        ("", URL),
    ],
)
def test_the_address_that_a_page_calls_its_own(link: str, url: str) -> None:
    page = one(HTML.format(link).encode(), "text/html")
    assert isinstance(page, RawPage)
    assert page.fields["url"] == url


@pytest.mark.parametrize(
    ("body", "kind", "media"),
    [
        (HTML.encode(), "text/plain", "html"),
        (HTML.encode(), "application/octet-stream", "html"),
        (b"<p>The ministers met.</p>", "text/html", "html"),
        (b"The ministers met in Accra.", "text/plain", "text"),
        (b"The ministers met in Accra.", "text/html", "text"),
        (json.dumps({"text": "The ministers met."}).encode(), "application/json", "text"),
    ],
)
def test_pages_by_their_bytes(body: bytes, kind: str, media: str) -> None:
    page = one(body, kind)
    assert isinstance(page, RawPage)
    assert page.media == media


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b" \n", "text/html", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "text/html", "binary"),
        (b"PK\x03\x04", "text/html", "binary"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "text/html", "unsupported"),
        (b"run()", "text/javascript", "unsupported"),
        (b"%PDF-1.7 cut", "text/html", "malformed"),
    ],
)
def test_what_is_no_page(body: bytes, kind: str, code: str) -> None:
    problem = one(body, kind)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.file) == (code, URL)


def test_the_charset_of_a_header() -> None:
    assert charset_of('text/html; Charset = "UTF-8"; x=y') == "UTF-8"
    assert charset_of("text/html") == ""
