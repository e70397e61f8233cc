"""Words of a sentence: spaCy's English tokeniser, guarded against text that is not made of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.attrs import IDX, LENGTH
from spacy.tokenizer import Tokenizer

LONGEST_CHUNK = 300
"""A run of this many characters without a space is no word (a data URI, a script without spaces): kept in one piece."""

LONGEST_SENTENCE = 250
"""Words; longer stretches are cut or given up, so that one odd page cannot hold up a run."""

SEAMS = frozenset({";", ":", "—", "–", "--"})

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


def bounded(words: list[Word]) -> Iterator[tuple[list[Word], tuple[int, int] | None]]:
    """The same words in pieces of at most `LONGEST_SENTENCE`.

    A long sentence is cut where its own marks part it (semicolon, colon, dash). A stretch that stays too long even so
    is given up: cut anywhere, its pieces would tell what nobody wrote. They come with the offsets of the stretch.
    """
    seams = [i + 1 for i, (word, _, _) in enumerate(words) if word in SEAMS] if len(words) > LONGEST_SENTENCE else []
    start = 0
    while len(words) - start > LONGEST_SENTENCE:
        first, beyond = bisect_right(seams, start), bisect_right(seams, start + LONGEST_SENTENCE)
        if first < beyond:
            end = seams[beyond - 1]
            yield words[start:end], None
        else:
            end = seams[first] if first < len(seams) else len(words)
            for at in range(start, end, LONGEST_SENTENCE):
                yield words[at : min(at + LONGEST_SENTENCE, end)], (words[start][1], words[end - 1][2])
        start = end
    if start < len(words):
        yield words[start:], None
