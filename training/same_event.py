"""Fits what each feature of two tellings is worth: `python -m training.same_event [--data FILE]`.

Reports with known main events are read. Of each the tellings near its heart are taken; those of two reports are a pair
where merging would look at them together: of one event the pair that agrees best, of two events every pair. What may
be one event or is about another's is left out. A logistic regression is fitted that holds every weight near the one
set by hand (`PULL`) and lets none change its sign. Folds are runs of days, so that no event and no week is on both
sides: printed are Brier score, calibration and merged figures of each fold by weights fitted on the others, beside
those of the weights as they are, and the slope and shift that make probabilities of their scores. What is better is
put into `data/same_event.toml` by hand.

Weights of tellings within one report are not fitted: which of them are one happening is not labelled.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.result import f_score, ratio
from benchmarks.rows import rows
from benchmarks.same_event import Row, Told, b_cubed, labelled, pairs, read
from whimbrel.almanac.almanac import Almanac
from whimbrel.merge.compare import Evidence, see
from whimbrel.merge.copies import lineages, sketch
from whimbrel.merge.looked_up import Kin
from whimbrel.merge.main_event import claim_weight, sentence_order, shares
from whimbrel.merge.marks import marked, wanted
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.speech_acts import apart
from whimbrel.merge.taking_in import Merging, ReportFacts
from whimbrel.merge.weights import Weights, shipped_weights
from whimbrel.merge.within import tellings

CLONE = Path(__file__).parent.parent
DATA = CLONE.parent / "shared" / "data" / "same_event" / "syria_dev_labels.jsonl"
PULL = 4.0  # how many pairs' worth of doubt it takes to move a weight by one
HEART = 0.5  # share of the weightiest telling of a report from which others are near its heart too
FOLDS = 5
STEPS, PACE = 3000, 0.5
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings side by side, what is seen of them, whether they are one event, and the fold of each."""

    seen: Mapping[str, float]
    same: bool
    folds: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Reports with their main events: the rows, what was read of them, the fold of each, and pairs left out."""

    rows: Sequence[Row]
    told: Sequence[Told]
    folds: Sequence[int]
    unsure: frozenset[frozenset[str]]  # two events of which nobody can tell whether they are one


def load(data: Path) -> Labelled:
    """The labelled set, read; folds are runs of days with as many reports each."""
    known = list(labelled(data))
    days = sorted((row.date or "9", at) for at, row in enumerate(known))
    events: dict[str, int] = {}
    for number, (_, at) in enumerate(days):
        events.setdefault(known[at].cluster, number * FOLDS // len(days))
    unsure = {
        frozenset((str(row["event"]), str(other)))
        for row in rows(data)
        for name in ("about", "part_of", "maybe_same")
        for other in ([row[name]] if isinstance(row.get(name), str) else row.get(name) or ())
    }
    return Labelled(known, read([row.page for row in known]), [events[row.cluster] for row in known], frozenset(unsure))


def examples(known: Labelled, almanac: Almanac, weights: Weights) -> Iterator[Pair]:
    """Pairs of tellings near the heart of reports of one event or of two."""
    reports = {t.report.id: t.report for t in known.told if t.report}
    lineage = lineages((id, sketch(report.text)) for id, report in reports.items())
    evidence = Evidence(Kin(almanac), lineage, weights=weights)
    hearts = [list(_heart(told, evidence)) for told in known.told]
    scored = [at for at, row in enumerate(known.rows) if row.scored]
    for i, j in combinations(scored, 2):
        events = known.rows[i].cluster, known.rows[j].cluster
        if frozenset(events) in known.unsure:
            continue
        found = [seen for a in hearts[i] for b in hearts[j] if (seen := _seen(a, b, evidence))]
        same = events[0] == events[1]
        if same and found:
            found = [max(found, key=lambda seen: sum(weights.across.get(n, 0.0) * v for n, v in seen.items()))]
        for seen in found:
            yield Pair(seen, same, (known.folds[i], known.folds[j]))


def _heart(told: Told, evidence: Evidence) -> Iterator[Occurrence]:
    if told.report is None:
        return
    order = sentence_order(told.claims)
    own = tellings(apart(told.claims)[0], {told.report.id: told.report.published}, evidence)
    weight = {item.key: sum(claim_weight(claim, order[claim.id]) for claim in item.claims) for item in own}
    yield from (item for item in own if weight[item.key] >= HEART * max(weight.values()))


def _seen(a: Occurrence, b: Occurrence, evidence: Evidence) -> Mapping[str, float]:
    """The features of a pair that merging would weigh; none where something forbids it or it is not met."""
    left, right = marked(a, evidence), marked(b, evidence)
    least = wanted(left.moment, right.moment)
    shared = sorted(left.marks.keys() & right.marks.keys())
    if a.type != b.type or least is None or sum(left.marks[mark] for mark in shared) < least:
        return {}
    seen, forbidden = see(a, b, evidence)
    return {} if forbidden else seen


def fit(found: Sequence[Pair], start: Mapping[str, float]) -> dict[str, float]:
    """Weights by logistic regression, held near `start`; projected gradient keeps each on its side of nought."""
    names = list(start)
    matrix, same = _matrix(found, names)
    prior = np.array([start[name] for name in names])
    free = np.array([name == "base" for name in names])
    weights = prior.copy()
    scale = PACE / (np.square(matrix).sum(axis=1).max() / 4 * len(found) + PULL) * len(found) ** 0.5
    for _ in range(STEPS):
        error = _probability(matrix @ weights) - same
        step = weights - scale * (matrix.T @ error + PULL * (weights - prior) * ~free)
        weights = np.where(free | (prior == 0), step, np.where(prior > 0, np.maximum(step, 0), np.minimum(step, 0)))
    return {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}


def _matrix(found: Sequence[Pair], names: Sequence[str]) -> tuple[Array, Array]:
    matrix = np.array([[pair.seen.get(name, 0.0) for name in names] for pair in found])
    return matrix, np.array([float(pair.same) for pair in found])


def _probability(score: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(score, -30, 30)))


def probabilities(found: Sequence[Pair], weights: Mapping[str, float]) -> Array:
    names = list(weights)
    return _probability(_matrix(found, names)[0] @ np.array([weights[name] for name in names]))


def tell(name: str, found: Sequence[Pair], probability: Array) -> None:
    """Prints Brier score, expected calibration error, and how often pairs of each probability are one event."""
    same = np.array([pair.same for pair in found])
    bins = np.minimum((probability * 10).astype(int), 9)
    gaps = [abs(probability[bins == at].mean() - same[bins == at].mean()) * (bins == at).sum() for at in set(bins)]
    print(f"\n{name}: {len(found)} pairs, {same.sum()} same; Brier {np.square(probability - same).mean():.4f}, "
          f"calibration error {sum(gaps) / len(found):.4f}")  # fmt: skip
    for at in sorted(set(bins)):
        chosen = bins == at
        print(f"  said {probability[chosen].mean():.2f}: {same[chosen].mean():.2f} of {chosen.sum()}")


def merged(known: Labelled, almanac: Almanac, weights: Sequence[Mapping[str, float]]) -> tuple[float, float, float]:
    """Pairwise precision, recall and B-cubed F1 of main events, each fold merged alone by its own weights."""
    gold, found = {}, {}
    for fold in range(FOLDS):
        at = [i for i, own in enumerate(known.folds) if own == fold]
        main = _main_events([known.told[i] for i in at], almanac, replace(shipped_weights(), across=weights[fold]))
        for i in at:
            report = known.told[i].report
            if known.rows[i].scored:
                gold[i], found[i] = known.rows[i].cluster, main.get(report.id if report else "", f"none {i}")
    right = len(pairs(gold) & pairs(found))
    return ratio(right, len(pairs(found))), ratio(right, len(pairs(gold))), f_score(*b_cubed(gold, found))


def _main_events(told: Sequence[Told], almanac: Almanac, weights: Weights) -> dict[str, str]:
    claims = {claim.id: claim for t in told for claim in t.claims}
    reports = [t.report for t in told if t.report]
    of_report = defaultdict(list)
    for claim in claims.values():
        of_report[claim.report].append(claim)
    merging = Merging(MemoryState(claims, {r.id: r.published for r in reports}), almanac, weights=weights)
    for report in sorted(reports, key=lambda report: report.id):
        merging.take_in(ReportFacts(report.id, report.published, sketch(report.text)), of_report[report.id])
    remade = (one for part in merging.remade() for one in part)
    event_of = {id: event.id for one in remade for event in one.events for id in event.claims}
    taken = shares(claims.values(), event_of)
    return {report: min(own, key=lambda event: (-own[event], event)) for report, own in taken.items()}


def platt(score: Array, same: Array) -> tuple[float, float]:
    """Slope and shift that make log-odds of a score (Platt 1999), by gradient descent."""
    slope, shift = 1.0, 0.0
    for _ in range(STEPS):
        error = _probability(slope * score + shift) - same
        slope -= 0.02 * float((error * score).mean())
        shift -= 0.1 * float(error.mean())
    return slope, shift


def calibrated(found: Sequence[Pair], weights: Mapping[str, float]) -> Array:
    """The probability of each pair by a slope and shift that were found on other days."""
    names = list(weights)
    matrix, same = _matrix(found, names)
    score = matrix @ np.array([weights[name] for name in names])
    fold = np.array([pair.folds[0] for pair in found])
    known = {at: platt(score[fold != at], same[fold != at]) for at in range(FOLDS)}
    slope, shift = platt(score, same)
    print(f"\nslope = {slope:.2f}\nshift = {shift:.2f}")
    return _probability(np.array([known[at][0] * s + known[at][1] for s, at in zip(score, fold, strict=True)]))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.same_event", description="Fit same-event weights.")
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args(arguments)
    almanac, start = Almanac.load(), shipped_weights()
    known = load(asked.data)
    found = list(examples(known, almanac, start))
    fitted = fit(found, start.across)
    for name, value in fitted.items():
        print(f"{name:32} {start.across[name]:+.2f} -> {value:+.2f}  {sum(name in p.seen for p in found)} pairs")
    elsewhere = [fit([p for p in found if fold not in p.folds], start.across) for fold in range(FOLDS)]
    inside = [p for p in found if p.folds[0] == p.folds[1]]
    tell("as they are", inside, probabilities(inside, start.across))
    tell("as they are, calibrated on other days", inside, calibrated(inside, start.across))
    out = np.array([probabilities([p], elsewhere[p.folds[0]])[0] for p in inside])
    tell("fitted on other days", inside, out)
    print("\npairwise precision, recall, B-cubed F1, each run of days merged alone")
    print("as they are         ", *(f"{value:.3f}" for value in merged(known, almanac, [start.across] * FOLDS)))
    print("fitted on other days", *(f"{value:.3f}" for value in merged(known, almanac, elsewhere)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
