"""Whom an actor meets and fights: a small network, and the same as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import cos, log1p, pi, sin

from whimbrel.chronicle.parties import Met
from whimbrel.ontology import placing

MOST = 14
LOOKED = 200  # newest events
CONSIDERED = 40  # of which private persons are left out
WIDTH, HEIGHT = 720.0, 460.0
_LONGEST = 22
_FULL = 12  # events in common from which a line may be of full width
CONFLICT, COOPERATION = "conflict", "cooperation"


@dataclass(frozen=True, slots=True)
class Companion:
    """One who takes part in the same events: in how many they meet or help each other, fight or quarrel, or stand on
    one side against others. Its line and node in the drawing, the label cut short."""

    id: str
    name: str
    label: str
    met: int
    fought: int
    beside: int
    tie: str  # what most of the events between them are: conflict, cooperation, or beside
    x: float
    y: float
    line: float  # width
    anchor: str


@dataclass(frozen=True, slots=True)
class Network:
    companions: tuple[Companion, ...]
    width: float
    height: float
    more: int
    looked: int  # the newest events that were looked at, at most


def considered(met: Sequence[Met]) -> list[str]:
    """Ids of those with most events in common, more than are shown."""
    total: Counter[str] = Counter()
    for one in met:
        total[one.id] += one.events
    return [id for id, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))][:CONSIDERED]


def network(met: Sequence[Met], public: Collection[str]) -> Network:
    """Those who may be listed and have most events in common with an actor, around it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for one in met:
        if one.id in public:
            names[one.id] = max(names.get(one.id, ""), one.name)
            counts[one.id][_tie(one)] += one.events
    order = sorted(counts, key=lambda id: (-sum(counts[id].values()), id))
    shown = order[:MOST]
    most = max((sum(counts[id].values()) for id in shown), default=1)
    found = [_companion(id, names[id], counts[id], number, len(shown), most) for number, id in enumerate(shown)]
    return Network(tuple(found), WIDTH, HEIGHT, len({one.id for one in met}) - len(shown), LOOKED)


def _tie(one: Met) -> str:
    conflict = "conflict" in placing(one.type).quad
    if not conflict:
        return COOPERATION
    return "beside" if one.beside else CONFLICT


def _companion(id: str, name: str, counted: Counter[str], number: int, of: int, most: int) -> Companion:
    angle = 2 * pi * number / max(1, of) - pi / 2
    x, y = WIDTH / 2 + cos(angle) * WIDTH * 0.255, HEIGHT / 2 + sin(angle) * HEIGHT * 0.4
    total = sum(counted.values())
    tie = max((COOPERATION, CONFLICT, "beside"), key=lambda kind: counted[kind])
    side = "middle" if abs(cos(angle)) < 0.2 else "start" if cos(angle) > 0 else "end"
    label = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    return Companion(
        id, name, label, counted[COOPERATION], counted[CONFLICT], counted["beside"], tie,
        round(x, 1), round(y, 1), round(1 + 6 * log1p(total) / log1p(max(most, _FULL)), 1), side,
    )  # fmt: skip
