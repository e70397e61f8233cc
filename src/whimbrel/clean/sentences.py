"""Where sentences begin in a paragraph: a rough cut, enough to place the borders of passages (grammar cuts finely)."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=[ \n]+[\"“‘'(\[]{0,2}[A-Z0-9@]|(?<=[a-z]{3}.)[A-Z][a-z]{2,} )")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Brig|Sgt|Cpl|Adm|Rear|Vice|Gov|Sen|Rep|Reps|Sens|Rev|Hon|Pres|Amb|St|Mt|Ft"
    r"|Jr|Sr|[Nn]o|[Nn]os|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Calif|Fla|Va|Md|Mass|Pa|Ill|Conn|Tex|Ariz|Inc|Corp|Co|Ltd|Sheikh"
    r"|approx|ca|al|i\.e|e\.g|p|pp|Art|Sec|Ave|Blvd)|\b[A-Z]|\b(?:[A-Z]\.){1,4}[A-Z])$"
)
_LOOK_BACK: Final = 12


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Offsets at which the sentences of a stretch begin; the first is `start` itself."""
    starts = [start]
    for found in _BREAK.finditer(text, start, end):
        if text[found.start()] == "." and _ABBREVIATION.search(
            text[max(start, found.start() - _LOOK_BACK) : found.start()]
        ):
            continue
        begin = found.end()
        while begin < end and text[begin] in " \n":
            begin += 1
        if begin < end:
            starts.append(begin)
    return starts


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a stretch as half-open ranges, without the space between them."""
    starts = sentence_starts(text, start, end)
    ends = [*starts[1:], end]
    return [(begin, begin + len(text[begin:stop].rstrip())) for begin, stop in zip(starts, ends, strict=True)]
