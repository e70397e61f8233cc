"""The solver: from constraints to the days that fit them, what had to be left out, or what contradicts what.

Hard constraints are intersected; when nothing is left the answer is nothing, with a smallest set of them that cannot
all hold. Then the strong ones vote, each witness once: those days stay that most of them allow. The weak ones vote
among these days, and where more than some weeks are left, the faint ones among those. A constraint that the answer does
not keep is listed as left out. Nothing depends on the order given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.days import EVER, NEVER, Days, count, join, meet

WIDE_DAYS = 45  # up to here an answer is good enough without the faintest of evidence


@dataclass(frozen=True, slots=True)
class Solution:
    """`days` fit all of `used`; `left_out` are soft constraints that were outvoted; `conflict` hard ones that clash."""

    days: Days
    used: tuple[Constraint, ...]
    left_out: tuple[Constraint, ...] = ()
    conflict: tuple[Constraint, ...] = ()


def solve(constraints: Iterable[Constraint]) -> Solution:
    """The days that fit, by the rule above."""
    ordered = sorted(set(constraints), key=_place)
    hard = [c for c in ordered if c.strength is Strength.HARD]
    found = _all_of(hard)
    if not found:
        return Solution(NEVER, (), (), smallest_conflict(hard))
    faintly = False
    for strength in (Strength.STRONG, Strength.WEAK, Strength.FAINT):
        if strength is Strength.FAINT and not (faintly := count(found) > WIDE_DAYS):
            break
        witnesses = {c.vote: c.allowed for c in ordered if c.strength is strength}
        found = most_allowed(found, list(witnesses.values()))
    asked = [c for c in ordered if c.strength is not Strength.FAINT or faintly]
    used = tuple(c for c in asked if meet(found, c.allowed) == found)
    return Solution(found, used, tuple(c for c in asked if meet(found, c.allowed) != found))


def most_allowed(base: Days, votes: Sequence[Days]) -> Days:
    """The days of `base` that the most votes allow."""
    changes: dict[int, int] = {}
    for vote in votes:
        for first, last in meet(base, vote):
            changes[first] = changes.get(first, 0) + 1
            changes[last + 1] = changes.get(last + 1, 0) - 1
    cuts = sorted({number for first, last in base for number in (first, last + 1)} | set(changes))
    inside = iter(base)
    run = next(inside, None)
    score = 0
    scored: list[tuple[int, tuple[int, int]]] = []
    for first, after in pairwise(cuts):
        score += changes.get(first, 0)
        while run is not None and run[1] < first:
            run = next(inside, None)
        if run is not None and run[0] <= first:
            scored.append((score, (first, after - 1)))
    best = max((score for score, _ in scored), default=0)
    return join(run for score, run in scored if score == best)


def smallest_conflict(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """A set of constraints that cannot all hold, though any smaller part of it can: a pair where there is one."""
    for one, other in combinations(constraints, 2):
        if not meet(one.allowed, other.allowed):
            return (one, other)
    kept = list(constraints)
    for candidate in constraints:
        fewer = [c for c in kept if c is not candidate]
        if not _all_of(fewer):
            kept = fewer
    return tuple(kept)


def _all_of(constraints: Iterable[Constraint]) -> Days:
    found = EVER
    for constraint in constraints:
        found = meet(found, constraint.allowed)
    return found


def _place(constraint: Constraint) -> tuple[str, int, int, str, str, Days]:
    span = constraint.span
    return (
        constraint.strength,
        span.start if span else -1,
        span.end if span else -1,
        constraint.kind,
        constraint.fact + constraint.words,
        constraint.allowed,
    )
