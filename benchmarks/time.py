"""Times in TimeML documents: spans, values and types against the annotation, the document's date given.

Counted as TempEval-3 does: `strict_f1` needs the exact span, `relaxed_f1` any overlap (one to one), `value_f1` an overlap
and the exact TIMEX3 value, `type_accuracy` the right type among the overlapping.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from whimbrel.coder.times import TimeExpression, find_times, timexes

Found = tuple[TimeExpression, str, str]


def pair(gold: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> list[tuple[Mapping[str, Any], Found]]:
    """Annotated and found expressions that overlap, one to one: exact spans first, then in order."""
    pairs, used_gold, used_found = [], set(), set()
    for exact in (True, False):
        for g, item in enumerate(gold):
            for f, (expression, _, _) in enumerate(found):
                span = expression.span
                same = (span.start, span.end) == (item["start"], item["end"])
                if g not in used_gold and f not in used_found and (same if exact else meets(item, expression)):
                    pairs.append((item, found[f]))
                    used_gold.add(g)
                    used_found.add(f)
    return pairs


def meets(item: Mapping[str, Any], expression: TimeExpression) -> bool:
    return bool(item["start"] < expression.span.end and expression.span.start < item["end"])


def score(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, float], Counter[str]]:
    """The metrics, all fractions, and a count of the error classes ("value: 1989-Q3 for 1989-QX", "missed DATE", ...)."""
    golds = founds = strict = relaxed = value = kind = 0
    errors: Counter[str] = Counter()
    for row in rows:
        found = timexes(find_times(row["text"], 0, len(row["text"])), date.fromisoformat(row["dct"][:10]))
        gold = row["timexes"]
        pairs = pair(gold, found)
        golds, founds, relaxed = golds + len(gold), founds + len(found), relaxed + len(pairs)
        for item, (expression, found_kind, found_value) in pairs:
            exact = (expression.span.start, expression.span.end) == (item["start"], item["end"])
            strict, value, kind = (
                strict + exact,
                value + (found_value == item["value"]),
                kind + (found_kind == item["type"]),
            )
            if not exact:
                errors["span differs"] += 1
            if found_value != item["value"]:
                errors[f"value of {item['type']} differs"] += 1
        errors["missed"] += len(gold) - len(pairs)
        errors["invented"] += len(found) - len(pairs)
    total = golds + founds
    metrics = {
        "strict_f1": 2 * strict / total if total else 0.0,
        "relaxed_f1": 2 * relaxed / total if total else 0.0,
        "value_f1": 2 * value / total if total else 0.0,
        "type_accuracy": kind / relaxed if relaxed else 0.0,
    }
    return metrics, errors
