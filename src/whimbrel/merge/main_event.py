"""Which reports tell the same main event, where events alone do not say?

Events are made of claims, slot by slot, and two tellings are kept apart rather than joined on little. Of two reports
whose claims were read differently (a day, a town, a type misread) a reader still sees that they are about one thing:
some of their lesser events are the same, the opening is worded alike, the numbers agree, they came out together. These
are weighed for the two reports as wholes. Where a day of publication lacks, the story alone decides (`stories`).

This joins no events. It tells which reports belong side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p, sqrt

from whimbrel.merge.linkage import average_linkage
from whimbrel.merge.stories import likenesses, measured, meeting, telling_words
from whimbrel.merge.story import MOST_NUMBERS, Gist, words_alike
from whimbrel.merge.weights import StoryWeights, shipped_story_weights
from whimbrel.model import Claim, PassageKind, Score, When

PASSAGE_WEIGHT = {PassageKind.HEADLINE: 4.0, PassageKind.LEAD: 3.0, PassageKind.CAPTION: 0.2, PassageKind.QUOTE: 0.2}
COUNT_WEIGHT = 1.2  # a claim that gives a toll is nearer the heart of a report than one that gives none
FADING = 6.0  # sentences after which a claim of the body weighs half
LATE = 30  # days from which more tell no more
APART = 8.0  # log-odds against two reports that share nothing


@dataclass(frozen=True, slots=True)
class Read:
    """A report for this purpose: its gist, when it came out, and how much of it each event takes up."""

    gist: Gist
    published: When | None
    events: Mapping[str, float]


def same_main_event(reports: Mapping[str, Read], weights: StoryWeights | None = None) -> dict[str, str]:
    """Report id → the smallest report id among those that tell the same main event. Depends on the set alone."""
    weights = weights or shipped_story_weights()
    alike = measured(likenesses({id: own.gist for id, own in reports.items()}, weights), weights)
    near: dict[str, dict[str, float]] = {id: {} for id in sorted(reports)}
    marks = {id: [*telling_words(own.gist), *(f"event {event}" for event in own.events)] for id, own in reports.items()}
    for id, others in meeting(marks).items():
        for other in others:
            if (gap := _days_apart(reports[id].published, reports[other].published)) is None:
                value = APART * alike[id].get(other, 0.0) / weights.one_story
            else:
                value = APART + weigh(reports[id], reports[other], gap, weights).value
            if value > 0:
                near[id][other] = near[other][id] = value
    return {id: group[0] for group in average_linkage(near, APART) for id in group}


def weigh(a: Read, b: Read, gap: int, weights: StoryWeights) -> Score:
    """Log-odds that two reports that came out `gap` days apart tell the same main event, with parts. Symmetric."""
    parts = {
        "base": weights.base,
        "events": weights.events * _overlap(a.events, b.events),
        "words": weights.words * words_alike(a.gist, b.gist),
        "numbers": weights.numbers * min(len(a.gist.numbers & b.gist.numbers), MOST_NUMBERS),
        "days apart": weights.days * log1p(min(gap, LATE)),
    }
    return Score(sum(parts.values()), {name: value for name, value in parts.items() if value})


def shares(claims: Iterable[Claim], event_of: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Report id → event id → how much of the report the event takes up: its claims by passage and by place in it.

    `event_of` tells the event of each claim that belongs to one.
    """
    told = [claim for claim in claims if not claim.within]
    order = sentence_order(told)
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for claim in told:
        if claim.id in event_of:
            found[claim.report][event_of[claim.id]] += claim_weight(claim, order[claim.id])
    return {report: dict(own) for report, own in found.items()}


def claim_weight(claim: Claim, sentence: int) -> float:
    """How near the heart of its report a claim is, told in the n-th telling sentence."""
    base = PASSAGE_WEIGHT.get(claim.passage, 2.0 / (1.0 + sentence / FADING))
    return base * (COUNT_WEIGHT if claim.counts else 1.0)


def sentence_order(claims: Iterable[Claim]) -> dict[str, int]:
    """Claim id → how many telling sentences of its report come before its own."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    order: dict[str, int] = {}
    for told in by_report.values():
        starts = {start: i for i, start in enumerate(sorted({claim.span.start for claim in told}))}
        order.update({claim.id: starts[claim.span.start] for claim in told})
    return order


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of what events take up in two reports."""
    shared = sum(a[event] * b[event] for event in sorted(a.keys() & b.keys()))
    return shared / sqrt(_square(a) * _square(b)) if shared else 0.0


def _square(own: Mapping[str, float]) -> float:
    return sum(own[event] ** 2 for event in sorted(own))


def _days_apart(a: When | None, b: When | None) -> int | None:
    """Days between two days of publication; None where one is not known, or only inferred."""
    if a is None or b is None or a.latest is None or b.latest is None or "inferred" in (a.how, b.how):
        return None
    return abs((a.latest - b.latest).days)
