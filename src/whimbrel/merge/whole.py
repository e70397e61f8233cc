"""Reports as wholes, where a telling alone is not enough: the words that they share besides who met, where and when.

Two short reports of one meeting share few words, and two reports of different meetings of the same people share what
these always talk of. Many reports of one meeting together tell what was particular to it: the words that most of them
use. One report is therefore held against all known ones of a happening, each word by how many of them hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from sys import intern

from whimbrel.merge.words import WordRarity, content_words

TELLING = 0.4  # rarity from which a word tells anything of what a report is about
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
TEXT_LIMIT = 20_000  # code points of a report that are looked at
Runs = tuple[tuple[int, int], ...]  # first and last days, as ordinals


@dataclass(frozen=True, slots=True)
class Whole:
    """The words of a report, and the days on which its own grounds let it have been written; None for any day."""

    words: frozenset[str] = frozenset()
    written: Runs | None = None

    def may_be_written(self, first: date, last: date) -> bool:
        """Whether the grounds leave one of these days."""
        if self.written is None:
            return True
        return any(low <= last.toordinal() and first.toordinal() <= high for low, high in self.written)


WholeOf = Callable[[str], Whole]  # by the id of a report


def nothing_known(_report: str) -> Whole:
    """No report is known but for its claims."""
    return Whole()


def words_of(text: str) -> frozenset[str]:
    """The words of a report that can tell what it is about: four letters or more, folded, no weekdays."""
    return frozenset(map(intern, content_words(text, TEXT_LIMIT))) - WEEKDAYS


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two sides are, from 0 to 1; the words that they share, the weightiest first; and on how many words of
    equal weight that comes to (the inverse of Simpson's index), so that one or two words do not tell it all."""

    value: float = 0.0
    words: tuple[str, ...] = ()
    breadth: float = 0.0


def alike(
    one: Sequence[frozenset[str]], others: Sequence[frozenset[str]], without: frozenset[str], rarity: WordRarity
) -> Alike:
    """Cosine of the words of two sides, each the words of some reports. Symmetric.

    A word weighs its rarity, times the share of a side's reports that hold it. Those `without` do not count.
    """
    left, right = (_profile(side, without, rarity) for side in (one, others))
    shared = sorted(left.keys() & right.keys(), key=lambda word: (-left[word] * right[word], word))
    if not shared:
        return Alike()
    weights = [left[word] * right[word] for word in shared]
    both = sum(weights)
    value = both / sqrt(_square(left) * _square(right))
    return Alike(value, tuple(shared), both * both / sum(weight * weight for weight in weights))


def _profile(reports: Sequence[frozenset[str]], without: frozenset[str], rarity: WordRarity) -> Mapping[str, float]:
    held = Counter(word for words in reports for word in words - without)
    return {word: rarity(word) * held[word] / len(reports) for word in sorted(held) if rarity(word) >= TELLING}


def _square(profile: Mapping[str, float]) -> float:
    return sum(weight * weight for weight in profile.values())
