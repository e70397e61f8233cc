"""Text as it will be stored: one kind of line end and space, nothing invisible, garbled encodings mended.

All offsets of a report are into the text that comes out of here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# C1 controls are what windows-1252 punctuation becomes when it is read as Latin-1.
_C1: Final = {
    code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", "") or None
    for code in range(0x80, 0xA0)
    if code != 0x85
}
_DROPPED: Final = dict.fromkeys(
    [
        *(code for code in range(32) if code not in (9, 10, 11, 12, 13)),
        0x7F,
        0xAD,  # soft hyphen
        0x61C,
        *range(0x200B, 0x2010),  # zero width, direction marks
        *range(0x202A, 0x202F),  # embeddings and overrides
        *range(0x2060, 0x2070),  # word joiner, isolates
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),  # tags
    ],
    None,
)
_SPACES: Final = dict.fromkeys([9, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS: Final = dict.fromkeys([11, 12, 0x85, 0x2028, 0x2029], "\n")
_TABLE: Final = {**_C1, **_DROPPED, **_SPACES, **_BREAKS}
_ODD: Final = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_TABLE)))) + "]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN: Final = re.compile(r"[^\n\x20-\x7e]")
_CRLF: Final = re.compile(r"\r\n?")
_RUNS: Final = re.compile(r" {2,}")
_EDGES: Final = re.compile(r" ?\n ?")
_BLANKS: Final = re.compile(r"\n{3,}")
# UTF-8 bytes read as windows-1252: a lead character, then one to three from the upper half. Only the leads of Western
# letters, punctuation and pictographs: other leads followed by such characters also occur in sound text.
_CONTINUATION: Final = "".join(
    sorted(
        {bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xC0)} - {"\ufffd"}
        | {chr(c) for c in range(0x80, 0xA0)}
    )
)
_GARBLED: Final = re.compile(
    f"[\u00c2-\u00c5][{re.escape(_CONTINUATION)}]|\u00e2[{re.escape(_CONTINUATION)}]{{2}}|\u00f0[{re.escape(_CONTINUATION)}]{{3}}"
)


def normalise(text: str) -> str:
    """The stored form of a text. Applying it twice changes nothing; the result encodes in any Unicode encoding."""
    while True:
        better = _once(text)
        # One pass settles everything but a mended or composed run that turns out to be garbled again.
        if better == text or better.isascii() or not _GARBLED.search(better):
            return better
        text = better


def _once(text: str) -> str:
    if "\r" in text:
        text = _CRLF.sub("\n", text)
    if _PLAIN.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        text = _GARBLED.sub(_mend, text)
        text = _ODD.sub(lambda found: _TABLE[ord(found.group())] or "", text)
        text = unicodedata.normalize("NFC", text)
    if "  " in text:
        text = _RUNS.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = _EDGES.sub("\n", text)
    if "\n\n\n" in text:
        text = _BLANKS.sub("\n\n", text)
    return text.strip(" \n")


def _mend(found: re.Match[str]) -> str:
    """The character that a garbled run stood for, or the run itself when it is no UTF-8."""
    run = found.group()
    data = bytearray()
    for character in run:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            data += character.encode("latin-1", "ignore")
    length = _utf8_length(data[0]) if data else 0
    if len(data) != len(run) or not 2 <= length <= len(data):
        return run
    try:
        return data[:length].decode("utf-8") + run[length:]
    except UnicodeDecodeError:
        return run


def _utf8_length(lead: int) -> int:
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
