"""Which reports tell the same main event? Reports are read, all their claims merged, and clusters of reports compared.

A report's main event is the event that weighs most in it: its claims count by passage (headline, lead, the first body
sentences, the rest), a little more where they give a count. Reports with the same main event are one cluster; a report
without claims stands alone. `pairwise_*` counts pairs of reports, `b3_*` is B-cubed, `copy_f1` counts pairs of reports
of one lineage. Where rows tell the main event's type and day, `day_claimed` is the share of their reports whose
weightiest claim of that type claims one day, and `day_right` the share of those days that are the row's.
Rows marked unsure are read but not scored. Reports without a day of publication are of one cluster when they are of one
story (`merge.stories`): their claims have no days on which events could meet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.result import Outcome, f_score, ratio, say
from benchmarks.rows import rows
from whimbrel.coder import Knowledge
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.merge import ReportFacts, merge
from whimbrel.merge.copies import Sketch, lineages, sketch
from whimbrel.merge.stories import stories
from whimbrel.merge.story import gist
from whimbrel.model import Claim, Event, PassageKind, Report
from whimbrel.pipeline import read_report

Key = TypeVar("Key")
FIELDS = ("title", "date", "url", "source")
LABELS = "_labels"
PASSAGE_WEIGHT = {PassageKind.HEADLINE: 4.0, PassageKind.LEAD: 3.0, PassageKind.CAPTION: 0.2, PassageKind.QUOTE: 0.2}
COUNT_WEIGHT = 1.2  # a claim that gives a toll is nearer the heart of a report than one that gives none
FADING = 6.0  # sentences after which a claim of the body weighs half


@dataclass(frozen=True, slots=True)
class Row:
    """A text, the cluster it belongs to, the index of the row it copies (or None), whether it is scored; the type and
    the date of its main event, where they are told."""

    page: RawPage
    cluster: str
    copy_of: int | None = None
    scored: bool = True
    type: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was read from one row: the report (None when set aside) and its claims."""

    report: Report | None
    claims: Sequence[Claim]


def run(data: Path) -> Outcome:
    known = list(labelled(data))
    return score(known, read([row.page for row in known]), Knowledge.load())


def labelled(data: Path) -> Iterator[Row]:
    """Rows of any of the three schemas. Raises ValueError on another, OSError when the texts of labels are absent."""
    if LABELS in data.stem:
        yield from _labelled_texts(data)
        return
    for number, row in enumerate(rows(data), start=1):
        if "cluster" not in row or not ("articles" in row or "text" in row):
            found = ", ".join(row)
            raise ValueError(f"{data.name}:{number}: a row needs `cluster` and `articles` or `text`; it has {found}")
        for part, article in enumerate(row.get("articles", [row]), start=1):
            text = article.get("text") or f"{article.get('title', '')}\n\n{article.get('lead', '')}"
            yield Row(_page(data, f"line {number}.{part}", article, text), str(row["cluster"]))


def _labelled_texts(data: Path) -> Iterator[Row]:
    source = data.parent.parent / "trial" / f"{data.stem.replace(LABELS, '')}.jsonl"
    texts = list(rows(source))
    for label in rows(data):
        text = texts[label["row"]]
        page = _page(source, f"line {label['row'] + 1}", text, text["text"])
        kind, day = label.get("type") or "", label.get("date") or ""
        yield Row(page, str(label["event"]), label.get("copy_of_row"), not label.get("unsure"), kind, day)


def _page(path: Path, position: str, article: Mapping[str, Any], text: str) -> RawPage:
    fields = {name: str(article[name]) for name in FIELDS if article.get(name)}
    return RawPage(path.name, position, "text", text, fields)


def read(pages: Sequence[RawPage]) -> list[Told]:
    """Each page through clean, dating and code."""
    knowledge = Knowledge.load()
    told: list[Told] = []
    for number, page in enumerate(pages):
        try:
            told.append(Told(*read_report(page, knowledge)))
        except SetAside:
            told.append(Told(None, ()))
        if number % 100 == 99:
            say(f"same_event: {number + 1} of {len(pages)} read")
    return told


def score(known: Sequence[Row], told: Sequence[Told], knowledge: Knowledge) -> Outcome:
    """Merge everything told and compare clusters of rows with the known ones."""
    ours = main_event_of_each(told, knowledge)
    alike = stories({t.report.id: gist(t.report) for t in told if t.report and _undated(t.report)})
    ours = [alike.get(t.report.id, event) if t.report else event for t, event in zip(told, ours, strict=True)]
    scored = [i for i, row in enumerate(known) if row.scored]
    metrics, errors = agreement({i: known[i].cluster for i in scored}, {i: ours[i] for i in scored})
    if any(row.copy_of is not None for row in known):
        metrics["copy_f1"] = copy_f1(known, told, {t.report.id: sketch(t.report.text) for t in told if t.report})
    if any(row.date for row in known):
        metrics |= days(known, told)
    return Outcome(metrics, len(scored), errors)


def _undated(report: Report) -> bool:
    return report.published is None or report.published.how == "inferred"


def main_event_of_each(told: Sequence[Told], knowledge: Knowledge, type: str = "") -> list[str]:
    """Merge everything told; the id of the main event of each, one of its own where it tells none. With `type`, the
    main event is the weightiest of that type."""
    facts = {t.report.id: ReportFacts(t.report.id, t.report.published, sketch(t.report.text)) for t in told if t.report}
    claims = {claim.id: claim for t in told for claim in t.claims}
    events = merge(claims.values(), facts.values(), knowledge.almanac)
    main = main_events([event for event in events if not type or event.type == type], claims)
    return [main.get(t.report.id, f"none {i}") if t.report else f"none {i}" for i, t in enumerate(told)]


def agreement(gold: Mapping[int, str], found: Mapping[int, str]) -> tuple[dict[str, float], Counter[str]]:
    """How found clusters agree with the known ones: pairs and B-cubed, and the pairs that are wrong by cluster."""
    wanted_pairs, found_pairs = pairs(gold), pairs(found)
    right = len(wanted_pairs & found_pairs)
    precision, recall = ratio(right, len(found_pairs)), ratio(right, len(wanted_pairs))
    cubed = b_cubed(gold, found)
    metrics = {
        "b3_precision": cubed[0], "b3_recall": cubed[1], "b3_f1": f_score(*cubed),
        "pairwise_precision": precision, "pairwise_recall": recall, "pairwise_f1": f_score(precision, recall),
    }  # fmt: skip
    errors = Counter(f"false merge: {a} with {b}" for a, b in _named(found_pairs - wanted_pairs, gold))
    errors.update(f"missed: {a}" for a, _ in _named(wanted_pairs - found_pairs, gold))
    return metrics, errors


def _named(found: Iterable[tuple[int, int]], gold: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for i, j in found:
        first, second = sorted((gold[i], gold[j]))
        yield first, second


def main_events(events: Iterable[Event], claims: Mapping[str, Claim]) -> dict[str, str]:
    """Report id → id of the event that weighs most in it (ties: the smaller id)."""
    order = _sentence_order(claims.values())
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for event in events:
        for claim_id in event.claims:
            claim = claims[claim_id]
            if not claim.within:
                weights[claim.report][event.id] += _weight(claim, order[claim_id])
    return {report: min(found, key=lambda e: (-found[e], e)) for report, found in weights.items()}


def _weight(claim: Claim, sentence: int) -> float:
    base = PASSAGE_WEIGHT.get(claim.passage, 2.0 / (1.0 + sentence / FADING))
    return base * (COUNT_WEIGHT if claim.counts else 1.0)


def _sentence_order(claims: Iterable[Claim]) -> dict[str, int]:
    """Claim id → how many telling sentences of its report come before its own."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    order: dict[str, int] = {}
    for told in by_report.values():
        starts = {start: i for i, start in enumerate(sorted({claim.span.start for claim in told}))}
        order.update({claim.id: starts[claim.span.start] for claim in told})
    return order


def days(known: Sequence[Row], told: Sequence[Told]) -> dict[str, float]:
    """`day_claimed` and `day_right`, over scored rows that tell one day and whose report has a claim of their type."""
    order = _sentence_order(claim for t in told for claim in t.claims)
    asked = claimed = right = 0
    for row, t in zip(known, told, strict=True):
        found = [claim for claim in t.claims if not claim.within and claim.type == row.type]
        if not row.scored or len(row.date) != len("2000-01-01") or not found:
            continue
        when = max(found, key=lambda claim: _weight(claim, order[claim.id])).when
        asked += 1
        if when is not None and when.earliest is not None and when.earliest == when.latest:
            claimed += 1
            right += when.earliest.isoformat() == row.date
    return {"day_claimed": ratio(claimed, asked), "day_right": ratio(right, claimed)}


def pairs(clusters: Mapping[int, str]) -> set[tuple[int, int]]:
    """Pairs of keys in one cluster, the smaller first."""
    members: dict[str, list[int]] = defaultdict(list)
    for key in sorted(clusters):
        members[clusters[key]].append(key)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def b_cubed(gold: Mapping[Key, str], found: Mapping[Key, str]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both = Counter((gold[i], found[i]) for i in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    precision = sum(n * n / in_found[f] for (_, f), n in both.items())
    recall = sum(n * n / in_gold[g] for (g, _), n in both.items())
    return ratio(precision, len(gold)), ratio(recall, len(gold))


def copy_f1(known: Sequence[Row], told: Sequence[Told], sketches: Mapping[str, Sketch]) -> float:
    """F1 over pairs of rows that copy one another, directly or through a third."""
    origin = {i: i for i in range(len(known))}
    for i, row in enumerate(known):
        if row.copy_of is not None:
            low, high = sorted((origin[i], origin[row.copy_of]))
            origin = {k: low if v == high else v for k, v in origin.items()}
    lineage = lineages(sketches.items())
    wanted = pairs({i: str(root) for i, root in origin.items()})
    found = pairs({i: lineage[t.report.id] for i, t in enumerate(told) if t.report})
    return f_score(ratio(len(wanted & found), len(found)), ratio(len(wanted & found), len(wanted)))
