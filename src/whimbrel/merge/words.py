"""Shared rare words: what two tellings have in common besides their slots ("depot", "pilgrims", "Sumaria").

How rare a word is stands in a shipped table, made from open texts, so that two tellings are as alike in a chronicle of
two reports as in one of many thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt
from sys import intern

from whimbrel.errors import DataError
from whimbrel.model import Claim

WORD = re.compile(r"[^\W\d_]{2,30}")
LONG = 4  # letters from which a word is one that tellings are compared by; plurals are told from shorter ones by luck
AT_HAND = 4096  # wordings; tellings of the last days are compared with every report that comes
SENTENCES = 256  # of which the rarities are at hand: claims of one sentence come one after the other
KEPT = 32  # so many of the rarest words of a telling are compared
TEXT_LIMIT = 1200  # code points of one claim that are looked at
UNKNOWN = 1.0  # rarity of a word that the table does not hold
RARE, MANY = 0.75, 4
HEADER = "word,rarity"


@dataclass(frozen=True, slots=True, eq=False)
class WordRarity:
    """How rare words are in news: 0 for one in every passage, 1 for one in none."""

    table: Mapping[str, float]

    def __call__(self, word: str) -> float:
        return self.table.get(word, UNKNOWN)


@cache
def shipped_rarity() -> WordRarity:
    """The table that comes with the package (`training/word_rarity.py` makes it). Raises DataError on a broken row."""
    text = (files("whimbrel.merge") / "data" / "word_rarity.csv").read_text(encoding="utf-8")
    table: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or line == HEADER:
            continue
        word, _, value = line.partition(",")
        try:
            table[intern(word)] = float(value)
        except ValueError:
            raise DataError(f"word_rarity.csv:{number}: {value!r} is no rarity") from None
    return WordRarity(table)


def running_words(text: str) -> list[str]:
    """Words of two letters or more in their order, folded; from four letters on a plural or possessive s is dropped."""
    return [word.rstrip("s") if len(word) >= LONG else word for word in WORD.findall(text.casefold())]


def content_words(text: str, most: int = TEXT_LIMIT) -> set[str]:
    """Words of four letters or more, folded, in the first `most` code points; a plural or possessive s is dropped."""
    found = WORD.findall(text[:most].casefold())
    return {word.rstrip("s") for word in found if len(word) >= LONG}


@dataclass(frozen=True, slots=True)
class Wording:
    """The rarest words of a telling, and the weight of all its words (so that little in common stays little)."""

    kept: frozenset[str] = frozenset()
    weight: float = 0.0


NO_WORDING = Wording()


def wording(claims: Iterable[Claim], rarity: WordRarity) -> Wording:
    """The words of some claims taken together."""
    return _wording(frozenset([claim.text for claim in claims]), rarity)


@lru_cache(maxsize=AT_HAND)
def _wording(texts: frozenset[str], rarity: WordRarity) -> Wording:
    known: dict[str, float] = {}
    for text in texts:
        known |= _rarities(text, rarity)
    rarest = sorted([(-value, word) for word, value in known.items()])
    weight = sum([value**2 for value, _ in rarest])
    return Wording(frozenset([intern(word) for _, word in rarest[:KEPT]]), weight)


@lru_cache(maxsize=SENTENCES)
def _rarities(text: str, rarity: WordRarity) -> Mapping[str, float]:
    """The content words of a text with their rarity: the sentence that tells one claim tells others as well."""
    of = rarity.table.get
    return {word: of(word, UNKNOWN) for word in content_words(text)}


def likeness(a: Wording, b: Wording, rarity: WordRarity) -> float:
    """Cosine of two wordings, each word weighed by its rarity; 0 when a side has none."""
    both = a.kept & b.kept
    if not both:
        return 0.0
    of = rarity.table.get
    return sum([of(word, UNKNOWN) ** 2 for word in sorted(both)]) / sqrt(a.weight * b.weight)


def rare_shared(a: Wording, b: Wording, rarity: WordRarity) -> float:
    """How many words that hardly any passage holds both tellings have, from none (0) to MANY or more (1)."""
    of = rarity.table.get
    found = len([word for word in a.kept & b.kept if of(word, UNKNOWN) >= RARE])
    return min(found, MANY) / MANY
