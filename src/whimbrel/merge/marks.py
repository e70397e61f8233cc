"""Which tellings are worth comparing: those near in time whose shared marks could weigh as much as sameness needs.

Whether two tellings are compared depends on the two alone, never on how many others there are: so a chronicle that
grew report by report holds the same events as one made at once. The marks of a telling are what it shares with others
of its type: who takes part, where, how many, and its rarest words. Each mark weighs what it could at best add to the
score (`compare`); pairs whose shared marks stay below what is wanted are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from math import log

from whimbrel.merge import parties, places
from whimbrel.merge.compare import Evidence
from whimbrel.merge.occurrence import Occurrence
from whimbrel.model import Precision, When

RARE_WORDS = 12
WIDEST_DAYS = 10  # a time open over more days narrows nothing down
NEAR_DAYS = 4  # between the last days of two tellings
NO_TIME = 0
WANTED = 0.9  # of marks shared by two tellings near in time
WANTED_UNTIMED = 2.4  # where a time is wanting, the rest must tell more
PARTY, PLACE, COUNTRY, WORD = 2.4, 1.5, 0.4, 2.5
_STEP = 16  # a moment is its last day times this, and how many days it is open


@dataclass(frozen=True, slots=True)
class Marked:
    """A telling as others find it: its key, when it was, and by number what marks it, with the weight of each mark."""

    key: str  # smallest claim id
    moment: int
    marks: Mapping[int, float]


def marked(item: Occurrence, evidence: Evidence) -> Marked:
    """The marks of an occurrence of one report."""
    found = _marks(item, evidence)
    numbers = {number(item.type, mark): found[mark] for mark in sorted(found)}
    return Marked(item.key, moment(item.stated or item.assumed), numbers)


def number(event_type: str, mark: str) -> int:
    """A mark of a type as a signed number of 64 bits."""
    return int.from_bytes(blake2b(f"{event_type} {mark}".encode(), digest_size=8).digest(), "big", signed=True)


def moment(when: When | None) -> int:
    """A time as one number that sorts by its last day; NO_TIME for one that is open or wide."""
    if when is None or when.earliest is None or when.latest is None:
        return NO_TIME
    width = (when.latest - when.earliest).days
    return when.latest.toordinal() * _STEP + width if 0 <= width <= WIDEST_DAYS else NO_TIME


def moments_near(own: int) -> tuple[int, int]:
    """First and last moment that a telling of this moment is looked for at, besides NO_TIME."""
    if own == NO_TIME:
        return 1, date.max.toordinal() * _STEP
    last, width = divmod(own, _STEP)
    return (last - max(NEAR_DAYS, width)) * _STEP, (last + max(NEAR_DAYS, WIDEST_DAYS)) * _STEP + _STEP - 1


def wanted(a: int, b: int) -> float | None:
    """The weight of shared marks from which tellings of two moments are compared; None where they are far apart."""
    if NO_TIME in (a, b):
        return WANTED_UNTIMED
    (last_a, width_a), (last_b, width_b) = divmod(a, _STEP), divmod(b, _STEP)
    near = abs(last_a - last_b) <= NEAR_DAYS or (last_a - width_a <= last_b and last_b - width_b <= last_a)
    return WANTED if near else None


def worth_comparing(own: Marked, sharing: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    """Keys of the tellings worth comparing with `own`, among (mark, moment, key) of those that share a mark."""
    weights: dict[str, float] = {}
    moments: dict[str, int] = {}
    for mark, at, key in sharing:
        if mark not in own.marks:
            continue
        weights[key] = weights.get(key, 0.0) + own.marks[mark]
        moments[key] = at
    for key in sorted(weights):
        least = wanted(own.moment, moments[key])
        if key != own.key and least is not None and weights[key] >= least:
            yield key


def _marks(item: Occurrence, evidence: Evidence) -> dict[str, float]:
    found: dict[str, float] = {}
    for party in item.actors + item.recipients:
        if not parties.vague(party):
            weight = PARTY * (0.4 + 0.6 * parties.rarity(party))
            found |= {id: max(weight, found.get(id, 0.0)) for id in parties.ids_of(party)}
    for place in item.places:
        share = 1.0 if place.precision in places.FINE else 0.3 if place.precision is Precision.COUNTRY else 0.6
        found[f"place:{place.id}"] = PLACE * share * (0.6 + 0.8 * places.rarity(place))
        if place.country:
            found[f"country:{place.country}"] = COUNTRY
    for name, counts in item.counts.items():
        for low in {count.low for count in counts if count.low}:
            found[f"{name}:{low}"] = min(2.2, 0.9 + 0.45 * log(low))
    rarity = {word: evidence.words(word) for word in item.words.kept}
    for word in sorted(rarity, key=lambda word: (-rarity[word], word))[:RARE_WORDS]:
        found[f"word:{word}"] = WORD * rarity[word] ** 2
    return found
