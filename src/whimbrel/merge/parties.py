"""Do two sets of parties agree? A person stands for the body led, a force for its state, but less than by name.

A party that may be several actors agrees with each of them, and wholly with none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from whimbrel.almanac.almanac import Almanac
from whimbrel.model import ActorKind, Participant

STATE_KINDS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.FORCES, ActorKind.POLICE})
RARITY = {  # how much it tells that two tellings share a party of this kind; 1 the most
    ActorKind.STATE: 0.3,
    ActorKind.PEOPLE: 0.3,
    ActorKind.GOVERNMENT: 0.4,
    ActorKind.FORCES: 0.4,
    ActorKind.POLICE: 0.5,
    ActorKind.PARLIAMENT: 0.5,
    ActorKind.IGO: 0.5,
    ActorKind.ARMED_GROUP: 0.5,
    ActorKind.PERSON: 0.7,
}
OTHER_RARITY = 0.7  # of companies, courts, parties, outlets
DESCRIBED, UNHEARD_OF = 0.25, 0.95  # "gunmen"; who is in no almanac
LIKELY = 0.4  # that somebody described by country is one who is named and of that country
MAYBE = 0.6  # of what an actor would agree, a party that only may be that actor agrees
Kinship = Mapping[str, frozenset[str]]


def kin_of(actor_id: str, almanac: Almanac) -> frozenset[str]:
    """Ids of the bodies that an actor belongs to, directly or one step up: parents and the bodies of offices held."""
    actor = almanac.actor(actor_id)
    if actor is None:
        return frozenset()
    bodies = set(actor.parents) | {role.of for role in actor.roles}
    return frozenset(bodies)


def ids_of(party: Participant) -> frozenset[str]:
    """The ids of all actors that a party may be: its own, or its candidates' where it is unsure."""
    if is_unsure(party):
        return frozenset(one.id for one in party.candidates)
    return frozenset((party.id,))


def is_unsure(party: Participant) -> bool:
    """Whether a party is one of several actors, nobody can tell which."""
    return len(party.candidates) > 1 and all(one.id != party.id for one in party.candidates)


def rarity(party: Participant) -> float:
    """How much it tells that two tellings share this party: a state is in most of them, a name nobody knows in few."""
    if party.kind is ActorKind.GROUP or party.id.startswith("group:"):
        return DESCRIBED
    if party.id.startswith("local:"):
        return UNHEARD_OF
    return RARITY.get(party.kind, OTHER_RARITY)


def kinship(a: Participant, b: Participant, kin: Kinship) -> float:
    """1 the same actor, .7 a member and the body, .6 one that may be the actor, .5 arms of one state, .4 one of the
    same country who is only described, 0 strangers."""
    if is_unsure(a) or is_unsure(b):
        return MAYBE * max(_kinship(p, q, kin) for p in _each(a) for q in _each(b))
    return _kinship(a, b, kin)


def _each(party: Participant) -> tuple[Participant, ...]:
    if not is_unsure(party):
        return (party,)
    return tuple(replace(party, id=one.id, candidates=()) for one in party.candidates)


def _kinship(a: Participant, b: Participant, kin: Kinship) -> float:
    if a.id == b.id:
        return 0.5 if a.kind is ActorKind.GROUP else 1.0
    if a.id in kin.get(b.id, frozenset()) or b.id in kin.get(a.id, frozenset()):
        return 0.7
    if a.country and a.country == b.country and {a.kind, b.kind} <= STATE_KINDS:
        return 0.5
    if a.kind is ActorKind.PERSON and b.kind is ActorKind.PERSON:
        return 0.0
    if a.country and a.country == b.country and (a.kind is ActorKind.GROUP) != (b.kind is ActorKind.GROUP):
        return LIKELY  # "a leftist Kenyan party", and one by name
    if a.country and a.country == b.country and (a.kind in STATE_KINDS or b.kind in STATE_KINDS):
        return 0.3 if ActorKind.PERSON in {a.kind, b.kind} else 0.1
    return 0.0


def agreement(left: tuple[Participant, ...], right: tuple[Participant, ...], kin: Kinship) -> float | None:
    """Mean best kinship of the smaller side's parties (0 to 1), or None when a side names nobody."""
    if not left or not right:
        return None
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    named = [p for p in small if not vague(p)]
    others = [p for p in large if not vague(p)]
    if not named or not others:
        return None
    return sum([max([kinship(p, q, kin) for q in others]) for p in named]) / len(named)


def vague(party: Participant) -> bool:
    """Parties that tell nothing apart: "people", "a man", "civilians" (the id holds a country only where their own
    words name one; where they act is another matter)."""
    return party.kind is ActorKind.GROUP and party.id.count(":") < 2


def identified(party: Participant) -> bool:
    """Parties that are somebody: named, not described by a noun alone."""
    return party.kind is not ActorKind.GROUP
