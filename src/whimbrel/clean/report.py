"""The clean stage: a raw page in, a report with its passages marked out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Protocol

from whimbrel.clean.agency import agency_of
from whimbrel.clean.extract import Extract
from whimbrel.clean.headline import locate, tidy_title
from whimbrel.clean.language import language_of
from whimbrel.clean.metadata import canonical_url, outlet_of, published_when
from whimbrel.clean.normalise import normalise
from whimbrel.clean.paragraphs import unwrap
from whimbrel.clean.passages import mark_passages
from whimbrel.errors import SetAside
from whimbrel.model import Passage, PassageKind, Report

LONGEST = 500_000  # characters; far longer than any article, so that one text cannot take the memory of thousands


class Page(Protocol):
    """What clean needs of a raw page (gather's RawPage is one)."""

    @property
    def file(self) -> str: ...
    @property
    def position(self) -> str: ...
    @property
    def media(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str]: ...


def to_report(page: Page) -> Report:
    """The report in a page. Raises SetAside (empty, not-english, binary, too-large) when there is none."""
    where = f"{page.file} {page.position}".strip()
    extract = _extract(page, where)
    fields = {name: normalise(value).replace("\n", " ").strip() for name, value in extract.fields.items()}
    url = canonical_url(fields.get("url", ""))
    outlet = outlet_of(fields.get("source", ""), url)
    text = unwrap(normalise(extract.text))
    _refuse(text, where)
    title = tidy_title(fields.get("title", ""), outlet)
    span = locate(text, title) if title else None
    if title and span is None:
        text = f"{title}\n\n{text}"
        span = locate(text, title)
    passages = mark_passages(text, span, extract.known)
    if not any(passage.kind.told for passage in passages):
        raise SetAside("empty", "nothing but page furniture in it", where=where, remedy="fetch the page again")
    return Report(
        id=report_id(outlet, url, text),
        file=page.file,
        text=text,
        outlet=outlet,
        url=url,
        title=title or _first_headline(text, passages),
        byline=(byline := fields.get("byline", "")[:300]),
        published=published_when(text, passages, fields.get("date", ""), extract.trusted_date),
        language="en",
        passages=passages,
        agency=agency_of(text, passages, outlet=outlet, byline=byline),
    )


def report_id(outlet: str, url: str, text: str) -> str:
    """What a report is known by: the beginning of a SHA-256 of what makes it this one."""
    return hashlib.sha256("\x1f".join((outlet, url, text)).encode()).hexdigest()[:16]


def _refuse(text: str, where: str) -> None:
    if not any(character.isalnum() for character in text):
        raise SetAside("empty", "no text in it", where=where, remedy="leave it out, or fetch it again")
    if text.count("\ufffd") * 5 > len(text):
        raise SetAside("binary", "most of it is not text", where=where, remedy="save it as UTF-8 text")
    if len(text) > LONGEST:
        message = f"a text of {len(text):,} characters, longer than any report"
        raise SetAside("too-large", message, where=where, remedy="split it into its reports")
    language = language_of(text)
    if language != "en":
        message = f"written in another language ({language})"
        raise SetAside("not-english", message, where=where, remedy="translate it first")


def _extract(page: Page, where: str) -> Extract:
    if page.media != "html":
        return Extract(page.text, page.fields)
    from whimbrel.clean.html import extract_html  # noqa: PLC0415 - lxml is slow to load and not needed for text

    extract = extract_html(page.text, page.fields)
    if not extract.text.strip():
        raise SetAside("empty", "no article found in the page", where=where, remedy="save the article's text")
    return extract


def _first_headline(text: str, passages: tuple[Passage, ...]) -> str:
    for passage in passages:
        if passage.kind is PassageKind.HEADLINE:
            return text[passage.span.start : passage.span.end].replace("\n", " ")
    return ""
