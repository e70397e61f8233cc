"""Names against BIO-tagged text: exact span and type, people, organisations and places; no almanac, no gazetteer.

GPE and facilities count as places; other types are dropped on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.result import Outcome, f_score, ratio
from benchmarks.rows import rows
from whimbrel.grammar import Grammar

TYPES = {
    "PER": "PER", "PERSON": "PER", "POLITICIAN": "PER",
    "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG",
    "CORPORATION": "ORG", "GROUP": "ORG", "POLITICALPARTY": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "FAC": "LOC", "FACILITY": "LOC", "COUNTRY": "LOC",
}  # fmt: skip

Span = tuple[int, int, str]


def run(data: Path) -> Outcome:
    finder = Grammar.load().names
    right = found = wanted = 0
    errors: Counter[str] = Counter()
    for sentences in texts(rows(data)):
        answers = finder.find_all([words for words, _ in sentences])
        for (_, tags), names in zip(sentences, answers, strict=True):
            gold = spans(tags)
            ours = {(name.start, name.end, name.label) for name in names}
            right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
            errors.update(classes(gold, ours))
    precision, recall = ratio(right, found), ratio(right, wanted)
    return Outcome({"precision": precision, "recall": recall, "f1": f_score(precision, recall)}, wanted, errors)


def texts(records: Iterable[dict[str, Any]]) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Each text of a set as its sentences, words with tags. Raises ValueError on a row of another schema."""
    for record in records:
        if "sents" in record:
            yield [(words, tags) for words, tags in record["sents"]]
        elif "tokens" in record and "ner" in record:
            yield [(record["tokens"], record["ner"])]
        else:
            raise ValueError(f"a row needs `sents`, or `tokens` and `ner`; this one has {', '.join(record)}")


def spans(tags: Sequence[str]) -> set[Span]:
    """BIO (or IO) tags as spans of the three types."""
    found: set[Span] = set()
    start, label, raw = 0, "", ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if raw and (prefix != "I" or kind != raw):
            if label:
                found.add((start, i, label))
            raw = ""
        if kind and not raw:
            start, raw, label = i, kind, TYPES.get(kind.upper(), "")
    return found


def classes(gold: set[Span], ours: set[Span]) -> Iterator[str]:
    """The class of each error: missed, made up, wrong bounds, wrong type."""
    for start, end, label in sorted(gold - ours):
        touching = [o for o in ours if o[0] < end and start < o[1]]
        if any((o[0], o[1]) == (start, end) for o in touching):
            taken = next(o[2] for o in touching if (o[0], o[1]) == (start, end))
            yield f"{label} taken for {taken}"
        elif touching:
            yield f"{label} with other bounds"
        else:
            yield f"{label} missed"
    for start, end, label in sorted(ours - gold):
        if not any(g[0] < end and start < g[1] for g in gold):
            yield f"{label} where there is none"
