"""Names and running text brought to one form: no case, no diacritics, one kind of apostrophe and hyphen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

_APOSTROPHES = "'’‘ʼʻʾʿ`´′"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}\u0300-\u036f\u200b-\u200f\u0640]+[^\W_]+)*")
_DROPPED = re.compile(rf"[{_APOSTROPHES}\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05c7\u200b-\u200f\u0640]+")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]\Z")
_EXTRA = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ı": "i",
    "ə": "a",
    "Ə": "A",
    "ħ": "h",
    "Ħ": "H",
}


class Word(NamedTuple):
    """A folded word of a text and where it stands; `cut` is where it ends without a possessive 's."""

    key: str
    start: int
    end: int


@cache
def _letters() -> dict[int, str]:
    table = {ord(char): plain for char, plain in _EXTRA.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if code not in table and plain:
            table[code] = plain
    return table


def plain_letters(text: str) -> str:
    """`text` without diacritics, case kept."""
    if text.isascii():
        return text
    return text.translate(_letters())


def word_key(word: str) -> str:
    """One word, folded: "Sana'a" -> "sanaa", "N’Djamena" -> "ndjamena"."""
    if not word.isascii() or "'" in word or "`" in word:
        word = _DROPPED.sub("", unicodedata.normalize("NFC", word)).translate(_letters())
        return "".join(c for c in word.lower() if c.isalnum())  # NFC and lower-casing may leave marks behind
    return word.lower()


def words_of(text: str) -> list[Word]:
    """The words of a text with their offsets; a possessive 's is left out of the word it follows."""
    found = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if word.isascii() and word.isalnum():  # as nearly all are
            found.append(Word(word.lower(), start, match.end()))
            continue
        if not word.isalnum():
            word = _POSSESSIVE.sub("", word)
        found.append(Word(word_key(word), start, start + len(word)))
    return found


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """The key under which a name is filed: its folded words with one space between."""
    if name.isascii() and "'" not in name and "`" not in name:
        return " ".join(_WORD.findall(name)).lower()
    return " ".join(word_key(word) for word in _WORD.findall(name))
