"""The measure of SemEval-2015 task 4: a timeline as temporal relations, compared through their closure.

Every event is simultaneous with its date, and with the event before it where both have one order; where the order
grows, the one before is before it. Relations are added one by one: what those before entail is left out of the reduced
set, what contradicts them stays in it and adds nothing. Precision is the share of the system's reduced relations that
the gold's state or entail, recall the other way round (UzZaman and Allen 2011, as in TempEval-3). Order 0 is for what
has no place on the line and is not compared. Counts are summed over entities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from benchmarks.result import f_score, ratio

Point = tuple[str, str, int]  # "event", its words as the task writes them, which of several; or "time", the date, 0
Kind = Literal["simultaneous", "before"]


class Entry(NamedTuple):
    """A line of a timeline: its place, its date as written ("2010-06-07", "2010-06", "XXXX-XX-XX"), its mentions."""

    order: int
    date: str
    events: tuple[str, ...]


class Relation(NamedTuple):
    first: Point
    kind: Kind
    second: Point


@dataclass(frozen=True, slots=True)
class Counts:
    """Relations verified and relations in all, the system's and the gold's."""

    right: int = 0
    found: int = 0
    met: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.found + other.found, self.met + other.met, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        return ratio(self.right, self.found)

    @property
    def recall(self) -> float:
        return ratio(self.met, self.wanted)

    @property
    def f1(self) -> float:
        return f_score(self.precision, self.recall)


class Closure:
    """Points that are at one time as one group, and which group comes before which."""

    def __init__(self) -> None:
        self._group: dict[Point, int] = {}
        self._members: dict[int, list[Point]] = {}
        self._after: dict[int, set[int]] = defaultdict(set)

    def add(self, relation: Relation) -> Literal["new", "entailed", "contradicted"]:
        """Takes a relation in, unless it is known already or cannot be."""
        a, b = self._of(relation.first), self._of(relation.second)
        if relation.kind == "simultaneous":
            if a == b:
                return "entailed"
            if self._leads(a, b) or self._leads(b, a):
                return "contradicted"
            self._join(a, b)
            return "new"
        if a == b or self._leads(b, a):
            return "contradicted"
        if self._leads(a, b):
            return "entailed"
        self._after[a].add(b)
        return "new"

    def entails(self, relation: Relation) -> bool:
        a, b = self._group.get(relation.first), self._group.get(relation.second)
        if a is None or b is None:
            return False
        return a == b if relation.kind == "simultaneous" else self._leads(a, b)

    def _of(self, point: Point) -> int:
        if point not in self._group:
            self._group[point] = len(self._group)
            self._members[self._group[point]] = [point]
        return self._group[point]

    def _join(self, a: int, b: int) -> None:
        for point in self._members.pop(b):
            self._group[point] = a
            self._members[a].append(point)
        self._after[a] |= self._after.pop(b, set())
        for later in self._after.values():
            if b in later:
                later.remove(b)
                later.add(a)

    def _leads(self, a: int, b: int) -> bool:
        waiting, seen = [a], {a}
        while waiting:
            for later in self._after.get(waiting.pop(), ()):
                if later == b:
                    return True
                if later not in seen:
                    seen.add(later)
                    waiting.append(later)
        return False


@dataclass(frozen=True, slots=True)
class Graph:
    """What a timeline states, the part of it that is not redundant, and what follows from it."""

    stated: frozenset[Relation]
    reduced: tuple[Relation, ...]
    closure: Closure

    def holds(self, relation: Relation) -> bool:
        return relation in self.stated or self.closure.entails(relation)


def graph(timeline: Iterable[Entry]) -> Graph:
    """The temporal graph of a timeline."""
    closure, reduced = Closure(), []
    stated = relations(timeline)
    for relation in stated:
        if closure.add(relation) != "entailed":
            reduced.append(relation)
    return Graph(frozenset(stated), tuple(reduced), closure)


def relations(timeline: Iterable[Entry]) -> list[Relation]:
    """The relations that a timeline stands for: those to dates first, then those between neighbours."""
    placed: list[tuple[Point, Entry]] = []
    told: Counter[str] = Counter()
    for entry in sorted(entry for entry in timeline if entry.order > 0):
        for event in entry.events:
            placed.append((("event", event, told[event]), entry))
            told[event] += 1
    dated = [Relation(point, "simultaneous", ("time", entry.date, 0)) for point, entry in placed]
    chain = [
        Relation(first, "before" if earlier.order < later.order else "simultaneous", second)
        for (first, earlier), (second, later) in pairwise(placed)
    ]
    return list(dict.fromkeys([*dated, *chain]))


def compare(gold: Sequence[Entry], found: Sequence[Entry]) -> Counts:
    """Counts for one entity's timeline."""
    wanted, ours = graph(gold), graph(found)
    return Counts(
        sum(wanted.holds(relation) for relation in ours.reduced),
        len(ours.reduced),
        sum(ours.holds(relation) for relation in wanted.reduced),
        len(wanted.reduced),
    )
