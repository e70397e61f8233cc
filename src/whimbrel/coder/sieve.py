"""Which sentences can hold an event: looked at word by word, before anything is parsed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.coder.match import SYMBOLS
from whimbrel.grammar.sentence import Segment

FORMS = ("VBD", "VBZ", "VBG", "VBN", "NNS")  # one lemma guess for each inflection a word may show
HYPHENS = frozenset({"-", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What a written word may be: its dictionary forms, lower-cased, and the entries that it may trigger."""

    lemmas: frozenset[str]
    entries: tuple[Entry, ...]
    free: bool  # whether there is an entry that needs no other word


@dataclass
class Sieve:
    """Lets a segment through when one of its words can be a trigger whose fixed words are there too.

    `lemma(word, tag)` gives a dictionary form. Guesses are remembered by word.
    """

    lexicon: Lexicon
    lemma: Callable[[str, str], str]
    _guesses: dict[str, Guess] = field(default_factory=dict)

    def passes(self, segment: Segment) -> bool:
        """Whether the segment is worth a parse."""
        if len(segment.words) < 3 or segment.given_up is not None:
            return False
        words = segment.words
        guesses = [self._guess(word) for word in words]
        if not HYPHENS.isdisjoint(words):
            for i, word in enumerate(words):
                if word in HYPHENS and 0 < i < len(words) - 1:
                    guesses.append(self._guess(words[i - 1] + words[i + 1]))
        if any(guess.free for guess in guesses):
            return True
        present = frozenset().union(*[guess.lemmas for guess in guesses])
        return any(_possible(entry, present) for guess in guesses for entry in guess.entries)

    def lemmas(self, word: str) -> frozenset[str]:
        """All dictionary forms that a written word may have, lower-cased."""
        return self._guess(word).lemmas

    def _guess(self, word: str) -> Guess:
        known = self._guesses.get(word)
        if known is None:
            forms = {word.lower(), *(self.lemma(word, tag).lower() for tag in FORMS)}
            forms |= {SYMBOLS[word]} if word in SYMBOLS else set()
            lemmas = frozenset(forms | {form.replace("-", "") for form in forms})
            found = [
                e for form in lemmas for side in (self.lexicon.nouns, self.lexicon.verbs) for e in side.get(form, ())
            ]
            entries = [entry for entry in found if entry.type != "NONE"]
            free = [entry for entry in entries if _possible(entry, frozenset())]
            known = Guess(lemmas, tuple(free[:1] or entries), bool(free))
            if len(self._guesses) < 30_000:
                self._guesses[word] = known
        return known


def _possible(entry: Entry, present: frozenset[str]) -> bool:
    """Whether the words that the entry needs beside its own are in the sentence at all."""
    pattern = entry.pattern
    if not isinstance(pattern, VerbPattern):
        behind = pattern.behind
        within = behind is None or not (
            present.isdisjoint(behind.preps) or (behind.words and present.isdisjoint(behind.words))
        )
        return within and present.issuperset(pattern.modifiers)
    return all(words & present for words in pattern.words) and all(preps & present for preps in pattern.preps)
