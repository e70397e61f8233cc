"""Names in two scripts for the odds of spelling: what is read, and what is left out because it is measured on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from benchmarks.names import read, sample
from benchmarks.rows import rows
from whimbrel.almanac.transliteration import latin_of, letters_of

Pairs = dict[tuple[str, str], int]  # letters of the script and Latin letters, and how often they name one person

MOST_OF_ONE = 20  # a very common name counts as this many
GIVEN = 2  # what a pair of the hand-checked set counts for
LONGEST = 25
_SPACES = re.compile(r"[\s\-־–]+")
_ASIDE = re.compile(r"\([^)]*\)?")


def arabic_pairs(data: Path) -> Pairs:
    """Single words; no word of the development set, in either script, is among them."""
    measured = read(data / "google_ar2en_dev.jsonl")
    held_arabic = {letters_of(arabic, "arabic") for arabic, _ in measured}
    held_latin = {latin_of(english) for _, english in measured}
    counts: Counter[tuple[str, str]] = Counter()
    for arabic, english in read(data / "google_ar2en_train.jsonl"):
        counts[letters_of(arabic, "arabic"), latin_of(english)] += GIVEN
    for row in rows(data / "wikidata_ar_tokens.jsonl"):
        counts[letters_of(row["ar"], "arabic"), latin_of(row["en"])] += min(row["n"], MOST_OF_ONE)
    kept = {pair: n for pair, n in counts.items() if pair[0] not in held_arabic and pair[1] not in held_latin}
    return _usable(kept)


def hebrew_pairs(data: Path) -> Pairs:
    """Words that stand in the same place of names of equally many words; no name that the benchmark asks for."""
    pairs = read(data / "wikidata_he_fullnames.jsonl")
    held = {name for pair in sample(pairs) for name in pair}
    counts: Counter[tuple[str, str]] = Counter()
    for hebrew, english in pairs:
        if hebrew in held or english in held:
            continue
        ours = [word for word in _SPACES.split(_ASIDE.sub("", hebrew)) if word]
        theirs = [word for word in _SPACES.split(english) if word]
        if len(ours) == len(theirs):
            counts.update((letters_of(a, "hebrew"), latin_of(b)) for a, b in zip(ours, theirs, strict=True))
    return _usable(counts)


def _usable(counts: Pairs) -> Pairs:
    return {(a, b): n for (a, b), n in counts.items() if 0 < len(a) <= LONGEST and 0 < len(b) <= LONGEST}
