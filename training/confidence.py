"""Fits the weights of a claim's confidence: `python -m training.confidence [--data DIR] [--write]`.

Sentences with known claims are coded; a claim is right when its type and (where known) its status are. The share of
right claims is fitted as a sum of what was seen, by least squares that hold each weight near zero unless the data speak
against it. Printed are the weights and, from five folds of documents, how often claims of each confidence are right.
Passages cannot be seen in single sentences: the weight of captions stays as it is.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from whimbrel.coder import Knowledge, code
from whimbrel.coder.confidence import LEAST, MOST, load_weights, seen_parts
from whimbrel.coder.trace import Trace
from whimbrel.model import Claim, Passage, PassageKind, Report, Span, When

CLONE = Path(__file__).parent.parent
TABLE = CLONE / "src" / "whimbrel" / "coder" / "confidence.csv"
PULL = 10.0  # claims' worth of doubt in every weight
FOLDS = 5
FIXED = frozenset({"passage", "ellipsis"})
Seen = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One claim that the coder made: what was seen of it, whether it is right, and the document it is from."""

    seen: frozenset[Seen]
    right: bool
    document: str


def examples(data: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Every claim made of the sentences of `status_dev.jsonl` and `plover_gold_dev.jsonl`."""
    for row in _rows(data / "status_dev.jsonl"):
        report = _report(row["sentence"], row["date"])
        yield from _read(report, row["doc_id"], knowledge, lambda claim, row=row: _right(claim, row))
    for row in _rows(data / "plover_gold_dev.jsonl"):
        report = _report(row["text"], row["date"])
        yield from _read(report, row["id"], knowledge, lambda claim, row=row: _main(claim, row))


def _read(report: Report, document: str, knowledge: Knowledge, is_right: Any) -> Iterator[Example]:
    trace = Trace()
    for claim in code(report, knowledge, trace=trace):
        made = trace.claims[claim.id]
        right = is_right(claim)
        if right is not None:
            seen = seen_parts(made.tree, made.draft, claim, made.beside)
            yield Example(frozenset(seen.items()), right, document)


def _right(claim: Claim, row: dict[str, Any]) -> bool:
    """Whether the row has a claim of this type and status at the same words."""
    for gold in row["claims"]:
        at = row["sentence"].find(gold["trigger"])
        if at >= 0 and claim.trigger.overlaps(Span(at, at + len(gold["trigger"]))):
            types = {gold["type"], *gold.get("alt_types", ())}
            if claim.type in types and claim.status in {gold["status"], *gold.get("alt_status", ())}:
                return True
    return False


def _main(claim: Claim, row: dict[str, Any]) -> bool | None:
    """As `_right` for a set that has only the main event of a row: what is asked for or threatened is not known."""
    return None if claim.within else claim.type in row["types"]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _report(text: str, day: str) -> Report:
    at = date.fromisoformat(day)
    published = When(day, at, at, "metadata")
    return Report("r", "r", text, published=published, passages=(Passage(PassageKind.BODY, Span(0, len(text))),))


def fit(found: Sequence[Example], columns: Sequence[Seen]) -> dict[Seen, float]:
    """The weight of everything that may be seen. Not held back: the base, which is the share of right claims."""
    matrix = np.array([[float(column in example.seen) for column in columns] for example in found])
    right = np.array([float(example.right) for example in found])
    pull = np.diag([0.0 if part == "base" else PULL for part, _ in columns])
    solved = np.linalg.solve(matrix.T @ matrix + pull, matrix.T @ right)
    return dict(zip(columns, (round(float(weight), 3) for weight in solved), strict=True))


def score(example: Example, weights: dict[Seen, float]) -> float:
    return min(MOST, max(LEAST, sum(weights.get(seen, 0.0) for seen in example.seen)))


def cross_fitted(found: Sequence[Example], columns: Sequence[Seen]) -> list[float]:
    """The score of each example by weights that were fitted on other documents."""
    folds = [crc32(example.document.encode()) % FOLDS for example in found]
    weights = [fit([e for e, at in zip(found, folds, strict=True) if at != fold], columns) for fold in range(FOLDS)]
    return [score(example, weights[at]) for example, at in zip(found, folds, strict=True)]


def bins(found: Sequence[Example], scores: Sequence[float], width: float = 0.1) -> list[tuple[float, int, float]]:
    """For each bin of confidence its mean, how many claims it holds, and the share of right ones."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for example, value in zip(found, scores, strict=True):
        held.setdefault(int(value / width + 1e-9), []).append((value, example.right))
    return [
        (sum(v for v, _ in items) / len(items), len(items), sum(r for _, r in items) / len(items))
        for _, items in sorted(held.items())
    ]


def write(weights: dict[Seen, float]) -> None:
    """The table anew, with the same lines and meanings."""
    lines = list(load_weights().values())
    with TABLE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("part", "seen", "weight", "meaning"))
        for line in lines:
            writer.writerow((line.part, line.seen, weights.get((line.part, line.seen), line.weight), line.meaning))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.confidence", description="Fit the weights of confidence.")
    parser.add_argument("--data", type=Path, default=CLONE.parent / "shared" / "data" / "coding")
    parser.add_argument("--write", action="store_true", help="put the weights into confidence.csv")
    asked = parser.parse_args(arguments)
    found = list(examples(asked.data, Knowledge.load()))
    columns = [key for key in load_weights() if key[0] not in FIXED]
    weights = fit(found, columns)
    for (part, seen), weight in weights.items():
        number = sum((part, seen) in example.seen for example in found)
        print(f"{part:10} {seen:10} {weight:+.3f}  {number} claims")
    _tell("as it is", found, [_stored(example) for example in found])
    _tell("fitted, on other documents", found, cross_fitted(found, columns))
    if asked.write:
        write(weights)
    return 0


def _stored(example: Example) -> float:
    return score(example, {key: line.weight for key, line in load_weights().items()})


def _tell(name: str, found: Sequence[Example], scores: Sequence[float]) -> None:
    table = bins(found, scores)
    error = sum(number * abs(mean - share) for mean, number, share in table) / max(1, len(found))
    brier = sum((value - e.right) ** 2 for e, value in zip(found, scores, strict=True)) / max(1, len(found))
    print(f"\n{name}: {len(found)} claims, calibration error {error:.3f}, Brier {brier:.3f}")
    for mean, number, share in table:
        print(f"  confidence {mean:.2f}: {share:.2f} of {number} right")


if __name__ == "__main__":
    raise SystemExit(main())
