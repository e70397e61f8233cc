"""Words in Latin letters that a word in Arabic or Hebrew letters may spell, found in a tree of the words' letters.

A beam search: of all beginnings that explain the same letters of the word, only the likeliest go on. Words that begin
alike share the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from whimbrel.almanac.transliteration import EDGE, LONGEST_WORD, Letters, Odds

BEAM = 500  # beginnings that go on from one place of the word
FAR_BEHIND = 1e-6  # a beginning so much less likely than the best at its place is left

Branch = dict[str, "Branch | str"]  # by letter; under "" the word that ends here
Beginning = tuple[float, str, Branch]  # minus the odds of all but the last letter; the letters behind an edge


class WordTrie:
    """A set of words (letters a to z), searched by how likely they are spelt."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._root: Branch = {}
        for word in self._words:
            branch = self._root
            for letter in word[:LONGEST_WORD]:
                below = branch.setdefault(letter, {})
                assert isinstance(below, dict)
                branch = below
            branch[""] = word

    def spelt(self, letters: str, odds: Odds, unseen: float = 0.0) -> dict[str, float]:
        """Words that `letters` may spell, each with about its odds; of the unlikely ones not all are found.

        `unseen`: the odds of ways never seen in learning; above nought finds odd spellings, and takes longer.
        """
        found: dict[str, float] = {}
        heaps: list[list[Beginning]] = [[] for _ in range(len(letters) + 1)]
        for one, below in self._root.items():
            if not isinstance(below, str):
                heappush(heaps[0], (-1.0, EDGE + one, below))
        for done, heap in enumerate(heaps):
            least = heap[0][0] * FAR_BEHIND if heap else 0.0
            coming = letters[done : done + 2]
            for _ in range(BEAM):
                if not heap or heap[0][0] > least:
                    break
                minus, path, branch = heappop(heap)
                for letter, below in branch.items():
                    if isinstance(below, str):
                        if len(letters) - done <= 2:
                            value = _becomes(path[-2:] + EDGE, odds).get(letters[done:], unseen)
                            found[below] = found.get(below, 0.0) - minus * value
                        continue
                    becomes = _becomes(path[-2:] + letter, odds)
                    for more in range(len(coming) + 1):
                        value = becomes.get(coming[:more], unseen if more < 2 else 0.0)
                        if value:
                            heappush(heaps[done + more], (minus * value, path + letter, below))
        for word in self._words.intersection(odds.spellings.get(letters, ())):
            found[word] = odds.with_words(found.get(word, 0.0), letters, word)
        return {word: value for word, value in found.items() if value > 0.0}


def _becomes(three: str, odds: Odds) -> Letters:
    """What the letter in the middle of three becomes, whatever stands around them."""
    return odds.of_letter(f"?{three}?")
