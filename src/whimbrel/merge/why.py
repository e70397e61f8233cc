"""Why tellings are one event, and why others that came near are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from whimbrel.merge.compare import Verdict
from whimbrel.merge.state import MergeState
from whimbrel.merge.taking_in import Merging

NEAR_MISSES = 6
WORTH_TELLING = -3.0  # a pair below this score, not forbidden, came nowhere near


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings side by side. `compared` is false where they share too little to be looked at together."""

    reports: tuple[str, str]
    claims: tuple[tuple[str, ...], tuple[str, ...]]
    verdict: Verdict
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Why:
    """The pairs within an event, best first; the nearest pairs that lead out of it, with what kept them apart."""

    within: tuple[Pair, ...]
    near: tuple[Pair, ...]


def why_together(state: MergeState, merging: Merging, claims: Iterable[str]) -> Why:
    """Why these claims, all of one event, are together, and what else came near."""
    keys = list(state.keys_of(list(claims)))
    own = set(keys)
    within = [_pair(state, merging, a, b) for a, b in combinations(keys, 2)]
    outside = {(key, other) for key in keys for other in merging.near(key) if other not in own}
    near = [_pair(state, merging, key, other) for key, other in sorted(outside)]
    told = [pair for pair in near if pair.verdict.score.value > WORTH_TELLING]
    return Why(_best_first(within), _best_first(told)[:NEAR_MISSES])


def why_apart(state: MergeState, merging: Merging, left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """What was made of the tellings of two lists of claims, best first: those of one type, or else of any."""
    sides = [list(state.keys_of(side)) for side in (left, right)]
    known = state.tellings([*sides[0], *sides[1]])
    pairs = [(a, b) for a in sides[0] for b in sides[1] if a != b]
    alike = [(a, b) for a, b in pairs if known[a].type == known[b].type]
    return _best_first([_pair(state, merging, a, b) for a, b in alike or pairs])


def _pair(state: MergeState, merging: Merging, a: str, b: str) -> Pair:
    known = state.tellings([a, b])
    return Pair(
        (known[a].report, known[b].report),
        (known[a].claims, known[b].claims),
        merging.verdict(a, b),
        known[a].report == known[b].report or b in merging.near(a),
    )


def _best_first(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (bool(pair.verdict.forbidden), -pair.verdict.score.value, pair.claims)))
