"""Words of a sentence: spaCy's English tokeniser, guarded against text that is not made of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.attrs import IDX, LENGTH
from spacy.tokenizer import Tokenizer

LONGEST_CHUNK = 300
"""A run of this many characters without a space is no word (a data URI, a script without spaces): kept in one piece."""

LONGEST_SENTENCE = 250
"""Words; longer stretches are cut, so that one odd page cannot hold up a run."""

_CHUNK = re.compile(rf"\S{{{LONGEST_CHUNK},}}")

Word = tuple[str, int, int]
"""A word and its offsets in the report."""


def words_of(tokenizer: Tokenizer, text: str, start: int, end: int) -> list[Word]:
    """The words of `text[start:end]`; white space is no word."""
    words: list[Word] = []
    here = start
    for chunk in _CHUNK.finditer(text, start, end):
        words += _tokens(tokenizer, text, here, chunk.start())
        words.append((chunk.group(), chunk.start(), chunk.end()))
        here = chunk.end()
    words += _tokens(tokenizer, text, here, end)
    return words


def _tokens(tokenizer: Tokenizer, text: str, start: int, end: int) -> list[Word]:
    if start >= end:
        return []
    found = []
    for offset, length in tokenizer(text[start:end]).to_array([IDX, LENGTH]).tolist():
        word = text[start + offset : start + offset + length]
        if not word.isspace():
            found.append((word, start + offset, start + offset + length))
    return found


def bounded(words: list[Word]) -> Iterator[list[Word]]:
    """The same words in pieces of at most `LONGEST_SENTENCE`, cut after a semicolon or comma where there is one."""
    while len(words) > LONGEST_SENTENCE:
        cut = _best_cut(words)
        yield words[:cut]
        words = words[cut:]
    if words:
        yield words


def _best_cut(words: list[Word]) -> int:
    for marks in ((";", ":", "—", "–", "--"), (",", ")"), ("and", "or", "but")):
        for i in range(LONGEST_SENTENCE - 1, LONGEST_SENTENCE // 2, -1):
            if words[i][0] in marks:
                return i + 1
    return LONGEST_SENTENCE
