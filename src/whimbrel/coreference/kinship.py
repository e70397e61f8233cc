"""Which words can tell of one kind of happening: "arrest" and "nab", "die" and "death", "acquire" and "takeover".

Kinds stand in `data/kinds_of_happening.csv`, hand-kept. Words that no kind holds are kin by their stem.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError

ENDINGS = (
    "ifications", "ification", "izations", "ization", "isation", "ations", "ation", "ments", "ment", "ances", "ance",
    "ences", "ence", "ating", "ated", "ates", "ate", "ings", "ing", "ions", "ion", "ives", "ive", "ures", "ure", "ers",
    "er", "ors", "or", "als", "al", "ies", "ied", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
SHORTEST = 3  # letters that an ending leaves
SAME, STEM, NEAR = 1.0, 0.9, 0.5
FILE = "kinds_of_happening.csv"
NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kinds:
    """Word (or `verb_particle`) -> kinds it may tell of; stem -> the same; kind -> kinds that lie near."""

    of_words: Mapping[str, frozenset[str]]
    of_stems: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]

    def of(self, word: str) -> frozenset[str]:
        """Kinds of a lemma, by its stem where the table does not hold it."""
        found = self.of_words.get(word)
        return self.of_stems.get(stem(word), NO_KINDS) if found is None else found

    def lie_near(self, a: Iterable[str], b: frozenset[str]) -> bool:
        """Whether some kind of `a` lies near one of `b`."""
        return any(self.near.get(kind, NO_KINDS) & b for kind in a)


@cache
def shipped_kinds() -> Kinds:
    """The table that comes with the package. Raises DataError where a row breaks its rules."""
    return read_kinds((files("whimbrel.coreference") / "data" / FILE).read_text(encoding="utf-8"))


def read_kinds(text: str) -> Kinds:
    """`kind,near,words` rows: near kinds must be kinds of the table, each kind stands once. Raises DataError."""
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    names = [row["kind"] for row in rows]
    words: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        kind, others, said = row["kind"], (row["near"] or "").split(), (row["words"] or "").split()
        if unknown := sorted(set(others) - set(names)):
            raise DataError(
                f"no such kind: {', '.join(unknown)}", where=f"{FILE}: {kind}", remedy="name one of the table"
            )
        if names.count(kind) > 1 or not said:
            raise DataError("stands twice or holds no word", where=f"{FILE}: {kind}", remedy="keep one row, with words")
        for word in said:
            words[word].add(kind)
            if "_" not in word:
                stems[stem(word)].add(kind)
        for other in others:
            near[kind].add(other)
            near[other].add(kind)
    return Kinds(_frozen(words), _frozen(stems), _frozen(near))


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def trigger_kinship(lemma_a: str, lemma_b: str) -> float:
    """How well two words can tell of one happening. Symmetric.

    1 for one word or words of one kind ("kill", "murder"), 0.9 for words of one stem ("explode", "explosion", where
    no kind holds them), 0.5 for kinds that lie near ("kill", "shoot"), else 0. A phrasal verb is written with a low
    line: "blow_up".
    """
    a, b = lemma_a.casefold(), lemma_b.casefold()
    if a == b:
        return SAME
    kinds = shipped_kinds()
    of_a, of_b = kinds.of(a), kinds.of(b)
    if of_a & of_b:
        return SAME
    if stem(a) == stem(b):
        return STEM
    return NEAR if kinds.lie_near(of_a, of_b) else 0.0


@cache
def stem(word: str) -> str:
    """A word without its endings, for finding what is derived from what. Often no word of the language."""
    changed = True
    while changed:
        changed = False
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                word, changed = word[: -len(ending)], True
                break
    doubled = len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "sl"
    return word[:-1] if doubled else word
