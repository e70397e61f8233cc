"""What people decided about events: their word stands above every score, and above what would forbid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from whimbrel.model import Claim, Conflict, Count, Event, FieldValue, Participant, Place, Status, When

Value = str | When | Place | Status | Count | tuple[Participant, ...]
COUNTS = ("killed", "wounded", "arrested", "displaced", "present")
RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Somebody's word that the claims of two sides tell of one happening, or of two. `by` is the decision's id."""

    same: bool
    sides: tuple[frozenset[str], frozenset[str]]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that somebody gave a field of the event that holds a claim. `key` and `label` are as in `FieldValue`."""

    claim: str
    field: str  # type, mode, when, place, actors, recipients, status, or a count
    value: Value | None  # None: not known
    key: str
    label: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody's word that the event that holds a claim is right, or wrong: it did not happen, or is none."""

    claim: str
    verdict: str  # RIGHT or WRONG
    who: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is decided and in force, in its order: a later word stands above an earlier one."""

    rulings: tuple[Ruling, ...] = ()
    corrections: tuple[Correction, ...] = ()
    checks: tuple[Check, ...] = ()
    _sides: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)  # claim → (ruling, side)

    def between(self, left: Iterable[Claim], right: Iterable[Claim]) -> Ruling | None:
        """The ruling that holds between two lists of claims.

        For two claims the last one about both counts. Where these differ from pair to pair, `different` stands above
        `same`: whoever kept two claims apart never finds them in one event.
        """
        if not self._sides:
            return None
        at = self.number_between((claim.id for claim in left), (claim.id for claim in right))
        return None if at is None else self.rulings[at]

    def number_between(self, left: Iterable[str], right: Iterable[str]) -> int | None:
        """Which of `rulings` holds between two lists of ids of claims; a higher number is a later one."""
        if not self._sides:
            return None
        of_left = [sides for id in left if (sides := self._sides.get(id))]
        of_right = [frozenset(sides) for id in right if (sides := self._sides.get(id))] if of_left else []
        last: set[int] = set()
        for one in of_left:
            for other in of_right:
                found = max((number for number, side in one if (number, 1 - side) in other), default=None)
                last |= set() if found is None else {found}
        apart = {number for number in last if not self.rulings[number].same}
        return max(apart or last, default=None)

    @property
    def ruled(self) -> list[str]:
        """Ids of the claims that any ruling is about, in order."""
        return sorted(self._sides)

    def touches(self, claims: Iterable[str]) -> bool:
        """Whether any ruling is about one of these claims."""
        return bool(self._sides) and any(id in self._sides for id in claims)

    def same_as(self, claims: Iterable[Claim]) -> list[str]:
        """Ids of the claims that some ruling says to be the same happening as one of these."""
        at = {found for claim in claims for found in self._sides.get(claim.id, ())} if self._sides else set()
        said = {id for number, side in at if (one := self.rulings[number]).same for id in one.sides[1 - side]}
        return sorted(said)

    def applied(self, event: Event) -> Event:
        """The event as corrected and checked."""
        if not (self.corrections or self.checks):
            return event
        own = frozenset(event.claims)
        for one in self.corrections:
            if one.claim in own:
                event = _corrected(event, one)
        verdicts = [check.verdict for check in self.checks if check.claim in own]
        return replace(event, checked=verdicts[-1]) if verdicts else event


NOTHING = Decided()


def decided(rulings: Sequence[Ruling], corrections: Sequence[Correction] = (), checks: Sequence[Check] = ()) -> Decided:
    """Decisions in the order in which they were made."""
    sides: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, ruling in enumerate(rulings):
        for side, claims in enumerate(ruling.sides):
            for claim in claims:
                sides[claim].append((number, side))
    kept = MappingProxyType({claim: tuple(found) for claim, found in sides.items()})
    return Decided(tuple(rulings), tuple(corrections), tuple(checks), kept)


def _read(event: Event, one: Correction) -> tuple[FieldValue, ...]:
    """What is on record of a field of which no values are kept: the type and the mode, which the lexicon gives."""
    told: object = getattr(event, one.field, "")
    return (FieldValue(told, told, event.claims, False),) if isinstance(told, str) and told else ()


def _corrected(event: Event, one: Correction) -> Event:
    """The event with the value shown first, and what the sources say beside it."""
    before = tuple(replace(value, shown=False, rule="") for value in event.fields.get(one.field) or _read(event, one))
    rule = f"decided by {one.who}" if one.who else "decided"
    backing = tuple(claim for value in before if value.value == one.key for claim in value.claims)
    against = tuple(claim for value in before if value.value == one.key for claim in value.against)
    shown = FieldValue(one.key, one.label, backing, True, rule, against)
    fields = {**event.fields, one.field: (shown, *(value for value in before if value.value != one.key))}
    conflicts = tuple(Conflict(c.field, fields[c.field]) if c.field == one.field else c for c in event.conflicts)
    event = replace(event, fields=fields, conflicts=conflicts)
    if one.field in COUNTS and isinstance(one.value, Count):
        return replace(event, counts={**event.counts, one.field: one.value})
    changes: dict[str, Any] = {one.field: one.value}
    return replace(event, **changes)
