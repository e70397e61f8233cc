"""How well a name in Arabic or Hebrew letters spells a name in Latin letters, word by word.

A word is either the spelling of its fellow, with the learned odds, or has nothing to do with it (an epithet, a rank, a
translation), with the odds of its letters by chance. So one strange word costs much, and no more than that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from whimbrel.almanac.transliteration import Odds, latin_of, letters_of

MOST_WORDS = 8
STRANGE = 0.01  # how often a word of a name is no spelling of any word of the other
LEFT_OUT = math.log(0.03)  # a word of the Latin name that is not written
JOINED = math.log(0.2)  # two words written as one
TURNED = math.log(0.02)  # the last word first, or the first one last
ARTICLE = math.log(0.3)  # an Arabic article that the Latin name leaves out

_SPACES = re.compile(r"[\s\-־–—.,;/]+")
_ASIDE = re.compile(r"\([^)]*\)?")


@dataclass(frozen=True, slots=True)
class SpeltName:
    """The words of a name in the letters of its script, each with what it costs (a logarithm) to have no fellow."""

    words: tuple[str, ...]
    alone: tuple[float, ...]
    script: str


def spelt_name(name: str, script: str, odds: Odds) -> SpeltName:
    """A name in Arabic or Hebrew letters, taken apart; what stands in brackets is no part of it."""
    parts = (letters_of(word, script) for word in _SPACES.split(_ASIDE.sub(" ", name)))
    words = tuple(word for word in parts if word)[:MOST_WORDS]
    return SpeltName(words, tuple(math.log(STRANGE * odds.of_chance(word)) for word in words), script)


def latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in the letters a to z."""
    return tuple(word for part in _SPACES.split(name) if (word := latin_of(part)))[:MOST_WORDS]


@dataclass(slots=True)
class Scorer:
    """Scores names against one name; what two words are to each other is worked out once."""

    name: SpeltName
    odds: Odds
    known: dict[tuple[str, str], float]

    def score(self, words: Sequence[str]) -> float:
        """The logarithm of the odds that the name is the spelling of these words, in order or turned by one."""
        best = self._aligned(words)
        if len(words) > 1:
            for turned in {(*words[1:], words[0]), (words[-1], *words[:-1])}:
                best = max(best, self._aligned(turned) + TURNED)
        return best

    def pair(self, letters: str, latin: str) -> float:
        """The logarithm of the odds that `latin` is spelt `letters`."""
        key = (letters, latin)
        if key not in self.known:
            value = self.odds.of_word(letters, latin)
            if self.name.script == "arabic" and letters.startswith("ال") and len(letters) > 3:
                value = max(value, self.odds.of_word(letters[2:], latin) * math.exp(ARTICLE))
            self.known[key] = math.log(value) if value > 0.0 else -math.inf
        return self.known[key]

    def _aligned(self, words: Sequence[str]) -> float:
        spelt, alone = self.name.words, self.name.alone
        above = [LEFT_OUT * j for j in range(len(words) + 1)]
        before: list[float] = []
        for i, letters in enumerate(spelt):
            row = [above[0] + alone[i]]
            for j, word in enumerate(words):
                best = max(
                    above[j + 1] + alone[i], row[j] + LEFT_OUT, above[j] + max(self.pair(letters, word), alone[i])
                )
                if j:
                    best = max(best, above[j - 1] + JOINED + self.pair(letters, words[j - 1] + word))
                if i:
                    best = max(best, before[j] + JOINED + self.pair(spelt[i - 1] + letters, word))
                row.append(best)
            before, above = above, row
        return above[-1]
