"""The names of a list that are most like a given one, best first: the way in for many thousands of names.

A name in Arabic or Hebrew letters is looked up by how likely each Latin name is spelt so; any other by the skeletons of
its words. Both go through words first, so only names that share one are ever compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from whimbrel.almanac.name_alignment import name_skeletons, rank_score
from whimbrel.almanac.sounds import script_of
from whimbrel.almanac.spelt_names import Scorer, latin_words, spelt_name
from whimbrel.almanac.transliteration import SCRIPTS, UNSEEN, load_odds
from whimbrel.almanac.word_trie import WordTrie

MOST_COMPARED = 100  # names compared in full, those with most to hope for
SHORT = 3  # letters of a word that may be written as one with its neighbour
MOST_WORDS = 500  # Latin words taken up for one word
POOR = 1e-4  # odds of the best word below which odd spellings are looked for
FEW = 5_000  # so few words are then all tried
ARTICLE = "ال"


class NameIndex:
    """A list of names, mostly in Latin letters, to be searched by names in any script."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._words = tuple(latin_words(name) for name in self.names)
        self._holders: dict[str, list[int]] = {}
        for number, words in enumerate(self._words):
            joined = (a + b for a, b in pairwise(words) if min(len(a), len(b)) <= SHORT)
            for word in {*words, *joined}:
                self._holders.setdefault(word, []).append(number)
        self._trie = WordTrie(self._holders)
        self._skeletons: dict[str, list[int]] | None = None
        self._spelt = lru_cache(maxsize=4_096)(self._look_up)

    def best(self, name: str, most: int = 5) -> list[tuple[str, float]]:
        """The names most like `name` with their scores, best first; scores of one search alone can be compared."""
        script = script_of(name)
        scores = self._by_spelling(name, script) if script in SCRIPTS else self._by_skeleton(name)
        ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [(self.names[number], score) for number, score in ordered[:most]]

    def _by_spelling(self, name: str, script: str) -> dict[int, float]:
        odds = load_odds(script)
        spelt = spelt_name(name, script, odds)
        sums: dict[int, float] = {}
        for letters, alone in zip(spelt.words, spelt.alone, strict=True):
            hopes: dict[int, float] = {}
            for word, likely in self._spelt(letters, script).items():
                gain = math.log(likely) - alone
                for number in self._holders[word]:
                    if gain > hopes.get(number, 0.0):
                        hopes[number] = gain
            for number, gain in hopes.items():
                sums[number] = sums.get(number, 0.0) + gain
        scorer = Scorer(spelt, odds, {})
        return {number: scorer.score(self._words[number]) for number in _largest(sums)}

    def _look_up(self, letters: str, script: str) -> dict[str, float]:
        """Latin words that a word may spell; odd spellings are looked for only where there is nothing better."""
        odds = load_odds(script)
        found = self._trie.spelt(letters, odds)
        if max(found.values(), default=0.0) < POOR:
            if len(self._holders) <= FEW:
                found = {word: value for word in self._holders if (value := odds.of_word(letters, word)) > 0.0}
            else:
                found = {**self._trie.spelt(letters, odds, UNSEEN), **found}
        if letters.startswith(ARTICLE) and len(letters) > 3 and script == "arabic":
            for word, value in self._trie.spelt(letters[2:], odds).items():
                found[word] = max(found.get(word, 0.0), value)
        kept = sorted(found, key=lambda word: (-found[word], word))[:MOST_WORDS]
        return {word: found[word] for word in kept}

    def _by_skeleton(self, name: str) -> dict[int, float]:
        if self._skeletons is None:
            self._skeletons = {}
            for number, text in enumerate(self.names):
                for key in name_skeletons(text):
                    self._skeletons.setdefault(key, []).append(number)
        sums: dict[int, float] = {}
        for key in name_skeletons(name):
            filed = self._skeletons.get(key, ())
            for number in filed:
                sums[number] = sums.get(number, 0.0) + 1.0 / (8.0 + len(filed))
        return {number: rank_score(name, self.names[number]) for number in _largest(sums)}


def _largest(sums: dict[int, float]) -> list[int]:
    return sorted(sums, key=lambda number: (-sums[number], number))[:MOST_COMPARED]
