"""The kinds of the passages of news pages, told on plain text; and what is left of them when they come as HTML.

A row is a page: `passages`, each with `kind`, `text` and `before` (what stands between it and the one before: a blank
line, a line break, a space), and perhaps `part`. The page's text is these joined. A row may instead give `text`, and
passages with `start` and `end`, or with texts that stand in it in this order. The report is made without any field, so
that the title is not known. A labelled passage has the kind that most of its characters were given.

`macro_f1` is the mean of the F1 of all kinds that are labelled, `f1_KIND` each of them, `accuracy` the share of
passages given their kind. `body_recall` is the share of passages of lead and body that the coder gets to read. Where
rows name their `part`, the first and the last of these are given for each. A file that knows the broad kinds only
(furniture, credit, …) is compared by them.

A row with `html` is a page of which all labelled passages are on view. `html_body_recall` is the share of headline,
lead, body and captions that come out of it and are read, `html_left_out` the share of what is none of the story that
does not, or is not read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.result import Outcome, f_score, ratio
from benchmarks.rows import rows
from whimbrel.clean.normalise import normalise
from whimbrel.clean.report import to_report
from whimbrel.errors import SetAside
from whimbrel.gather.page import RawPage
from whimbrel.model import PassageKind, Report

STORY = frozenset({PassageKind.LEAD, PassageKind.BODY})
SHOWN = 110  # characters of a passage in an example


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled passage and what it was taken for; None where it did not come out of its page."""

    kind: PassageKind
    found: PassageKind | None
    text: str
    page: str
    part: str


def run(data: Path) -> Outcome:
    pages = list(rows(data))
    plain = [one for row in pages if "html" not in row for one in _labelled(row)]
    marked = [one for row in pages if "html" in row for one in _labelled(row)]
    metrics = _scores(plain)
    for part in sorted({one.part for one in plain if one.part}):
        figures = _scores([one for one in plain if one.part == part])
        metrics |= {f"{name}_{part}": figures[name] for name in ("macro_f1", "body_recall")}
    if marked:
        told, untold = ([one for one in marked if one.kind.told is wanted] for wanted in (True, False))
        metrics["html_body_recall"] = ratio(sum(one.found is not None and one.found.told for one in told), len(told))
        metrics["html_left_out"] = ratio(sum(one.found is None or not one.found.told for one in untold), len(untold))
    wrong = [one for one in plain if one.found is not one.kind]
    examples = [(f"{one.kind} taken for {one.found}", f"{one.page}: {one.text[:SHOWN]}") for one in wrong]
    return Outcome(metrics, len(plain) + len(marked), Counter(label for label, _ in examples), examples)


def _scores(labelled: Sequence[Labelled]) -> dict[str, float]:
    """Figures of plain pages; kinds are compared broadly where only broad ones are labelled."""
    broad = all(one.kind is one.kind.broad for one in labelled)
    pairs = [(one.kind, one.found.broad if broad and one.found else one.found) for one in labelled]
    scores = f1_by_kind(pairs)
    story = [one for one in labelled if one.kind in STORY]
    return {
        "macro_f1": ratio(sum(scores.values()), len(scores)),
        "accuracy": ratio(sum(kind is found for kind, found in pairs), len(pairs)),
        "body_recall": ratio(sum(one.found is not None and one.found.told for one in story), len(story)),
        **{f"f1_{kind}": score for kind, score in scores.items()},
    }


def f1_by_kind(pairs: Iterable[tuple[PassageKind, PassageKind | None]]) -> dict[PassageKind, float]:
    """The F1 of each kind that is labelled, from pairs of the labelled and the found kind."""
    counts: dict[PassageKind | None, Counter[str]] = defaultdict(Counter)
    for kind, found in pairs:
        counts[kind]["labelled"] += 1
        counts[found]["found"] += 1
        counts[kind]["right"] += kind is found
    return {
        kind: f_score(ratio(count["right"], count["found"]), ratio(count["right"], count["labelled"]))
        for kind in PassageKind
        if (count := counts[kind])["labelled"]
    }


def _labelled(row: Mapping[str, Any]) -> list[Labelled]:
    """Raises ValueError for a row without labelled passages, or with one that does not stand in its text."""
    if not row.get("passages"):
        raise ValueError(f"no `passages` in the row {row.get('id')}")
    passages = row["passages"]
    whole = "".join(one.get("before", "") + one.get("text", "") for one in passages)
    media: Literal["html", "text"] = "html" if "html" in row else "text"
    text = row["html"] if media == "html" else row.get("text") or whole
    labels = [(PassageKind(one["kind"]), one.get("text") or text[one["start"] : one["end"]]) for one in passages]
    try:
        report = to_report(RawPage(str(row.get("id", "")), "", media, text, {}))
    except SetAside:
        report = Report(id="", file="", text="")
    found = []
    at = 0
    for kind, words in labels:
        start, end = _place(report.text, words, at)
        if start < 0 and media == "text" and report.text:
            raise ValueError(f"{row.get('id')}: not in the text in this order: {words[:SHOWN]}")
        at = max(at, end) if media == "text" else at
        taken = _taken_for(report, start, end) if start >= 0 else None
        found.append(Labelled(kind, taken, words, str(row.get("id", "")), str(row.get("part", ""))))
    return found


def _place(text: str, words: str, at: int) -> tuple[int, int]:
    """Where the words stand behind `at`; -1 where they do not."""
    words = normalise(words).replace("\n", " ")
    start = text.replace("\n", " ").find(words, at)
    return start, start + len(words)


def _taken_for(report: Report, start: int, end: int) -> PassageKind | None:
    """The kind that most characters between two offsets have."""
    shares: Counter[PassageKind] = Counter()
    for passage in report.passages:
        shared = min(end, passage.span.end) - max(start, passage.span.start)
        if shared > 0:
            shares[passage.kind] += shared
    return shares.most_common(1)[0][0] if shares else None
