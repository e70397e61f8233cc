"""Fetched pages kept as WARC 1.1 (ISO 28500:2017), each record packed as a member of its own, only ever added to."""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from uuid import uuid4

from whimbrel.gather.net.answer import Answer

_LARGEST: Final = 1 << 30  # a file of a gigabyte is full, as archives have it
_HOP_BY_HOP: Final = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a raw copy lies: the file's name in its folder, and the member in it."""

    file: str
    offset: int
    size: int
    digest: str


class Keeper:
    """Adds raw copies to WARC files in a folder, which is made with the first. One at a time may write to a folder."""

    def __init__(self, folder: Path, *, software: str, now: datetime | None = None) -> None:
        self._folder = folder
        self._software = software
        self._at = now or datetime.now(UTC)
        self._out: FileIO | None = None
        self._name = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None

    def keep(self, answer: Answer, at: datetime, *, unless: str = "") -> Kept | None:
        """Adds a page as it was sent, safely on the disk when this returns; None when its digest is `unless`.

        Raises OSError.
        """
        digest = _digest(answer.raw)
        if digest == unless:
            return None
        out = self._file()
        block = _message(answer)
        headers = {
            "WARC-Type": "response",
            "WARC-Record-ID": _id(),
            "WARC-Date": _time(at),
            "WARC-Target-URI": answer.url,
            **({"WARC-IP-Address": answer.address} if answer.address else {}),
            "WARC-Payload-Digest": digest,
            "WARC-Block-Digest": _digest(block),
            "Content-Type": "application/http; msgtype=response",
        }
        offset = out.tell()
        size = _add(out, headers, block)
        return Kept(self._name, offset, size, digest)

    def _file(self) -> FileIO:
        if self._out is not None and self._out.tell() > _LARGEST:
            self.close()
        if self._out is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._name, self._out = self._new()
            about = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
            headers = {
                "WARC-Type": "warcinfo",
                "WARC-Record-ID": _id(),
                "WARC-Date": _time(self._at),
                "WARC-Filename": self._name,
                "Content-Type": "application/warc-fields",
            }
            _add(self._out, headers, about)
        return self._out

    def _new(self) -> tuple[str, FileIO]:
        """A file that was not there before: the time of the run, with a number where two began at once."""
        for number in range(1, 10_000):
            name = f"{self._at:%Y%m%d-%H%M%S}-{number:04}.warc.gz"
            try:
                return name, (self._folder / name).open("xb", buffering=0)
            except FileExistsError:
                continue
        raise FileExistsError(str(self._folder))


def _message(answer: Answer) -> bytes:
    """The answer with its headers as sent; what told of the wire alone is put right."""
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()]
    for name, value in answer.headers:
        lines.append(f"{'X-Crawler-' if name in _HOP_BY_HOP else ''}{name}: {value}")
    lines.append(f"content-length: {len(answer.raw)}")
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + answer.raw


def _add(out: FileIO, headers: dict[str, str], block: bytes) -> int:
    head = "\r\n".join(["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items())])
    record = head.encode("utf-8") + f"\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = packer.compress(record) + packer.flush()
    offset = out.tell()
    try:
        left = memoryview(packed)
        while left:
            left = left[out.write(left) :]
        os.fsync(out.fileno())
    except OSError as error:
        error.filename = error.filename or str(out.name)
        with suppress(OSError):  # a record in part would end the file for whoever reads it on
            out.truncate(offset)
            out.seek(offset)
        raise
    return len(packed)


def _digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def _id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
