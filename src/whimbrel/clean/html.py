"""HTML pages: the article's text, the fields the page gives about itself, and the kinds that its markup tells.

Nothing in a page is run and no entity but those of HTML is known. A page is read as far as `LONGEST` characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from lxml import etree

from whimbrel.clean.agreed import agreed
from whimbrel.clean.choose import article_blocks
from whimbrel.clean.dates import read_date
from whimbrel.clean.extract import Extract
from whimbrel.clean.headline import loose_key
from whimbrel.clean.html_meta import captions_of, page_fields
from whimbrel.clean.margins import about, keys_of
from whimbrel.clean.markup import markup
from whimbrel.clean.normalise import normalise
from whimbrel.clean.page_dates import page_dates
from whimbrel.clean.parsed import LONGEST, tree_of
from whimbrel.clean.structured import Structured, structured
from whimbrel.clean.walk import blocks_of
from whimbrel.model import PassageKind

UNSURE: Final = 300  # characters of text below which the thorough extractor is asked, too
TWICE: Final = 2  # as long as ours, its text goes first
_GUESSED: Final = ("", "visible", "change", "script", "picture")
_UNSURE: Final = ("", "change", "script", "picture")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its page has it: paragraphs with blank lines between them, fields, and captions apart.

    `fields` may hold title, date and modified (ISO 8601, with time and zone where given), source, byline, url, language
    and caption (of the lead picture).
    """

    text: str
    fields: Mapping[str, str]
    captions: tuple[str, ...] = ()
    dated_by: str = ""  # the statement that the day was taken from; "" for the container's


def extract_html(source: str, given: Mapping[str, str]) -> Extract:
    """The article in a page; `given` fields (from its container) go before its own. Text "" when there is none."""
    article = read_page(source, given)
    known = {loose_key(normalise(words)): PassageKind.CAPTION for words in article.captions}
    known.pop("", None)
    sure = article.dated_by not in _UNSURE
    return Extract(_with_captions(article), article.fields, known, trusted_date=sure)


def read_page(source: str, given: Mapping[str, str] | None = None, today: date | None = None) -> Article:
    """The article in a page, without any mark of its kinds. Never raises; what cannot be read gives an empty text."""
    container = {name: value for name, value in (given or {}).items() if value.strip()}
    tree = tree_of(source)
    if tree is None:
        return Article("", container)
    said = structured(tree)
    fields = page_fields(tree, said)
    url = container.get("url", "") or fields.get("url", "")
    dates = page_dates(tree, said, url, today, source)
    fields |= {name: value for name, value in (("date", dates.published), ("modified", dates.modified)) if value}
    captions = captions_of(tree, source)
    if captions:
        fields["caption"] = captions[0]
    how = dates.how
    listed = container.pop("listed", "")
    if read_date(container.get("date", "")):
        how = ""
    else:
        container.pop("date", None)
        if how in _GUESSED and read_date(listed):  # what its outlet's own feed says goes before a day seen in the page
            fields["date"], how = listed, ""
    return Article(_text(tree, said, fields, source), {**fields, **container}, captions, how)


def _text(tree: etree._Element, said: Structured, fields: Mapping[str, str], source: str) -> str:
    body = tree.find("body")
    page = blocks_of(body if body is not None else tree, markup())
    described = said.meta.get("og:description") or said.meta.get("description") or ""
    shown = [block.text for block in page.blocks if block.tag == "h1"][:1]
    shown += [said.meta.get("og:title", ""), tree.findtext(".//title") or ""]
    known = about(fields, described, [fields.get("title", ""), *shown])
    paragraphs = agreed(article_blocks(page, markup(), known), said.body(keys_of(shown)))
    text = "\n\n".join(paragraphs)
    if len(text) < UNSURE:
        thorough = _by_trafilatura(source)
        if len(thorough) > TWICE * len(text):
            return thorough
    return text


def _with_captions(article: Article) -> str:
    """Captions stand behind the text, a paragraph each."""
    if not article.text:
        return ""
    lost = [words for words in dict.fromkeys(article.captions) if words not in article.text]
    return "\n\n".join([article.text, *lost])


def _by_trafilatura(source: str) -> str:
    trafilatura = _trafilatura()
    if trafilatura is None or len(source) > LONGEST // 4:
        return ""
    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=True, fast=True)
    except Exception:
        return ""
    return str(text or "").replace("\n", "\n\n")


@cache
def _trafilatura() -> Any:
    """The module, or None where the extra `html` is not installed."""
    try:
        import trafilatura  # noqa: PLC0415 - optional, and slow to load
    except ImportError:
        return None
    return trafilatura
