"""Bodies read and unpacked within a bound, so that neither a flood nor a bomb of gzip takes the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

PLAIN = frozenset({"", "identity"})
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_STEP = 1 << 16


class TooLargeError(Exception):
    """More bytes than are taken. `unpacked`: only once unpacked."""

    def __init__(self, *, unpacked: bool) -> None:
        super().__init__("too large")
        self.unpacked = unpacked


class BrokenError(Exception):
    """The packed bytes are broken or cut short."""


def read_bounded(chunks: Iterable[bytes], largest: int) -> bytes:
    """All chunks together. Raises TooLargeError as soon as they are more than `largest`; what follows is not read."""
    taken: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > largest:
            raise TooLargeError(unpacked=False)
        taken.append(chunk)
    return b"".join(taken)


def can_unpack(encoding: str) -> bool:
    return encoding in PLAIN or encoding in _WINDOWS


def unpack(raw: bytes, encoding: str, largest: int) -> bytes:
    """The body behind a content encoding (gzip, deflate or none). Raises TooLargeError, BrokenError."""
    if encoding in PLAIN or not raw:
        return raw
    if not can_unpack(encoding):
        raise BrokenError(encoding)
    bits = _WINDOWS[encoding]
    if encoding == "deflate" and not _has_zlib_head(raw):
        bits = -zlib.MAX_WBITS  # what many servers send under that name
    parts: list[bytes] = []
    size = 0
    try:
        while raw:
            unpacker = zlib.decompressobj(bits)
            while not unpacker.eof:
                part = unpacker.decompress(raw, _STEP)
                raw = unpacker.unconsumed_tail
                if not part and not raw:
                    break
                size += len(part)
                if size > largest:
                    raise TooLargeError(unpacked=True)
                parts.append(part)
            if not unpacker.eof:
                raise BrokenError("cut short")
            raw = unpacker.unused_data.lstrip(b"\0")  # a further member, as gzip allows
            if not raw.startswith(b"\x1f\x8b"):
                break
    except zlib.error as error:
        raise BrokenError(str(error)) from error
    return b"".join(parts)


def _has_zlib_head(raw: bytes) -> bool:
    return len(raw) >= 2 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
