"""Why tellings are one event, and why others that came near are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, product

from whimbrel.merge.compare import Verdict
from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.pair_weights import WORST
from whimbrel.merge.state import MergeState
from whimbrel.merge.taking_in import Merging
from whimbrel.merge.timing import OPEN, gives_weekday_alone
from whimbrel.model import Score

MOST_NEAR = 6  # events
AS_A_WHOLE = "report: alike"  # the part of a score that is the likeness of whole reports
WORTH_TELLING = -3.0  # what is below this score came nowhere near


@dataclass(frozen=True, slots=True)
class Events:
    """Who is where: the event of each of some claims, and the claims of an event."""

    of: Callable[[Sequence[str]], Mapping[str, str]]
    claims: Callable[[str], Sequence[str]]


class Apart(StrEnum):
    """What keeps two events apart."""

    DECIDED = "decided"  # somebody said so
    FORBIDDEN = "forbidden"  # every pair of their tellings contradicts each other
    LITTLE = "too little"  # no pair has enough in common
    ONE_CONTRADICTS = "one contradicts"  # some fit, but two of the others contradict each other
    TOGETHER = "too little together"  # a pair fits, and all pairs taken together do not
    ELSEWHERE = "fits elsewhere"  # each fits its own event better


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings side by side. `compared` is false where they share too little to be looked at together."""

    one: Occurrence
    other: Occurrence
    verdict: Verdict
    compared: bool = True
    copied: bool = False
    words: tuple[str, ...] = ()  # rare ones that both use


@dataclass(frozen=True, slots=True)
class Parting:
    """What keeps two events apart: the pair that shows it, and the mean score of all where that counts."""

    how: Apart
    by: Pair
    mean: float


@dataclass(frozen=True, slots=True)
class Near:
    """Another event that came near: the pair of tellings that came nearest, and what kept them apart."""

    event: str
    best: Pair
    parting: Parting


@dataclass(frozen=True, slots=True)
class Why:
    """An event's tellings; the pairs of them, best first; pairs of claims within one telling; what came near."""

    tellings: tuple[Occurrence, ...]
    pairs: tuple[Pair, ...]
    within: tuple[Pair, ...]
    near: tuple[Near, ...]


def why_together(state: MergeState, merging: Merging, claims: Iterable[str], events: Events) -> Why:
    """Why these claims, all of one event, are together, and which other events came near."""
    own = list(merging.told(state.keys_of(sorted(claims))).values())
    pairs = [_joined(merging, pair_of(merging, a, b), own) for a, b in combinations(own, 2)]
    within = [pair for item in own for pair in why_told_as_one(merging, item)]
    return Why(tuple(own), best_first(pairs), tuple(within), _near(state, merging, own, events))


def _joined(merging: Merging, pair: Pair, own: Sequence[Occurrence]) -> Pair:
    """Two tellings of one event; where of one the weekday alone is known, how its report is like those of the rest."""
    if not pair.verdict.open:
        return pair
    found = merging.fit(pair.one if gives_weekday_alone(pair.one.stated) else pair.other, own).alike
    return replace(pair, verdict=Verdict(Score(found.value, {AS_A_WHOLE: found.value})), words=found.words)


def why_told_as_one(merging: Merging, item: Occurrence) -> tuple[Pair, ...]:
    """The pairs of claims that one report tells of one happening in."""
    single = merging.alone([claim.id for claim in item.claims]) if len(item.claims) > 1 else []
    return best_first(pair_of(merging, a, b) for a, b in combinations(single, 2))


def why_apart(state: MergeState, merging: Merging, left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """What was made of the tellings of two lists of claims, best first: those of one type, or else of any."""
    keys = [state.keys_of(side) for side in (left, right)]
    items = merging.told(sorted({*keys[0], *keys[1]}))
    pairs = [(items[a], items[b]) for a, b in product(*keys) if a != b]
    alike = [(a, b) for a, b in pairs if a.type == b.type]
    near = {item.key: set(merging.near(item)) for item in {a.key: a for a, _ in alike}.values()}
    return best_first(
        pair_of(merging, a, b, compared=b.key in near.get(a.key, ()) or bool(a.reports & b.reports))
        for a, b in alike or pairs
    )


def pair_of(merging: Merging, one: Occurrence, other: Occurrence, *, compared: bool = True) -> Pair:
    """Two tellings with what comparing them gives."""
    words = tuple(merging.rarest_shared(one, other))
    return Pair(one, other, merging.verdict(one, other), compared, merging.copied(one, other), words)


def best_first(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """By score, what is forbidden last."""
    return tuple(sorted(pairs, key=_rank))


def parting(merging: Merging, own: Iterable[Occurrence], others: Sequence[Occurrence]) -> Parting:
    """What keeps the tellings of two events apart."""
    pairs = best_first(pair_of(merging, a, b) for a in own for b in others)
    best = pairs[0]
    mean = sum(_weight(pair.verdict) for pair in pairs) / len(pairs)
    decided = next((pair for pair in pairs if _is_decided(pair)), None)
    against = next((pair for pair in pairs if pair.verdict.forbidden and pair.verdict.forbidden not in OPEN), None)
    if decided:
        return Parting(Apart.DECIDED, decided, mean)
    if best.verdict.forbidden:
        return Parting(Apart.FORBIDDEN, best, mean)
    if best.verdict.score.value <= 0:
        return Parting(Apart.LITTLE, best, mean)
    if against:
        return Parting(Apart.ONE_CONTRADICTS, against, mean)
    return Parting(Apart.TOGETHER if mean <= 0 else Apart.ELSEWHERE, best, mean)


def _near(state: MergeState, merging: Merging, own: Sequence[Occurrence], events: Events) -> tuple[Near, ...]:
    best = {event: _nearest(merging, own, others) for event, others in _met(state, merging, own, events).items()}
    told = [event for event, pair in best.items() if pair.verdict.score.value > WORTH_TELLING or _is_decided(pair)]
    nearest = sorted(told, key=lambda event: (_fitness(best[event]), event))[:MOST_NEAR]
    return tuple(
        Near(event, best[event], parting(merging, own, _tellings(state, merging, events.claims(event))))
        for event in nearest
    )


def _met(
    state: MergeState, merging: Merging, own: Sequence[Occurrence], events: Events
) -> Mapping[str, list[Occurrence]]:
    """By event, the tellings that some of these were compared with, in other reports and in their own."""
    reports = sorted({report for item in own for report in item.reports})
    met = {one.key for one in state.tellings_of(reports) if one.type in {item.type for item in own}}
    met |= {key for item in own for key in merging.near(item)}
    items = merging.told(sorted(met - {item.key for item in own}))
    home = events.of([claim.id for item in items.values() for claim in item.claims])
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for item in items.values():
        if event := home.get(item.key):
            found[event].append(item)
    return found


def _nearest(merging: Merging, own: Sequence[Occurrence], others: Sequence[Occurrence]) -> Pair:
    pairs = (pair_of(merging, a, b) for a in own for b in others)
    return min(pairs, key=lambda pair: (_fitness(pair), _rank(pair)))


def _tellings(state: MergeState, merging: Merging, claims: Sequence[str]) -> list[Occurrence]:
    return list(merging.told(state.keys_of(claims)).values())


def _fitness(pair: Pair) -> tuple[bool, bool, float]:
    """What fits comes first, then what somebody parted, then what would fit but for a contradiction."""
    return not pair.verdict.same, not _is_decided(pair), -pair.verdict.score.value


def _is_decided(pair: Pair) -> bool:
    return pair.verdict.forbidden == Apart.DECIDED


def _weight(verdict: Verdict) -> float:
    if verdict.forbidden in OPEN:
        return 0.0
    return max(WORST, verdict.score.value)


def _rank(pair: Pair) -> tuple[bool, float, tuple[str, str]]:
    return bool(pair.verdict.forbidden), -pair.verdict.score.value, (pair.one.key, pair.other.key)
