"""Pairs of names, one bearer or two: what `same_name` says against the verdict of people who know them.

Rows are JSON Lines or a table (`.csv`) with two names and `same`. A score from `SAME` on is a merge. `false_merges` is
the number of pairs of two bearers that are merged; `…_aside` counts the odd rows alone (the second, the fourth, …),
which nobody looks at while tuning.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.result import Outcome, ratio
from benchmarks.rows import rows
from whimbrel.almanac.name_alignment import SAME
from whimbrel.almanac.names import same_name
from whimbrel.almanac.sounds import script_of

YES = frozenset({"yes", "true", "1", "same"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one bearer's, and what is hard about it."""

    a: str
    b: str
    same: bool
    why: str = ""


def run(data: Path) -> Outcome:
    pairs = list(read(data))
    merged = [same_name(pair.a, pair.b).value >= SAME for pair in pairs]
    wrong = [(pair, answer) for pair, answer in zip(pairs, merged, strict=True) if pair.same is not answer]
    metrics = counted(pairs, merged)
    metrics |= {f"{name}_aside": value for name, value in counted(pairs[1::2], merged[1::2]).items()}
    return Outcome(
        metrics,
        len(pairs),
        Counter(label(pair, answer) for pair, answer in wrong),
        [(label(pair, answer), f"{pair.a} | {pair.b}") for pair, answer in wrong if pairs.index(pair) % 2 == 0],
    )


def counted(pairs: Sequence[Pair], merged: Sequence[bool]) -> dict[str, float]:
    right = sum(pair.same and answer for pair, answer in zip(pairs, merged, strict=True))
    false = sum(answer and not pair.same for pair, answer in zip(pairs, merged, strict=True))
    return {
        "precision": ratio(right, right + false),
        "recall": ratio(right, sum(pair.same for pair in pairs)),
        "false_merges": float(false),
    }


def label(pair: Pair, answer: bool) -> str:
    """The class of an error: which way it went, and between which scripts."""
    scripts = " and ".join(sorted({script_of(pair.a), script_of(pair.b)}))
    return f"{'merged' if answer else 'kept apart'}: {pair.why or 'no reason given'} ({scripts})"


def read(data: Path) -> Iterator[Pair]:
    """The pairs of a file. Raises ValueError on a row that has not two names and `same`."""
    records = csv.DictReader(data.open(encoding="utf-8", newline="")) if data.suffix == ".csv" else rows(data)
    for number, record in enumerate(records, start=1):
        names = [str(record[key]) for key in ("a", "b") if record.get(key)] or _other_texts(record)
        if "same" not in record or len(names) < 2:
            raise ValueError(f"{data.name}: row {number} needs two names and `same`; it has {', '.join(record)}")
        same = record["same"]
        yield Pair(names[0], names[1], same is True or str(same).lower() in YES, str(record.get("why") or ""))


def _other_texts(record: dict[str, Any]) -> list[str]:
    """The names of a row that calls them otherwise than `a` and `b`: its first two texts."""
    return [value for key, value in record.items() if isinstance(value, str) and key != "same"]
