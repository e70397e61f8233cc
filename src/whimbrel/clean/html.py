"""HTML pages: the article's text, the fields the page gives about itself, and the kinds that its markup tells."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from whimbrel.clean.dates import read_date
from whimbrel.clean.extract import Extract
from whimbrel.clean.headline import loose_key
from whimbrel.clean.html_body import body_text, captions_of
from whimbrel.clean.html_meta import page_fields
from whimbrel.clean.normalise import normalise
from whimbrel.model import PassageKind

_PROLOGUE: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def extract_html(source: str, given: Mapping[str, str]) -> Extract:
    """The article in a page; `given` fields (from its container) go before its own. Text "" when there is none."""
    tree = _tree(source)
    if tree is None:
        return Extract("", given)
    fields = {**page_fields(tree), **{name: value for name, value in given.items() if value.strip()}}
    if not read_date(fields.get("date", "")):
        fields["date"] = _by_htmldate(tree)
    known = {loose_key(normalise(words)): PassageKind.CAPTION for words in captions_of(tree)}
    known.pop("", None)
    text = _with_captions(_by_trafilatura(tree), captions_of(tree)) or body_text(tree)
    return Extract(text, fields, known, trusted_date="date" not in given)


def _with_captions(text: str, captions: list[str]) -> str:
    """The thorough extractor leaves captions out; they are kept behind the text, a paragraph each."""
    if not text:
        return ""
    lost = [words for words in dict.fromkeys(captions) if words.strip() and words.strip() not in text]
    return "\n\n".join([text, *lost])


def _tree(source: str) -> HtmlElement | None:
    data = _PROLOGUE.sub("", source, count=1).replace("\0", "").encode("utf-8", "replace")
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _by_trafilatura(tree: HtmlElement) -> str:
    trafilatura = _trafilatura()
    if trafilatura is None:
        return ""
    try:
        text = trafilatura.extract(copy.deepcopy(tree), include_comments=False, include_tables=True)
    except Exception:
        return ""
    return str(text or "").replace("\n", "\n\n")


def _by_htmldate(tree: HtmlElement) -> str:
    """The day that htmldate finds marked up in the page (it is not let guess from running text); "" if none."""
    htmldate = _htmldate()
    if htmldate is None:
        return ""
    try:
        return str(htmldate.find_date(copy.deepcopy(tree), extensive_search=False, original_date=True) or "")
    except Exception:  # as above
        return ""


@cache
def _htmldate() -> Any:
    try:
        import htmldate  # noqa: PLC0415 - optional, and slow to load
    except ImportError:
        return None
    return htmldate


@cache
def _trafilatura() -> Any:
    """The module, or None where the extra `html` is not installed."""
    try:
        import trafilatura  # noqa: PLC0415 - optional, and slow to load
    except ImportError:
        return None
    return trafilatura
