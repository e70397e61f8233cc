"""How far reviewers agree where two of them answered one question: the share, and Cohen's kappa (1960)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from whimbrel.chronicle import Decision
from whimbrel.reviewing.answers import CHECKS, RULINGS

KIND_OF = {**dict.fromkeys(RULINGS, "same or different"), **dict.fromkeys(CHECKS, "right or wrong")}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of two reviewers on one kind of question. `kappa` is None where chance alone would make them agree always."""

    kind: str
    one: str
    other: str
    shared: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        return self.agreed / self.shared


def agreements(decisions: Sequence[Decision]) -> list[Agreement]:
    """For each kind of question and each two reviewers who both answered some: of decisions in force, oldest first.

    Two decisions are on one question where their sides share claims; of each reviewer the last counts.
    """
    told: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for item in _items([one for one in decisions if one.verb in KIND_OF and one.who]):
        last = {one.who: one.verb for one in item}
        for a, b in combinations(sorted(last), 2):
            told[KIND_OF[item[0].verb], a, b].append((last[a], last[b]))
    return [
        Agreement(kind, a, b, len(pairs), sum(x == y for x, y in pairs), kappa(pairs))
        for (kind, a, b), pairs in sorted(told.items())
    ]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters' labels. None where it is not defined."""
    if not pairs:
        return None
    total = len(pairs)
    left, right = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    seen = sum(x == y for x, y in pairs) / total
    chance = sum(left[label] * right[label] for label in left) / total**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def _items(decisions: Sequence[Decision]) -> Iterable[list[Decision]]:
    """The decisions on one question each, in order."""
    home = list(range(len(decisions)))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    first: dict[tuple[str, ...], int] = {}
    for at, one in enumerate(decisions):
        for key in _keys(one):
            home[root(at)] = root(first.setdefault(key, at))
    found: dict[int, list[Decision]] = defaultdict(list)
    for at, one in enumerate(decisions):
        found[root(at)].append(one)
    return found.values()


def _keys(one: Decision) -> Iterable[tuple[str, ...]]:
    """What two decisions on one question have in common."""
    if len(one.sides) == 1:
        return ((claim,) for claim in one.sides[0])
    left, right = one.sides
    return (tuple(sorted((a, b))) for a in left for b in right)
