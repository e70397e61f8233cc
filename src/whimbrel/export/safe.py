"""Text from the net made harmless for the place where it is shown: terminals, spreadsheets, JSON seen in a terminal.

Terminals obey escape sequences and bidi overrides; spreadsheets run cells that begin like formulas.
"""

from __future__ import annotations

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDI}]")
_CONTROLS_BUT_BREAKS = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDI}]")
_RAW_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDI}]")
_RUN = "[\\s=+\\-@＝＋－＠]"  # what a spreadsheet may begin a formula with, and what it passes over before one
_GUARDABLE = re.compile(f"'*{_RUN}")
_GUARDED = re.compile(f"'+{_RUN}")
_SURROGATES = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Text for a terminal, on one line: every control shown as a picture of itself, never obeyed."""
    return _CONTROLS.sub(lambda match: " " if match[0] in "\t\n\r\u2028\u2029" else _picture(match), text)


def lines(text: str) -> str:
    """As `one_line`, keeping line feeds."""
    return _CONTROLS_BUT_BREAKS.sub(lambda match: " " if match[0] in "\t\r" else _picture(match), text)


def json_text(text: str) -> str:
    """JSON whose raw control characters (C1, bidi, separators) are escapes: the same value, harmless to look at."""
    return _RAW_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def cell(value: object) -> object:
    """A CSV cell: text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers.

    Text that begins so behind apostrophes or white space gets one too, so that `bare` can take it off again.
    """
    if not isinstance(value, str):
        return value
    harmless = lines(value)
    return f"'{harmless}" if _GUARDABLE.match(harmless) else harmless


def bare(written: str) -> str:
    """The text of a cell without the apostrophe that `cell` put before it."""
    return written[1:] if _GUARDED.match(written) else written


def encodable(text: str) -> str:
    """Text that can be written as UTF-8: half of a pair of surrogates becomes the sign of replacement."""
    return _SURROGATES.sub("\ufffd", text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
