"""Times in TimeML documents: spans, values and types against the annotation, the document's date given.

Counted as TempEval-3 does: `strict_f1` needs the exact span, `relaxed_f1` any overlap (one to one), `value_f1` an
overlap and the exact TIMEX3 value; `type_accuracy` is the share of right types among the overlapping.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.result import Outcome, ratio
from benchmarks.rows import rows
from whimbrel.coder.times import TimeExpression, find_times, timexes

Found = tuple[TimeExpression, str, str]
Pair = tuple[Mapping[str, Any], Found]


def run(data: Path) -> Outcome:
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for row in rows(data):
        found = timexes(find_times(row["text"], 0, len(row["text"])), date.fromisoformat(row["dct"][:10]))
        pairs = aligned(row["timexes"], found)
        counts.update(gold=len(row["timexes"]), found=len(found), relaxed=len(pairs))
        for item, answer in pairs:
            counts.update(hits(item, answer))
        errors.update(classes(row["timexes"], found, pairs))
    both = counts["gold"] + counts["found"]
    metrics = {f"{name}_f1": ratio(2 * counts[name], both) for name in ("strict", "relaxed", "value")}
    metrics["type_accuracy"] = ratio(counts["type"], counts["relaxed"])
    return Outcome(metrics, counts["gold"], errors)


def aligned(gold: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> list[Pair]:
    """Annotated and found expressions that overlap, one to one: exact spans first, then in order."""
    pairs: list[Pair] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for fits in (exact, meets):
        for g, item in enumerate(gold):
            for f, answer in enumerate(found):
                if g not in used_gold and f not in used_found and fits(item, answer[0]):
                    pairs.append((item, answer))
                    used_gold.add(g)
                    used_found.add(f)
    return pairs


def exact(item: Mapping[str, Any], expression: TimeExpression) -> bool:
    return bool((item["start"], item["end"]) == (expression.span.start, expression.span.end))


def meets(item: Mapping[str, Any], expression: TimeExpression) -> bool:
    return bool(item["start"] < expression.span.end and expression.span.start < item["end"])


def hits(item: Mapping[str, Any], answer: Found) -> Iterator[str]:
    """What is right about an aligned answer."""
    expression, kind, value = answer
    if exact(item, expression):
        yield "strict"
    if value == item["value"]:
        yield "value"
    if kind == item["type"]:
        yield "type"


def classes(gold: Sequence[Mapping[str, Any]], found: Sequence[Found], pairs: Sequence[Pair]) -> Iterator[str]:
    """The class of each error: missed, made up, other bounds, other value."""
    seen = {id(item) for item, _ in pairs}
    taken = {id(answer) for _, answer in pairs}
    yield from (f"{item['type']} missed" for item in gold if id(item) not in seen)
    yield from (f"{answer[1]} where there is none" for answer in found if id(answer) not in taken)
    for item, answer in pairs:
        if not exact(item, answer[0]):
            yield f"{item['type']} with other bounds"
        if answer[2] != item["value"]:
            yield f"{item['type']} with another value"
