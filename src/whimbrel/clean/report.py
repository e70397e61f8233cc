"""The clean stage: a raw page in, a report with its passages marked out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from whimbrel.almanac.outlets import outlet_known_as
from whimbrel.clean.agency import agency_of
from whimbrel.clean.clock import day_or_clock, with_clock
from whimbrel.clean.extract import Extract
from whimbrel.clean.headline import locate, tidy_title
from whimbrel.clean.identity import former_outlet, identity
from whimbrel.clean.language import language_of
from whimbrel.clean.metadata import own_stamps, published_when
from whimbrel.clean.normalise import normalise
from whimbrel.clean.page_address import page_address
from whimbrel.clean.paragraphs import unwrap
from whimbrel.clean.passages import mark_passages
from whimbrel.errors import SetAside
from whimbrel.model import Passage, PassageKind, Report, When
from whimbrel.report_version import instant

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


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A report, and the id under which a chronicle made before may hold it."""

    report: Report
    former_id: str


def to_report(page: Page) -> Report:
    """The report in a page. Raises SetAside (empty, not-english, binary, too-large) when there is none."""
    return cleaned(page).report


def cleaned(page: Page) -> Cleaned:
    """The report in a page with its former id. Raises SetAside (empty, not-english, binary, too-large)."""
    where = f"{page.file} {page.position}".strip()
    extract = _extract(page, where)
    fields = {name: normalise(value).replace("\n", " ").strip() for name, value in extract.fields.items()}
    address = page_address(page.fields.get("url", ""), fields.get("canonical", ""), fields.get("shared", ""))
    source = fields.get("source", "")
    told = page.fields.get("source", "").strip()
    publisher = outlet_known_as(source if told else "", "" if told else source, address.url)
    outlet = publisher.name if publisher else ""
    text = unwrap(normalise(extract.text))
    _refuse(text, where)
    title = tidy_title(fields.get("title", ""), former_outlet(source, address.url))
    span = locate(text, title) if title else None
    if title and span is None:
        text = f"{title}\n\n{text}"
        span = locate(text, title)
    passages = mark_passages(text, span, extract.known)
    if not any(passage.kind.told for passage in passages):
        raise SetAside("empty", "nothing but page furniture in it", where=where, remedy="fetch the page again")
    published = published_when(text, passages, fields.get("date", ""), extract.trusted_date)
    byline = fields.get("byline", "")[:300]
    written = former_outlet(source, "")
    known = identity(written, address.url, text, told_url=fields.get("url", ""), told_outlet=source)
    report = Report(
        id=known.id,
        file=page.file,
        text=text,
        outlet=outlet,
        url=address.url,
        title=title or _first_headline(text, passages),
        byline=byline,
        published=published,
        language="en",
        passages=passages,
        agency=agency_of(text, passages, outlet=outlet, byline=byline),
        publisher=publisher,
        published_at=_time_of(published),
        modified=_modified(text, passages, fields.get("modified", "")),
        caption=fields.get("caption", "")[:1000],
        copy_of=address.copy_of,
        fetched=instant(fields.get("fetched", "")),
    )
    return Cleaned(report, known.former)


def _time_of(published: When | None) -> str:
    """The day of publication with its time of day, where the statement that it was taken from has one."""
    at = with_clock(published.text) if published else ""
    return at if published and at[:10] == published.edtf else ""


def _modified(text: str, passages: tuple[Passage, ...], given: str) -> str:
    """When a page was changed last, as its fields say, or a stamp of the text."""
    if at := day_or_clock(given):
        return at
    return next((at for stamp in own_stamps(text, passages) if stamp.updated and (at := _stamped(stamp.text))), "")


def _stamped(words: str) -> str:
    """The time in a stamp, its label before it."""
    starts = (found.start() for found in re.finditer(r"\b\w", words))
    return next((at for start in starts if (at := day_or_clock(words[start:]))), "")


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
