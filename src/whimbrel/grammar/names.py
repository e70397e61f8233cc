"""Names in a sentence: a light tagger (a conditional random field) and the rules of `name_rules`, reconciled here."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite

from whimbrel.errors import DataError
from whimbrel.grammar.agreement import agree
from whimbrel.grammar.features import REMEDY, WordLists, features, read_lists
from whimbrel.grammar.name_rules import mended
from whimbrel.grammar.sentence import NameSpan

LABELS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, eq=False)
class NameFinder:
    """Finds people (PER), organisations (ORG) and places (LOC) by the words alone; no parse, no almanac."""

    tagger: pycrfsuite.Tagger
    lists: WordLists
    weights: bytes  # the tagger reads from this buffer and keeps no reference to it

    @classmethod
    def load(cls, folder: Path, dictionary: frozenset[str] = frozenset()) -> NameFinder:
        """The tagger and lists in a model folder, with the words of the language.

        Raises DataError when they are missing or damaged.
        """
        path = folder / "names.bin"
        tagger = pycrfsuite.Tagger()
        try:
            weights = zlib.decompress(path.read_bytes())
            tagger.open_inmemory(weights)
        except (OSError, zlib.error, ValueError) as error:
            raise DataError(f"the name model cannot be read: {error}", where=str(path), remedy=REMEDY) from error
        return cls(tagger, replace(read_lists(folder / "lists.bin"), dictionary=dictionary), weights)

    def find(self, words: Sequence[str]) -> tuple[NameSpan, ...]:
        """The names of one sentence, in order, none overlapping."""
        return mended(words, self.tagged(words), self.lists)

    def find_all(self, sentences: Sequence[Sequence[str]]) -> list[tuple[NameSpan, ...]]:
        """The names of the sentences of one text: a short form takes the type that its long form has elsewhere."""
        return agree(sentences, [self.find(words) for words in sentences])

    def tagged(self, words: Sequence[str]) -> list[NameSpan]:
        """What the tagger alone says."""
        if not any(word[:1].isupper() for word in words):
            return []
        return [name for name in spans(self.tagger.tag(features(words, self.lists))) if name.label in LABELS]


def spans(tags: Sequence[str]) -> list[NameSpan]:
    """BIO tags as spans; an I- without its B- begins a name."""
    found: list[NameSpan] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if label and (prefix != "I" or kind != label):
            found.append(NameSpan(start, i, label))
            label = ""
        if kind and not label:
            start, label = i, kind
    return found
