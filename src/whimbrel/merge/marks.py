"""Which tellings are worth comparing: those near in time whose shared marks could weigh as much as sameness needs.

Whether two tellings are compared depends on the two alone, never on how many others there are: so a chronicle that
grew report by report holds the same events as one made at once. The marks of a telling are what it shares with others
of its type: who takes part, where, how many, and its rarest words. Each mark weighs what it could at best add to the
score (`compare`); pairs whose shared marks stay below what is wanted are never looked at.

A moment is a time as one number, by which the tellings near it are found without looking at the rest: single days and
a few days above nought, weeks to a year (wide) below, and nought for what may be any time (open).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import log

from whimbrel.merge import parties, places
from whimbrel.merge.compare import Evidence
from whimbrel.merge.occurrence import Occurrence
from whimbrel.model import Precision, When

RARE_WORDS = 12
NARROW_DAYS, WIDE_DAYS = 10, 400  # between the first and the last day of a time
NEAR_DAYS = 4  # between the last days of two tellings
OPEN = 0
WANTED = (90, 95, 180, 240)  # of shared marks, in hundredths, by days between the last days; the more, the last
WANTED_WIDE = 300  # where a time tells less, the rest must tell more
HEAVY = 100  # where a time is wanting, marks below this (a state, a common word) tell nothing
PARTY, PLACE, COUNTRY, WORD = 2.4, 1.5, 0.4, 2.5
STEP, WIDE_STEP = 16, 512  # a moment is its last day times this, and how many days before it are open
NUMBERS_KEPT = 4_096  # marks of which the number is at hand (who, where and what comes again), and pairs of moments
_ANY = 2**40  # beyond every moment


@dataclass(frozen=True, slots=True)
class Marked:
    """A telling as others find it: its key, when it was, and by number what marks it, with each mark's weight."""

    key: str  # smallest claim id
    moment: int
    marks: Mapping[int, int]  # hundredths: whole numbers add up the same in any order


Shared = tuple[str, int, int]  # key and moment of another telling, and what the marks weigh that it shares


@dataclass(frozen=True, slots=True)
class Search:
    """Wanted: tellings with a moment from `first` to `last`, whose shares of these marks weigh `least` or more."""

    marks: Mapping[int, int]
    first: int
    last: int
    least: int


def marked(item: Occurrence, evidence: Evidence) -> Marked:
    """The marks of an occurrence of one report."""
    found = _marks(item, evidence)
    kind = f"{item.type} {'real' if item.real else 'not real'}"  # what is planned is never one with what took place
    numbers = {number(kind, mark): round(100 * found[mark]) for mark in sorted(found)}
    return Marked(item.key, moment(item.stated or item.assumed), numbers)


@lru_cache(maxsize=NUMBERS_KEPT)
def number(kind: str, mark: str) -> int:
    """A mark of a kind of telling as a signed number of 64 bits."""
    return int.from_bytes(blake2b(f"{kind} {mark}".encode(), digest_size=8).digest(), "big", signed=True)


def moment(when: When | None) -> int:
    """A time as one number that sorts by its last day. One with a single bound is near that bound."""
    if when is None:
        return OPEN
    if when.earliest is None:
        return OPEN if when.latest is None else when.latest.toordinal() * STEP + NARROW_DAYS
    if when.latest is None:
        return (when.earliest.toordinal() + NARROW_DAYS) * STEP + NARROW_DAYS
    width = (when.latest - when.earliest).days
    if 0 <= width <= NARROW_DAYS:
        return when.latest.toordinal() * STEP + width
    return -(when.latest.toordinal() * WIDE_STEP + width) if 0 <= width <= WIDE_DAYS else OPEN


def searches(own: Marked) -> Iterator[Search]:
    """All that must be looked for to find what is worth comparing with a telling; found too is some that is not."""
    heavy = {mark: weight for mark, weight in own.marks.items() if weight >= HEAVY}
    if own.moment == OPEN:
        yield Search(heavy, -_ANY, _ANY, WANTED_WIDE)
        return
    first, last = _days(own.moment)
    narrow = own.moment > 0
    reach = NEAR_DAYS if narrow else 0
    after = (last + max(reach, NARROW_DAYS)) * STEP + STEP - 1
    yield Search(own.marks, (first - reach) * STEP, after, WANTED[0] if narrow else WANTED_WIDE)
    yield Search(own.marks, -(last + WIDE_DAYS + 1) * WIDE_STEP, -first * WIDE_STEP, WANTED_WIDE)
    yield Search(heavy, OPEN, OPEN, WANTED_WIDE)


@lru_cache(maxsize=NUMBERS_KEPT)
def wanted(a: int, b: int) -> int | None:
    """What tellings of two moments must share to be compared; None where they are too far apart. Symmetric."""
    if OPEN in (a, b):
        return WANTED_WIDE
    (first_a, last_a), (first_b, last_b) = _days(a), _days(b)
    meet = first_a <= last_b and first_b <= last_a
    if a < 0 or b < 0:
        return WANTED_WIDE if meet else None
    apart = abs(last_a - last_b)
    return WANTED[min(apart, len(WANTED) - 1)] if meet or apart <= NEAR_DAYS else None


def worth_comparing(a: Marked, b: Marked) -> bool:
    """Whether two tellings are near and share enough; a mark counts by the smaller of its two weights. Symmetric."""
    least = wanted(a.moment, b.moment)
    shared = [min(weight, b.marks[mark]) for mark, weight in a.marks.items() if mark in b.marks]
    if OPEN in (a.moment, b.moment):
        shared = [weight for weight in shared if weight >= HEAVY]
    return least is not None and sum(shared) >= least


def _days(moment: int) -> tuple[int, int]:
    """First and last day of a moment that is not open, as ordinals."""
    last, width = divmod(moment, STEP) if moment > 0 else divmod(-moment, WIDE_STEP)
    return last - width, last


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
