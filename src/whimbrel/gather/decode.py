"""Bytes to text: byte-order marks, declared charsets, UTF-8, UTF-16 without a mark, windows-1252; what is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_SNIFF: Final = 4096
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a RIFF media file",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "an SQLite database",
}
_CHARSETS: Final = ("utf", "iso8859", "cp", "koi8", "mac", "gb", "big5", "euc", "shift", "windows", "tis")
_CONTROL: Final = bytes(sorted(set(range(32)) - {0, 9, 10, 11, 12, 13, 27}))
_NO_LEAD: Final = bytes(range(0xC2))
_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_HTML_HEAD: Final = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read as, and how many bytes could not be read (shown as U+FFFD)."""

    text: str
    encoding: str
    lost: int = 0


def what_binary(data: bytes) -> str:
    """A description when the bytes are no text ("a PDF document", "binary data"), else "". Looks at the start only."""
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    head = data[:_SNIFF]
    if not head or any(head.startswith(mark) for mark, _ in _MARKS) or _utf16_by_zeros(head):
        return ""
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls * 50 > len(head) or head.count(0) * 10 > len(head):
        return "binary data"
    return ""


def decode(data: bytes, html: bool = False, told: str = "") -> Decoded:
    """Read bytes as text. `html`: look for a charset in the page; `told`: the one that came with it, which may lie.

    Never raises; what is unreadable is counted.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    guessed = _utf16_by_zeros(data[:_SNIFF])
    if guessed:
        return _lossy(data, guessed)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return Decoded(data[: error.start].decode("utf-8"), "utf-8", 1)
    declared = _declared(data) if html else ""
    nearly = data.decode("utf-8", "replace")
    broken = nearly.count("\ufffd")
    read = len(data.translate(None, _NO_LEAD)) - broken
    mostly = read > 4 * broken
    for charset in ("" if mostly else charset_named(told), declared):
        if charset and charset != "utf-8":
            try:
                return Decoded(data.decode(charset), charset)
            except (UnicodeDecodeError, LookupError):
                pass
    if mostly or (declared == "utf-8" and read >= broken):
        return Decoded(nearly, "utf-8", broken)
    # Latin-1 never fails; clean maps its C1 controls to what windows-1252 shows for them.
    return Decoded(data.decode("latin-1"), "windows-1252")


def looks_html(text: str) -> bool:
    """Whether the text starts as an HTML page does."""
    return _HTML_HEAD.match(text.lstrip("\ufeff \t\r\n")[:2000]) is not None


def _utf16_by_zeros(head: bytes) -> str:
    """UTF-16 without a mark: Latin text has zeros in every second byte."""
    if len(head) < 8:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) * 10 > len(odd) * 7 and even.count(0) * 10 < len(even):
        return "utf-16-le"
    if even.count(0) * 10 > len(even) * 7 and odd.count(0) * 10 < len(odd):
        return "utf-16-be"
    return ""


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd") if "\ufffd" in text else 0)


def _declared(data: bytes) -> str:
    found = _META_CHARSET.search(data[:_SNIFF])
    if not found:
        return ""
    return charset_named(found.group(1).decode("ascii", "replace"))


def charset_named(name: str) -> str:
    """Python's name of a charset that a page or server names; "" for what is none."""
    try:
        info = codecs.lookup(name.strip().lower())
    except (LookupError, ValueError):
        return ""
    # Codecs that are no charsets (zip, rot13, idna, unicode_escape) must not be reachable from a web page.
    if not info.name.startswith(_CHARSETS):
        return ""
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name
