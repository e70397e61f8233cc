"""A fetched answer to raw pages: what it is by its bytes before what it is said to be, its charset, its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from whimbrel.gather.decode import decode, looks_html, what_binary
from whimbrel.gather.feeds.read import looks_feed
from whimbrel.gather.json_pages import is_json, json_document
from whimbrel.gather.net.links import absolute
from whimbrel.gather.page import RawPage
from whimbrel.gather.pdf import is_pdf, pdf_page
from whimbrel.model import Problem

_HEAD: Final = 200_000
_CHARSET: Final = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_LINK: Final = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_REL: Final = re.compile(r"\brel\s{0,5}=\s{0,5}[\"']?canonical\b", re.IGNORECASE)
_HREF: Final = re.compile(r"\bhref\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAGS: Final = re.compile(r"<(?:p|div|h1|article|title)\b", re.IGNORECASE)


def charset_of(content_type: str) -> str:
    """The charset of a Content-Type header; "" when it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def web_pages(
    body: bytes,
    url: str,
    content_type: str,
    *,
    file: str = "",
    position: str = "",
    fields: Mapping[str, str] | None = None,
) -> Iterator[RawPage | Problem]:
    """What was found at `url`, as raw pages and problems under `file` (the address where none is given).

    `fields` are those that whoever pointed to the page gave.
    """
    file = file or url
    kind = content_type.partition(";")[0].strip().lower()
    given = dict(fields or {})
    if not body.strip():
        yield Problem(file, position, "empty", "the page is empty", "check the address in a browser")
    elif is_pdf(body):
        yield pdf_page(body, file, position, {**given, "url": url})
    elif binary := what_binary(body):
        yield Problem(file, position, "binary", f"{binary}, not text", "convert it to text or HTML first")
    elif looks_feed(body):
        remedy = "`whimbrel follow` reads what a feed lists"
        yield Problem(file, position, "unsupported", "a feed, not a page", remedy)
    elif body.lstrip()[:1] in (b"{", b"[") and kind != "text/html" and is_json(body):
        yield from json_document(body, file)
    elif kind.startswith(("image/", "audio/", "video/", "font/")) or kind in ("text/css", "text/javascript"):
        yield Problem(file, position, "unsupported", f"no page but {kind}", "leave it out")
    else:
        yield from _text(body, url, content_type, file, position, given)


def _text(
    body: bytes, url: str, content_type: str, file: str, position: str, given: Mapping[str, str]
) -> Iterator[RawPage | Problem]:
    guess = "html" in content_type.lower() or looks_html(body[:2000].decode("latin-1"))
    decoded = decode(body, html=guess, told=charset_of(content_type))
    if decoded.lost:
        message = f"{decoded.lost} characters could not be read as {decoded.encoding}"
        yield Problem(file, position, "encoding", message, "it was read with gaps")
    text = decoded.text
    # A page under the name of plain text is one all the same; a text under the name of HTML has no tags.
    html = looks_html(text) or (guess and _TAGS.search(text[:_HEAD]) is not None)
    own = _canonical(text[:_HEAD], url) if html else ""
    yield RawPage(file, position, "html" if html else "text", text, {**given, "url": own or url})


def _canonical(head: str, url: str) -> str:
    """The address that a page calls its own: only one on the same host, and not its front page."""
    here = absolute(url, url)
    if not here:
        return ""
    for tag in _LINK.findall(head):
        href = _HREF.search(tag) if _REL.search(tag) else None
        if href:
            link = absolute(next(value for value in href.groups() if value is not None).replace("&amp;", "&"), here)
            one, other = urlsplit(link), urlsplit(here)
            same = (one.hostname or "").removeprefix("www.") == (other.hostname or "").removeprefix("www.")
            return link if same and (one.path not in ("", "/") or other.path in ("", "/")) else ""
    return ""
