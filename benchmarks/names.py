"""Names in Arabic or Hebrew letters against their English spelling: every English name of the file is a candidate.

Lower-cased, diacritics folded. `hit_at_1` and `hit_at_5` are the shares of names whose own English spelling stands
first, or among the first five; a tie counts as its chance. Of a file with more than 5,000 rows, 5,000 drawn with a
fixed seed are asked; all its English names stay candidates.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.name_index import NameIndex

MOST_ASKED = 5_000
SEED = 2026
OFFERED = 20  # deeper than five, so that a tie across the fifth place is seen


def run(data: Path) -> Outcome:
    pairs = read(data)
    index = NameIndex(sorted({name_key(english) for _, english in pairs}))
    asked = sample(pairs)
    hits: Counter[int] = Counter()
    errors: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    for number, (name, english) in enumerate(asked, start=1):
        offered = index.best(name, OFFERED)
        wanted = name_key(english)
        for most in (1, 5):
            hits[most] += chance(wanted, offered, most)  # type: ignore[assignment]
        if not offered or offered[0][0] != wanted:
            error = label(wanted, offered)
            errors[error] += 1
            examples.append((error, f"{name} = {wanted}, not {offered[0][0] if offered else 'found'}"))
        if number % 1000 == 0:
            say(f"names: {number} of {len(asked)}")
    metrics = {f"hit_at_{most}": ratio(hits[most], len(asked)) for most in (1, 5)}
    return Outcome(metrics, len(asked), errors, examples)


def read(data: Path) -> list[tuple[str, str]]:
    """Names with their English spelling. Raises ValueError on a row of another schema."""
    pairs = []
    for record in rows(data):
        name = record.get("ar") or record.get("he")
        if not name or not record.get("en"):
            raise ValueError(f"a row needs `en`, and `ar` or `he`; this one has {', '.join(record)}")
        pairs.append((name, record["en"]))
    return pairs


def sample(pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """What is asked: all pairs of a small file, 5,000 of a large one. Training leaves these out."""
    return pairs if len(pairs) <= MOST_ASKED else random.Random(SEED).sample(pairs, MOST_ASKED)


def chance(wanted: str, offered: Sequence[tuple[str, float]], most: int) -> float:
    """The chance that `wanted` is among the first `most` when those of one score stand in any order."""
    scores = dict(offered)
    if wanted not in scores:
        return 0.0
    better = sum(score > scores[wanted] for score in scores.values())
    tied = sum(score == scores[wanted] for score in scores.values())
    return min(1.0, max(0.0, (most - better) / tied))


def label(wanted: str, offered: Sequence[tuple[str, float]]) -> str:
    """The class of an error."""
    names = [name for name, _ in offered]
    if wanted not in names:
        return "not offered" if names else "nothing offered"
    words, first = wanted.split(), names[0].split()
    if len(words) != len(first):
        return "a name of more or fewer words goes first"
    if len(words) > 1 and sum(a != b for a, b in zip(words, first, strict=True)) == 1:
        return "another given name or surname goes first"
    return "another spelling goes first"
