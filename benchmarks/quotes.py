"""Who says what, in PolNeAR's texts: attributions aligned greedily by content, the largest overlap first.

`source_f1`, `cue_f1` and `content_f1` count an aligned pair whose spans overlap at all, `…_exact_f1` one whose spans
are the same characters but for space and punctuation at the ends. A source that neither side gives is no error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.result import Outcome, ratio, say
from benchmarks.rows import rows
from whimbrel.clean import to_report
from whimbrel.coder import Knowledge
from whimbrel.coder.quotes import Attribution, attributions
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.model import Span

PARTS = ("source", "cue", "content")
Offsets = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as the offsets its parts cover in the row's text."""

    source: Offsets
    cue: Offsets
    content: Offsets


def run(data: Path) -> Outcome:
    knowledge = Knowledge.load()
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    examples: list[tuple[str, str]] = []
    n = 0
    for n, row in enumerate(rows(data), start=1):
        if not {"text", "attributions"} <= row.keys():
            raise ValueError(f"{data.name}:{n}: a row needs `text` and `attributions`; it has {', '.join(row)}")
        gold = [annotated(item) for item in row["attributions"]]
        ours = read(row, f"line {n}", knowledge)
        pairs = aligned(gold, ours)
        counts.update(gold=len(gold), ours=len(ours))
        count_parts(gold, ours, pairs, row["text"], counts)
        found = list(faults(gold, ours, pairs, row["text"]))
        errors.update(label for label, _ in found)
        examples += found
        if n % 20 == 0:
            say(f"quotes: {n} read")
    metrics = {f"{part}_f1": _f1(counts, part, "") for part in PARTS}
    metrics |= {f"{part}_exact_f1": _f1(counts, part, " exact") for part in PARTS}
    metrics |= {
        "precision": ratio(counts["content"], counts["ours"]),
        "recall": ratio(counts["content"], counts["gold"]),
    }
    return Outcome(metrics, n, errors, examples)


def _f1(counts: Mapping[str, int], part: str, how: str) -> float:
    return ratio(2 * counts[part + how], counts[f"{part} gold"] + counts[f"{part} ours"])


def annotated(item: Mapping[str, Any]) -> Said:
    parts = (frozenset(i for start, end in item.get(part) or () for i in range(start, end)) for part in PARTS)
    return Said(*parts)


def read(row: Mapping[str, Any], position: str, knowledge: Knowledge) -> list[Said]:
    """The attributions found in a row's report, at their offsets in the row's text."""
    fields = {name: str(row[key]) for name, key in (("date", "date"), ("source", "publisher")) if row.get(key)}
    try:
        report = to_report(RawPage("benchmark", position, "text", row["text"], fields))
    except SetAside:
        return []
    back = same_characters(report.text, row["text"])
    found = attributions(report, knowledge) if back is not None else attributions(row["text"], knowledge)
    return [_said(item, back) for item in found]


def same_characters(report: str, text: str) -> list[int] | None:
    """For every character of a report its offset in the text it was made from; None where more than space differs."""
    places = [i for i, char in enumerate(text) if not char.isspace()]
    if "".join(report.split()) != "".join(text.split()):
        return None
    offsets, at = [], 0
    for char in report:
        offsets.append(places[min(at, len(places) - 1)])
        at += not char.isspace()
    return offsets


def _said(item: Attribution, back: list[int] | None) -> Said:
    return Said(
        source=_offsets([item.source] if item.source else [], back),
        cue=_offsets([item.cue], back),
        content=_offsets(item.content, back),
    )


def _offsets(spans: Sequence[Span], back: list[int] | None) -> Offsets:
    if back is None:
        return frozenset(i for span in spans for i in range(span.start, span.end))
    return frozenset(
        i for span in spans if span.end > span.start for i in range(back[span.start], back[span.end - 1] + 1)
    )


def aligned(gold: Sequence[Said], ours: Sequence[Said]) -> list[tuple[int, int]]:
    """Indices of pairs that share content, one to one, the most characters first."""
    shared = [
        (len(item.content & answer.content), -g, -o) for g, item in enumerate(gold) for o, answer in enumerate(ours)
    ]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    for size, g, o in sorted(shared, reverse=True):
        if size and -g not in used_gold and -o not in used_ours:
            pairs.append((-g, -o))
            used_gold.add(-g)
            used_ours.add(-o)
    return pairs


def count_parts(
    gold: Sequence[Said], ours: Sequence[Said], pairs: Sequence[tuple[int, int]], text: str, counts: Counter[str]
) -> None:
    """Adds how often each part is given on either side, overlaps, and is the same."""
    for part in PARTS:
        counts[f"{part} gold"] += sum(bool(getattr(item, part)) for item in gold)
        counts[f"{part} ours"] += sum(bool(getattr(item, part)) for item in ours)
        for g, o in pairs:
            wanted, given = getattr(gold[g], part), getattr(ours[o], part)
            counts[part] += bool(wanted & given)
            counts[f"{part} exact"] += bool(wanted) and core(wanted, text) == core(given, text)


def core(offsets: Offsets, text: str) -> Offsets:
    """The offsets that hold letters and digits."""
    return frozenset(i for i in offsets if text[i].isalnum())


def faults(
    gold: Sequence[Said], ours: Sequence[Said], pairs: Sequence[tuple[int, int]], text: str
) -> list[tuple[str, str]]:
    """The class of each error with a line for people."""
    found = []
    for g, item in enumerate(gold):
        if all(g != other for other, _ in pairs):
            kind = "cue" if item.cue else "content without a cue"
            found.append((f"attribution missed, {kind}", _line(item, None, text)))
    for o, answer in enumerate(ours):
        if all(o != other for _, other in pairs):
            found.append(("attribution where there is none", _line(None, answer, text)))
    for g, o in pairs:
        for part in ("source", "cue"):
            wanted, given = getattr(gold[g], part), getattr(ours[o], part)
            if not wanted & given and (wanted or given):
                kind = "missing" if not given else "invented" if not wanted else "wrong"
                found.append((f"{part} {kind}", _line(gold[g], ours[o], text)))
        if core(gold[g].content, text) != core(ours[o].content, text):
            found.append(("content with other bounds", _line(gold[g], ours[o], text)))
    return found


def _line(item: Said | None, answer: Said | None, text: str) -> str:
    return f"gold {_words(item, text)} | ours {_words(answer, text)}"


def _words(item: Said | None, text: str) -> str:
    if item is None:
        return "none"
    source, cue, content = (
        " ".join(text[min(part) : max(part) + 1].split()) if part else "–"
        for part in (item.source, item.cue, item.content)
    )
    return f"[{source}] [{cue}] [{content[:160]}]"
