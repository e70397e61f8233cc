"""Rulings on two things as somebody saw them: events, perhaps merged or parted since, or claims that tell of one each.

`deciding_events` decides about events as they are now, and refuses what has no meaning any more. Where several people
decide at once, the first would so undo the question of the second. Here each word is about the claims that were seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whimbrel.chronicle import Chronicle, Decision
from whimbrel.errors import UsageError
from whimbrel.model import Claim


@dataclass(frozen=True, slots=True)
class Side:
    """The claims that an id stands for, and the event that they are called by, which may be `gone`."""

    claims: tuple[str, ...]
    event: str
    gone: bool = False


def ruled(chronicle: Chronicle, verb: str, first: str, second: str) -> Decision:
    """The decision that two events, or what two claims tell of, are one happening or two. Ids of claims are exact.

    An event that went into another since stands for the claims that it held when somebody last decided about it.
    Raises UsageError for what is not there, what holds claims in common, and for events of two types to be one.
    """
    one, other = (_side(chronicle, id) for id in (first, second))
    left, right = _apart(one, other)
    if not left or not right or set(left) & set(right):
        remedy = "`whimbrel split EVENT --report ID` parts what one report tells"
        raise UsageError(f"both are {one.event}", remedy=remedy if verb == "different" else "name two events")
    types = [chronicle.claim(side[0]).type for side in (left, right)]
    if verb == "same" and types[0] != types[1]:
        remedy = f"if one was read wrongly, correct it first: edit its type to {types[0]}"
        raise UsageError(f"one is {types[0]} and the other {types[1]}", remedy=remedy)
    inside = () if verb == "different" else (right[0],)
    objects = inside if one.event == other.event else (other.event,)
    return Decision("", verb, one.event, objects, sides=(left, right))


def telling_of(chronicle: Chronicle, claim: str) -> tuple[str, ...]:
    """The claims in which a report tells of what this one of its claims tells, in order."""
    with chronicle.ground(write=False) as ground:
        found = ground.tellings(ground.keys_of([claim])).values()
        return tuple(sorted({id for one in found for id in one.claims})) or (claim,)


def _side(chronicle: Chronicle, id: str) -> Side:
    if chronicle.claims_there([id]):
        own = telling_of(chronicle, id)
        return Side(own, chronicle.events_of(own).get(id, id))
    event = chronicle.event(id)
    if not event.id.startswith(id):
        return Side(_held_once(chronicle.decisions(), id, event.id), id, gone=True)
    told = {claim.id: claim for claim in chronicle.claims(event=event.id)}
    return Side(tuple(sorted(id for id, claim in told.items() if not _is_inner(claim, told))), event.id)


def _apart(one: Side, other: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The claims of both. Where one went into the other since, the other is what it was without it."""
    left, right = one.claims, other.claims
    if other.gone and not one.gone:
        left = tuple(id for id in left if id not in right)
    elif one.gone and not other.gone:
        right = tuple(id for id in right if id not in left)
    return left, right


def _held_once(decisions: list[Decision], id: str, heir: str) -> tuple[str, ...]:
    """What an event that is gone held when it was last decided about. Raises UsageError where nobody did."""
    for one in reversed(decisions):
        if len(one.sides) == 2 and one.subject == id:
            return one.sides[0]
        if len(one.sides) == 2 and one.objects == (id,):
            return one.sides[1]
        if len(one.sides) == 1 and one.subject == id:
            return one.sides[0]
    raise UsageError(f"{id} is a part of {heir} now", remedy="look at it again before you decide")


def _is_inner(claim: Claim, told: Mapping[str, Claim]) -> bool:
    return claim.within in told
