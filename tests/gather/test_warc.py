"""WARC and WACZ files, made by a writer that is not ours and checked by a reader that is not ours."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from examples import tried
from whimbrel.gather import RawPage, gather
from whimbrel.gather.net.answer import Answer
from whimbrel.gather.warc.http import read_message
from whimbrel.gather.warc.pages import warc_pages
from whimbrel.gather.warc.read import BrokenWarcError, records
from whimbrel.gather.warc.write import Keeper
from whimbrel.model import Problem

PAGE = b"<html><head><link rel='canonical' href='/a'></head><body><p>The ministers met in Accra.</p></body></html>"
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
KINDS: dict[str, tuple[str, list[tuple[str, str]], bytes, bool]] = {  # status, headers, body, is it a page
    "plain": ("200 OK", [("Content-Type", "text/html")], PAGE, True),
    "packed": ("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], gzip.compress(PAGE), True),
    "unpacked-already": ("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], PAGE, True),
    "chunked": ("200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], CHUNKED, True),
    "dechunked": ("200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], PAGE, True),
    "unnamed": ("200 OK", [], PAGE, True),
    "picture": ("200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n", False),
    "script": ("200 OK", [("Content-Type", "text/javascript")], b"run()", False),
    "moved": ("302 Found", [("Content-Type", "text/html"), ("Location", "/a")], b"<p>moved</p>", False),
    "missing": ("404 Not Found", [("Content-Type", "text/html")], PAGE, False),
}


def write(stream: BinaryIO, *, packed: bool, names: list[str]) -> None:
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    for name in names:
        status, headers, body, _ = KINDS[name]
        message = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        url = f"https://ledger.example/{name}"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=message))


def _url(record: ArcWarcRecord) -> str | None:
    return record.rec_headers.get_header("WARC-Target-URI")


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_an_archive(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    with path.open("wb") as stream:
        write(stream, packed=packed, names=list(KINDS))
    found = list(gather([path]))
    pages = [one for one in found if isinstance(one, RawPage)]
    assert len(pages) == len(found) == sum(page for *_, page in KINDS.values())
    for page in pages:
        assert (page.media, page.text) == ("html", PAGE.decode())
        assert page.fields["url"] == "https://ledger.example/a"
        assert page.fields["fetched"].endswith("Z")  # the time in the record
    with path.open("rb") as stream:
        ours = [(one.type, one.url, one.offset) for one in records(stream)]
    with path.open("rb") as stream:
        reader = ArchiveIterator(stream)
        theirs = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI") or "", reader.get_record_offset())
            for one in reader
        ]
    assert ours == theirs


def test_a_record_whose_address_is_none_is_read_all_the_same() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://[::1\r\nContent-Length: %d\r\n\r\n"
    message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    (page,) = warc_pages(io.BytesIO(head % len(message) + message + b"\r\n\r\n"), "x.warc")
    assert isinstance(page, RawPage)
    assert page.text == PAGE.decode()


def test_a_text_extract(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.wet.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        text = io.BytesIO(b"Ministers meet in Accra.")
        url = "https://ledger.example/1"
        writer.write_record(writer.create_warc_record(url, "conversion", payload=text, warc_content_type="text/plain"))
    (page,) = gather([path])
    assert isinstance(page, RawPage)
    assert (page.media, page.text, page.fields["url"]) == ("text", "Ministers meet in Accra.", url)


def test_a_wacz(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        member = io.BytesIO()
        write(member, packed=True, names=["plain"])
        archive.writestr("archive/data.warc.gz", member.getvalue())
        archive.writestr("pages/pages.jsonl", "{}")
    (page,) = gather([tmp_path / "x.wacz"])
    assert isinstance(page, RawPage)
    assert page.position == "archive/data.warc.gz, record 2"
    (tmp_path / "broken.wacz").write_bytes(b"PK\x03\x04 no")
    (problem,) = gather([tmp_path / "broken.wacz"])
    assert isinstance(problem, Problem)
    assert problem.code == "malformed"


def test_what_came_before_a_break_is_read(tmp_path: Path) -> None:
    whole = io.BytesIO()
    write(whole, packed=True, names=["plain", "packed"])
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(whole.getvalue()[:-40])
    page, problem = gather([path])
    assert isinstance(page, RawPage)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message) == ("malformed", "the file is cut short")


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    bomb = gzip.compress(b" " * (64 << 20))
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        told = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
        )
        url = "https://ledger.example/bomb"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(bomb), http_headers=told))
    (problem,) = gather([path])
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"


class _Repeated(io.RawIOBase):
    """One packed record again and again: a large file that takes no room."""

    def __init__(self, piece: bytes, size: int) -> None:
        self._piece, self._left, self._at = piece, size // len(piece) * len(piece), 0

    def read(self, size: int = -1) -> bytes:
        size = min(size, self._left)
        found = b"".join([self._piece[self._at :], self._piece * (size // len(self._piece) + 1)])[:size]
        self._at = (self._at + size) % len(self._piece)
        self._left -= size
        return found


def test_memory_does_not_grow_with_the_file() -> None:
    one = io.BytesIO()
    write(one, packed=True, names=["plain", "chunked", "picture"])

    def peak(size: int) -> tuple[int, int]:
        tracemalloc.start()
        number = sum(1 for _ in records(_Repeated(one.getvalue(), size)))  # type: ignore[arg-type]
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return number, found

    few, small = peak(1 << 18)
    many, large = peak(4 << 20)
    assert many > 15 * few
    assert large < small + (1 << 20)


def test_a_record_that_is_too_large_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "large.warc"
    with path.open("wb") as stream:
        write(stream, packed=False, names=["plain"])
        stream.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/big\r\nContent-Length: ")
        stream.write(b"%d\r\n\r\n" % (30 << 20) + b"x" * (30 << 20) + b"\r\n\r\n")
        write(stream, packed=False, names=["plain"])
    first, problem, last = gather([path])
    assert isinstance(first, RawPage)
    assert isinstance(last, RawPage)
    assert isinstance(problem, Problem)
    assert (problem.code, "https://a.example/big" in problem.message) == ("too-large", True)


URL = "https://a.example/1"
HEADERS = st.tuples(st.sampled_from(["x-a", "etag", "transfer-encoding"]), st.text("abc é:;=", max_size=9))


@settings(max_examples=tried(60), deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=300), st.lists(HEADERS, max_size=3)), min_size=1, max_size=5))
def test_what_is_kept_is_what_was_sent(
    tmp_path_factory: pytest.TempPathFactory, sent: list[tuple[bytes, list[tuple[str, str]]]]
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    at = datetime(2021, 5, 11, tzinfo=UTC)
    with Keeper(folder, software="a test", now=at) as keeper:
        answers = [Answer(URL, URL, 200, tuple(headers), raw, raw, "93.184.216.34") for raw, headers in sent]
        kept = [keeper.keep(answer, at) for answer in answers]
    (path,) = folder.iterdir()
    with path.open("rb") as stream:
        found = [
            one.content_stream().read()
            for one in ArchiveIterator(stream, check_digests="raise")
            if one.rec_type == "response"
        ]
    assert found == [raw for raw, _ in sent]
    for (raw, _), where in zip(sent, kept, strict=True):
        assert where is not None
        with path.open("rb") as stream:
            stream.seek(where.offset)
            record = next(records(stream))
        assert record.block is not None
        assert read_message(record.block, 1 << 20).body == raw


@settings(max_examples=tried(300), deadline=None)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=200).map(gzip.compress)
    | st.binary(max_size=99).map(b"WARC/1.0\r\n".__add__)
)
def test_anything_is_read_or_refused(data: bytes) -> None:
    try:
        list(records(io.BytesIO(data)))
    except BrokenWarcError as error:
        assert str(error)


@pytest.fixture
def pdf() -> Iterator[bytes]:
    """A document of one page, written by hand."""
    words = b"BT /F1 12 Tf 72 700 Td (Ministers meet in Accra on 9 May 2021.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Talks in Accra)/Author(Ama Mensah)>>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%b\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start))
    yield out.getvalue()


def test_the_text_of_a_pdf(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "talks.pdf").write_bytes(pdf)
    (page,) = gather([tmp_path / "talks.pdf"])
    assert isinstance(page, RawPage)
    assert "Ministers meet in Accra on 9 May 2021." in page.text
    assert page.fields == {"title": "Talks in Accra", "byline": "Ama Mensah"}
