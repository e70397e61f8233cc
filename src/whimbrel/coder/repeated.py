"""Surnames of persons whom a report has named in full, where neither the almanac nor the tagger found them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.shelf_write import ordinary_words

SURNAME = re.compile(r"[^\W\d_]{4,}\Z")
BEFORE = re.compile(r"([\w.’'-]+)[ \u00a0]\Z")
GOES_ON = re.compile(r"[ \u00a0-][A-Z]")  # "Varnow Bridge"


def repeats(
    text: str, full: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]], almanac: Almanac
) -> list[tuple[int, int]]:
    """Where the surnames of the full names stand alone in `text` outside the spans taken.

    A surname that is an ordinary word, a place or a title is left alone, as is one inside some longer name.
    """
    names = {text[start:end].rpartition(" ")[2] for start, end in full if " " in text[start:end]}
    surnames = sorted(name for name in names if SURNAME.match(name) and _tells(name, text, almanac))
    if not surnames:
        return []
    filled = bytearray(len(text))
    for start, end in taken:
        filled[start:end] = b"\1" * (end - start)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, surnames))})(?!\w)")
    return [
        match.span()
        for match in pattern.finditer(text)
        if not any(filled[match.start() : match.end()]) and _alone(text, match.start(), match.end(), almanac)
    ]


def _tells(name: str, text: str, almanac: Almanac) -> bool:
    if not name[:1].isupper() or name.isupper() or name.lower() in ordinary_words():
        return False
    if almanac.country(name) or almanac.metonym(name) or almanac.nation(name) or almanac.title(name):
        return False
    word = name.lower()
    if almanac.role_noun(name) is not None:
        return False
    return word not in text or re.search(rf"\b{re.escape(word)}\b", text) is None


def _alone(text: str, start: int, end: int, almanac: Almanac) -> bool:
    """Whether no other name goes on here: the word before is no capitalised one but a title, none comes after."""
    before = BEFORE.search(text[max(0, start - 30) : start])
    word = before[1] if before else ""
    if word[:1].isupper() and almanac.title(word) is None and not _opens(text, start - len(word) - 1):
        return False
    return GOES_ON.match(text, end) is None


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, or a line, begins at `at`: "But Varnow said"."""
    return not text[:at].strip() or text[:at].rstrip(" \u00a0\"“'‘")[-1:] in ".!?:\n"
