"""Shared rare words: what two tellings have in common besides their slots ("depot", "pilgrims", "Sumaria")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import log, sqrt
from sys import intern

from whimbrel.model import Claim

WORD = re.compile(r"[^\W\d_]{4,30}")
KEPT = 24  # so many of the rarest words of a telling are compared
TEXT_LIMIT = 1200  # code points of one claim that are looked at
STOCK = (
    20  # reports that are thought to be there besides those of the run, so that rarity means something in small runs
)


def rarity_of(shared_by: Mapping[str, int], total: int) -> dict[str, float]:
    """Key → 1 for one found in a single report, towards 0 for one found in every report."""
    ceiling = log(total + STOCK)
    return {key: 1 - log(found) / ceiling for key, found in shared_by.items()}


def content_words(text: str) -> set[str]:
    """Words of four letters or more, folded; a plural or possessive s is dropped."""
    return {word.rstrip("s") for word in WORD.findall(text[:TEXT_LIMIT].casefold())}


@dataclass(frozen=True, slots=True)
class Wording:
    """The rarest shared words of a telling, and the weight of all its words (so that little in common stays little)."""

    kept: frozenset[str] = frozenset()
    weight: float = 0.0


NO_WORDING = Wording()


def word_rarity(claims: Iterable[Claim]) -> dict[str, float]:
    """Word → rarity over reports, for words of more than one report; others can be shared by nobody."""
    found: Counter[str] = Counter()
    reports = 0
    for _, told in groupby(sorted(claims, key=_report), key=_report):  # one report's words in memory at a time
        reports += 1
        found.update({intern(word) for claim in told for word in content_words(claim.text)})
    return rarity_of({word: n for word, n in sorted(found.items()) if n > 1}, reports)


def _report(claim: Claim) -> str:
    return claim.report


def wording(claims: Iterable[Claim], rarity: Mapping[str, float]) -> Wording:
    """The words of some claims taken together."""
    words = {word for claim in claims for word in content_words(claim.text)}
    known = sorted(words & rarity.keys(), key=lambda word: (-rarity[word], word))
    weight = sum(rarity.get(word, 1.0) ** 2 for word in sorted(words))
    return Wording(frozenset(map(intern, known[:KEPT])), weight)


def likeness(a: Wording, b: Wording, rarity: Mapping[str, float]) -> float:
    """Cosine of two wordings, each word weighed by its rarity; 0 when a side has none."""
    both = a.kept & b.kept
    if not both:
        return 0.0
    return sum(rarity[word] ** 2 for word in sorted(both)) / sqrt(a.weight * b.weight)
