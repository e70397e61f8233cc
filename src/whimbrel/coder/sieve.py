"""Which sentences can hold an event: looked at word by word, before anything is parsed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.grammar.sentence import Segment

FORMS = ("VBD", "VBZ", "VBG", "VBN", "NNS")  # one lemma guess for each inflection a word may show
HYPHENS = frozenset({"-", "‑", "–"})
LONGEST = 250  # words; a longer "sentence" is a table or a list, and is given up


@dataclass
class Sieve:
    """Lets a segment through when one of its words can be a trigger whose fixed words are there too.

    `lemma(word, tag)` gives a dictionary form. Guesses are remembered by word.
    """

    lexicon: Lexicon
    lemma: Callable[[str, str], str]
    _guesses: dict[str, frozenset[str]] = field(default_factory=dict)

    def passes(self, segment: Segment) -> bool:
        """Whether the segment is worth a parse."""
        if not 3 <= len(segment.words) <= LONGEST:
            return False
        words = segment.words
        guesses = [self.guess(word) for word in words]
        guesses += [self.guess(words[i - 1] + words[i + 1]) for i in range(1, len(words) - 1) if words[i] in HYPHENS]
        present = frozenset().union(*guesses)
        for lemmas in guesses:
            for lemma in lemmas:
                if any(_possible(entry, present) for entry in self.lexicon.nouns.get(lemma, ())):
                    return True
                if any(_possible(entry, present) for entry in self.lexicon.verbs.get(lemma, ())):
                    return True
        return False

    def guess(self, word: str) -> frozenset[str]:
        """All dictionary forms that the word may have, lower-cased."""
        known = self._guesses.get(word)
        if known is None:
            forms = {word.lower(), *(self.lemma(word, tag).lower() for tag in FORMS)}
            known = frozenset(forms | {form.replace("-", "") for form in forms})
            if len(self._guesses) < 200_000:
                self._guesses[word] = known
        return known


def _possible(entry: Entry, present: frozenset[str]) -> bool:
    """Whether the words that the entry needs beside its own are in the sentence at all."""
    pattern = entry.pattern
    if entry.type == "NONE":
        return False
    if not isinstance(pattern, VerbPattern):
        return present.issuperset(pattern.modifiers)
    return all(words & present for words in pattern.words) and all(preps & present for preps in pattern.preps)
