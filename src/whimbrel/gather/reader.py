"""The gather stage: paths in, raw pages and problems out, one at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from whimbrel.gather.decode import decode, looks_html, what_binary
from whimbrel.gather.exports import export_pages, is_export
from whimbrel.gather.json_pages import is_json, is_json_lines, json_document, json_lines
from whimbrel.gather.page import RawPage
from whimbrel.gather.pdf import is_pdf, pdf_page
from whimbrel.gather.walk import shown, walk
from whimbrel.model import Problem

FILE_LIMIT: Final = 20 * 1024 * 1024
_PEEK: Final = 1 << 16
_TEXT: Final = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_HTML: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_LINES: Final = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_JSON: Final = frozenset({".json"})
_PDF: Final = frozenset({".pdf"})
_KNOWN: Final = _TEXT | _HTML | _LINES | _JSON | _PDF
_WARC: Final = (".warc", ".warc.gz", ".wet", ".wet.gz")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that is to be read. One found in a folder is read only if it is of a known kind, or plainly text."""

    path: Path
    inside_folder: bool


def gather(paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> Iterator[RawPage | Problem]:
    """Yield every article under `paths` ("-" is standard input) in order, and a Problem for what cannot be read.

    Nothing is raised for bad input. One file of text or one line of JSON is held at a time.
    """
    for path in paths:
        if str(path) == "-":
            yield from _stream(_peekable(stdin or sys.stdin.buffer), "-", "")
            continue
        for found in listed(path):
            yield from [found] if isinstance(found, Problem) else pages_of(found)


def listed(path: str | Path) -> Iterator[Listed | Problem]:
    """The files at or under a path in order, and a Problem for what cannot be listed."""
    named = Path(path)
    folder = named.is_dir()
    for found in walk(named):
        yield found if isinstance(found, Problem) else Listed(found, folder)


def pages_of(one: Listed) -> Iterator[RawPage | Problem]:
    """The articles of one file."""
    return _file(one.path, one.inside_folder)


def _file(path: Path, inside_folder: bool) -> Iterator[RawPage | Problem]:
    file, suffix = shown(path), path.suffix.lower()
    try:
        if suffix == ".wacz":
            from whimbrel.gather.warc.pages import wacz_pages  # noqa: PLC0415 - lxml

            yield from wacz_pages(str(path), file)
            return
        with path.open("rb") as stream:
            if path.name.lower().endswith(_WARC):
                yield from _warc(stream, file)
                return
            known = suffix in _KNOWN or not inside_folder or _is_number(suffix)
            head = stream.peek(_PEEK)[:_PEEK]
            if not known and not what_binary(head):
                yield Problem(
                    file,
                    "",
                    "unsupported",
                    f"files of the kind {suffix} are not read",
                    "name the file itself to read it as text, or convert it",
                )
                return
            yield from _stream(stream, file, suffix if suffix in _KNOWN else "")
    except OSError as error:
        yield Problem(file, "", "unreadable", (error.strerror or str(error)).lower(), "check its permissions")


def _warc(stream: BinaryIO, file: str) -> Iterator[RawPage | Problem]:
    from whimbrel.gather.warc.pages import warc_pages  # noqa: PLC0415 - lxml

    yield from warc_pages(stream, file)


def _is_number(suffix: str) -> bool:
    """A "suffix" that is really the end of a name, as in `report.2021`."""
    return suffix[1:].isdigit()


def _stream(stream: io.BufferedReader, file: str, suffix: str) -> Iterator[RawPage | Problem]:
    head = stream.peek(_PEEK)[:_PEEK]
    if head.startswith(b"WARC/1."):
        yield from _warc(stream, file)
        return
    binary = what_binary(head)
    if binary and not is_pdf(head):
        yield Problem(file, "", "binary", f"{binary}, not text", "convert it to text or HTML first")
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    # A first line longer than the peek cannot be judged; an unnamed one that opens with a brace is taken for lines.
    unnamed = not suffix and start[:1] == b"{" and (b"\n" not in start or is_json_lines(start))
    if suffix in _LINES or unnamed or (suffix in _JSON and is_json_lines(start)):
        yield from json_lines(stream, file)
        return
    data = stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        yield Problem(
            file, "", "too-large", f"larger than {FILE_LIMIT >> 20} MB", "split it, or write it as JSON Lines"
        )
    elif not data.strip():
        yield Problem(file, "", "empty", "the file is empty", "leave it out")
    elif is_pdf(data):
        yield pdf_page(data, file)
    elif suffix in _JSON or (not suffix and start[:1] in b"[{" and is_json(data)):
        yield from json_document(data, file)
    else:
        yield from _page(data, file, suffix)


def _page(data: bytes, file: str, suffix: str) -> Iterator[RawPage | Problem]:
    guess = suffix in _HTML or looks_html(data[:2000].decode("latin-1"))
    decoded = decode(data, html=guess)
    if decoded.lost:
        yield Problem(
            file,
            "",
            "encoding",
            f"{decoded.lost} characters could not be read as {decoded.encoding}",
            "save it as UTF-8; it was read with gaps",
        )
    html = guess or looks_html(decoded.text)
    if not html and is_export(decoded.text):
        yield from export_pages(decoded.text, file)
        return
    yield RawPage(file, "", "html" if html else "text", decoded.text)


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, _Raw(stream)))


class _Raw(io.RawIOBase):
    """Any binary stream as a raw one, so that it can be buffered and peeked into."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
