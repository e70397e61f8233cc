"""WARC files read record by record, packed or not. One record is held at a time, and of a large one nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_STEP: Final = 1 << 16
_HEAD: Final = 1 << 20  # a record's own headers; more is none
LARGEST: Final = 20 * 1024 * 1024


class BrokenWarcError(Exception):
    """The file cannot be read on from here."""


@dataclass(frozen=True, slots=True)
class Record:
    """`offset` is where it begins in the file (packed: its member). `block` is None for one larger than was asked."""

    number: int
    offset: int
    headers: dict[str, str]
    block: bytes | None

    @property
    def type(self) -> str:
        return self.headers.get("warc-type", "")

    @property
    def url(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")


def records(stream: BinaryIO, *, largest: int = LARGEST, types: frozenset[str] | None = None) -> Iterator[Record]:
    """Every record from here on; of those of other `types` the block is left out.

    Raises BrokenWarcError where the file is broken or cut short; what came before was given.
    """
    source = _Source(stream)
    number = 0
    while True:
        source.skip_blank_lines()
        offset = source.begins
        line = source.line()
        if line is None:
            return
        if not line.startswith(b"WARC/"):
            raise BrokenWarcError(f"no WARC record at byte {offset:,}")
        number += 1
        headers = _headers(source)
        size = headers.get("content-length", "")
        if not size.isdigit() or len(size) > 15:
            raise BrokenWarcError(f"record {number} does not tell its length")
        wanted = types is None or headers.get("warc-type", "") in types
        kept = source.take(int(size), keep=wanted and int(size) <= largest)
        yield Record(number, offset, headers, kept)


def _headers(source: _Source) -> dict[str, str]:
    found: dict[str, str] = {}
    size = 0
    while line := source.line():
        size += len(line)
        if size > _HEAD:
            raise BrokenWarcError("a record's headers never end")
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


class _Source:
    """The bytes of a file, unpacked where they are packed, with the place where the record in hand begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = 0  # bytes of the file that were taken
        self._rest = b""  # of the file, taken and not yet used
        self._plain = b""  # unpacked, not yet used
        self._unpacker: zlib._Decompress | None = None
        self._member = 0  # where the member in hand begins
        self._packed: bool | None = None

    @property
    def begins(self) -> int:
        return self._member if self._packed else self._read - len(self._plain)

    def skip_blank_lines(self) -> None:
        """Between two records; a packed record begins with its member."""
        while True:
            self._plain = self._plain.lstrip(b"\r\n")
            if self._plain or not self._more():
                return

    def line(self) -> bytes | None:
        """The next line without its end; None at the end of the file."""
        while (at := self._plain.find(b"\n")) < 0:
            if len(self._plain) > _HEAD:
                raise BrokenWarcError("a line without end")
            if not self._more():
                if self._plain:
                    raise BrokenWarcError("the file is cut short")
                return None
        line, self._plain = self._plain[:at], self._plain[at + 1 :]
        return line.rstrip(b"\r")

    def take(self, size: int, *, keep: bool) -> bytes | None:
        """So many bytes; nothing of them is held unless they are to be kept."""
        parts: list[bytes] = []
        while size:
            if not self._plain and not self._more():
                raise BrokenWarcError("the file is cut short")
            part, self._plain = self._plain[:size], self._plain[size:]
            size -= len(part)
            if keep:
                parts.append(part)
        return b"".join(parts) if keep else None

    def _more(self) -> bool:
        """Some more unpacked bytes; false at the end of the file."""
        while True:
            ended = False
            if not self._rest and not (self._unpacker and self._unpacker.unconsumed_tail):
                self._rest = self._stream.read(_STEP)
                self._read += len(self._rest)
                ended = not self._rest
            if self._packed is None:
                self._packed = self._rest.startswith(b"\x1f\x8b")
            if not self._packed:
                found, self._rest = self._rest, b""
                self._plain += found
                return bool(found)
            if ended and self._unpacker is None:
                return False
            if found := self._unpacked():
                self._plain += found
                return True
            if ended and self._unpacker is not None:
                raise BrokenWarcError("the file is cut short")

    def _unpacked(self) -> bytes:
        """A step of unpacking; b"" where it needs more, or where a member has just ended."""
        if self._unpacker is None:
            self._rest = self._rest.lstrip(b"\0")
            if not self._rest:
                return b""
            self._member = self._read - len(self._rest)
            self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        one = self._unpacker
        packed = one.unconsumed_tail
        if not packed:
            packed, self._rest = self._rest, b""
        try:
            found = one.decompress(packed, _STEP)
        except zlib.error as error:
            raise BrokenWarcError(f"broken packing at byte {self._member:,}: {error}") from None
        if one.eof:
            self._rest = one.unused_data + self._rest
            self._unpacker = None
        return found
