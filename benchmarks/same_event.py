"""Which reports tell the same main event? Reports are read, all their claims merged, and clusters of reports compared.

`merge.main_event` tells which reports are of one cluster: by the events that they share, the wording of their openings,
numbers and days of publication; undated reports by their story alone. `events_*` are the figures of events alone: there
a report's main event is the one that weighs most in it (its claims count by passage), and reports with the same one are
a cluster. `pairwise_*` counts pairs of reports, `b3_*` is B-cubed, `copy_f1` counts pairs of reports
of one lineage. Where rows tell the main event's type and day, `day_claimed` is the share of their reports whose
weightiest claim of that type claims one day, and `day_right` the share of those days that are the row's.
Rows marked unsure are read but not scored.
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
from whimbrel.merge.main_event import Read, claim_weight, same_main_event, sentence_order, shares
from whimbrel.merge.story import gist
from whimbrel.model import Claim, Event, Report
from whimbrel.pages import read_report
from whimbrel.report_version import version_of
from whimbrel.wholes import whole_of

Key = TypeVar("Key")
FIELDS = ("title", "date", "url", "source")
LABELS = "_labels"


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
    claims = {claim.id: claim for t in told for claim in t.claims}
    events = events_of(told, knowledge)
    taken = shares(claims.values(), {id: event.id for event in events for id in event.claims})
    reports = [t.report for t in told if t.report]
    found_same = same_main_event({r.id: Read(gist(r), r.published, taken.get(r.id, {})) for r in reports})
    ours = [found_same[t.report.id] if t.report else f"none {i}" for i, t in enumerate(told)]
    scored = [i for i, row in enumerate(known) if row.scored]
    gold = {i: known[i].cluster for i in scored}
    metrics, errors = agreement(gold, {i: ours[i] for i in scored})
    main = weightiest(told, events)
    alone, _ = agreement(gold, {i: main[i] for i in scored})
    metrics |= {f"events_{name}": alone[name] for name in ("pairwise_f1", "pairwise_precision", "b3_f1")}
    if any(row.copy_of is not None for row in known):
        metrics["copy_f1"] = copy_f1(known, told, {report.id: sketch(report.text) for report in reports})
    if any(row.date for row in known):
        metrics |= days(known, told)
    return Outcome(metrics, len(scored), errors)


def events_of(told: Sequence[Told], knowledge: Knowledge) -> list[Event]:
    """Everything told, merged."""
    reports = {t.report.id: t.report for t in told if t.report}
    facts = [ReportFacts(id, r.published, sketch(r.text), version=version_of(r)) for id, r in reports.items()]
    claims = [claim for t in told for claim in t.claims]
    return merge(claims, facts, knowledge.almanac, whole=lambda id: whole_of(reports[id], knowledge.almanac))


def weightiest(told: Sequence[Told], events: Iterable[Event], type: str = "") -> list[str]:
    """The id of the event that weighs most in each (ties: the smaller id), one of its own where it tells none. With
    `type`, only events of that type are looked at."""
    event_of = {id: event.id for event in events if not type or event.type == type for id in event.claims}
    taken = shares((claim for t in told for claim in t.claims), event_of)
    main = {report: min(own, key=lambda event: (-own[event], event)) for report, own in taken.items()}
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


def days(known: Sequence[Row], told: Sequence[Told]) -> dict[str, float]:
    """`day_claimed` and `day_right`, over scored rows that tell one day and whose report has a claim of their type."""
    order = sentence_order(claim for t in told for claim in t.claims)
    asked = claimed = right = 0
    for row, t in zip(known, told, strict=True):
        found = [claim for claim in t.claims if not claim.within and claim.type == row.type]
        if not row.scored or len(row.date) != len("2000-01-01") or not found:
            continue
        when = max(found, key=lambda claim: claim_weight(claim, order[claim.id])).when
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
