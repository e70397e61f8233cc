"""WARC and WACZ files to raw pages, one record at a time: the answers that are pages, and texts made of them (WET)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from whimbrel.gather.net.body import BrokenError, TooLargeError
from whimbrel.gather.net.pages import web_pages
from whimbrel.gather.page import RawPage
from whimbrel.gather.warc.http import Message, read_message
from whimbrel.gather.warc.read import LARGEST, BrokenWarcError, Record, records
from whimbrel.model import Problem

_TYPES: Final = frozenset({"response", "resource", "conversion"})
_PAGES: Final = ("text/html", "application/xhtml", "text/plain", "application/pdf")
_MOST_MEMBERS: Final = 100_000


def warc_pages(stream: BinaryIO, file: str, inside: str = "") -> Iterator[RawPage | Problem]:
    """The pages of a WARC file; `inside` is its name in an archive. What is no page (pictures, scripts, redirects,
    errors, robots.txt) is passed over without a word, as there are thousands in every crawl."""
    before = f"{inside}, " if inside else ""
    met = 0
    try:
        for record in records(stream, types=_TYPES):
            met += 1
            if record.type in _TYPES:
                yield from _pages(record, file, f"{before}record {record.number}")
    except BrokenWarcError as error:
        remedy = "fetch it again; what came before was read"
        yield Problem(file, f"{before}after record {met}", "malformed", str(error), remedy)
    if not met:
        yield Problem(file, inside, "empty", "no WARC record in it", "check the file")


def wacz_pages(path: str, file: str) -> Iterator[RawPage | Problem]:
    """The pages of a WACZ file: a ZIP archive with WARC files in its folder `archive`."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist()[:_MOST_MEMBERS] if _is_warc(info.filename)]
            if not names:
                yield Problem(file, "", "empty", "no WARC file in it", "check the file")
            for name in sorted(names):
                with archive.open(name) as member:
                    yield from warc_pages(member, file, name)  # type: ignore[arg-type]  # read in steps, as any stream
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        yield Problem(file, "", "malformed", f"a broken archive: {str(error)[:100]}", "fetch it again")


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _pages(record: Record, file: str, position: str) -> Iterator[RawPage | Problem]:
    kind = record.headers.get("content-type", "")
    if record.type == "response" and "dns" in kind:
        return
    url = record.url
    if url.endswith("/robots.txt"):
        return
    if record.block is None:
        message = f"{url}: larger than {LARGEST >> 20} MB"
        yield Problem(file, position, "too-large", message, "read it from a file of its own")
        return
    try:
        answer = read_message(record.block, LARGEST) if record.type == "response" else None
    except TooLargeError:
        yield Problem(
            file, position, "too-large", f"{url}: larger than {LARGEST >> 20} MB once unpacked", "leave it out"
        )
        return
    except BrokenError as error:
        yield Problem(file, position, "malformed", f"{url}: {error}", "fetch the page again")
        return
    if answer is None:
        answer = Message(200, {"content-type": kind}, record.block)
    if answer.status != 200 or (answer.content_type and not answer.content_type.lower().startswith(_PAGES)):
        return
    fields = {"fetched": at} if (at := record.headers.get("warc-date", "")) else {}
    yield from web_pages(answer.body, url, answer.content_type, file=file, position=position, fields=fields)
