"""The HTTP message inside a WARC record: status, headers, and the body as it was meant to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from whimbrel.gather.net.body import BrokenError, can_unpack, unpack

_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


def read_message(block: bytes, largest: int) -> Message:
    """The message in a block. Raises BrokenError for what is none, TooLargeError for a body that unpacks to more."""
    found = _STATUS.match(block)
    if not found:
        raise BrokenError("no HTTP answer in it")
    end = re.search(rb"\r?\n\r?\n", block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    encoding = headers.get("content-encoding", "").strip().lower()
    packed = can_unpack(encoding) and (encoding != "gzip" or body.startswith(b"\x1f\x8b"))
    return Message(int(found[1]), headers, unpack(body, encoding, largest) if packed else body)


def _unchunked(body: bytes) -> bytes:
    """The body without its chunks' lengths; as it is where there are none, as many crawlers store it."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(parts) if parts and at >= len(body) else body
