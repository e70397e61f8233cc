"""Do two occurrences agree in who did it and to whom? Some company cannot be the other's."""

from __future__ import annotations

from whimbrel.merge import parties
from whimbrel.merge.occurrence import Occurrence
from whimbrel.model import ActorKind, Participant

SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # of which there are as many as there are speakers
NOBODY: frozenset[str] = frozenset()
MOVEMENTS = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY})
KIN = 0.3  # less kinship than this is none
Side = tuple[Participant, ...]


def see_company(a: Occurrence, b: Occurrence, seen: dict[str, float], kin: parties.Kinship, *, alike: bool) -> str:
    """Note in `seen` how parties agree; gives what forbids that they are one, or "".

    `alike`: all else is told so much alike that who did it may be what the sources differ on.
    """
    if a.type == "CONSULT":  # who meets whom is no matter
        left, right = a.actors + a.recipients, b.actors + b.recipients
        if _see_side("actors", left, right, seen, kin):
            return "actors"
        return _meeting_company(a, b, kin)
    if _see_side("actors", a.actors, b.actors, seen, kin):
        if not alike:
            return "actors"
        seen["actors: strangers"] = 1.0
    if a.type in SPOKEN and _one_is_named(a.actors, b.actors):
        seen["actors: one is named"] = 1.0
    _see_side("recipients", a.recipients, b.recipients, seen, kin)
    return "recipients" if _different_victims(a.recipients, b.recipients) else ""


def _see_side(name: str, left: Side, right: Side, seen: dict[str, float], kin: parties.Kinship) -> bool:
    """Note how two sides agree; whether they are strangers: both known, and nobody kin to anybody."""
    value = parties.agreement(left, right, kin)
    if value is None:
        return False
    if value < 0.34 and _strangers(left, right, kin):
        return True
    if value >= 0.5:
        seen[f"{name}: agree"] = (2 * value - 1) * _rarity(left, right)
        seen[f"{name}: kin"] = 1.0
    elif not _may_stand_for(left, right):
        seen[f"{name}: differ"] = 1 - 2 * value
    return False


def _may_stand_for(left: Side, right: Side) -> bool:
    """Whether one side only describes who it was, and the other names somebody of the same country: "Kenyan leaders",
    and the two by name."""
    described = [not any(map(parties.identified, side)) for side in (left, right)]
    if described[0] == described[1]:
        return False
    countries = [{p.country for p in side if p.country} for side in (left, right)]
    return bool(countries[0] & countries[1])


def _strangers(left: Side, right: Side, kin: parties.Kinship) -> bool:
    if not any(map(parties.identified, left)) or not any(map(parties.identified, right)):
        return False
    return all(parties.kinship(p, q, kin) < KIN for p in left for q in right)


def _one_is_named(left: Side, right: Side) -> bool:
    """Whether one side names who speaks and the other only describes somebody: "a committee", "regional leaders"."""
    sides = [any(map(parties.identified, side)) for side in (left, right)]
    return bool(left) and bool(right) and sides[0] != sides[1]


def _different_victims(left: Side, right: Side) -> bool:
    if not left or not right:
        return False
    people = [{i for p in side if p.kind is ActorKind.PERSON for i in parties.ids_of(p)} for side in (left, right)]
    return bool(people[0]) and bool(people[1]) and not people[0] & people[1]


def is_same_company(a: Occurrence, b: Occurrence) -> bool:
    """Whether both name the same two persons or more."""
    people = [
        {i for p in x.actors + x.recipients if p.kind is ActorKind.PERSON for i in parties.ids_of(p)} for x in (a, b)
    ]
    return len(people[0] & people[1]) > 1


def is_all_company(a: Occurrence, b: Occurrence) -> bool:
    """Whether both name the same two persons or more, and one side nobody besides whom the other does not name."""
    people = [{p.id for p in x.actors + x.recipients if p.kind is ActorKind.PERSON} for x in (a, b)]
    return len(people[0] & people[1]) > 1 and (people[0] <= people[1] or people[1] <= people[0])


def _meeting_company(a: Occurrence, b: Occurrence, kin: parties.Kinship) -> str:
    """Meetings of different company are different meetings: each side names somebody whom the other cannot hold. One
    whose body the other side names may have come for it."""
    sides = [{parties.ids_of(p) for p in x.actors + x.recipients if p.kind is ActorKind.PERSON} for x in (a, b)]
    ids = [frozenset().union(*side) for side in sides]
    bodies = [
        {i for p in x.actors + x.recipients if p.kind is not ActorKind.PERSON for i in parties.ids_of(p)}
        for x in (a, b)
    ]
    held = [_in_a_group(a, b), _in_a_group(b, a)] if a.reports & b.reports else [NOBODY, NOBODY]
    only = [
        [
            p for p in sides[at]
            if not p & (ids[1 - at] | held[at]) and not any(kin.get(i, NOBODY) & bodies[1 - at] for i in p)
        ]
        for at in (0, 1)
    ]  # fmt: skip
    if only[0] and only[1] and len(only[0]) + len(only[1]) > len([p for p in sides[0] if p & ids[1]]):
        return "company"
    return "company" if _bodies_met_elsewhere(a, b, ids, only, kin) else ""


def _bodies_met_elsewhere(
    a: Occurrence, b: Occurrence, ids: list[frozenset[str]], only: list[list[frozenset[str]]], kin: parties.Kinship
) -> bool:
    """Whether one side tells of nothing but movements, two or more, and the other names two persons or more of whom
    one is of none, while one of the movements is nobody's there: A and B met; a leader of A met somebody else."""
    for at, side in enumerate((a, b)):
        here, there = side.actors + side.recipients, (b, a)[at]
        movements = {p.id for p in here if p.kind in MOVEMENTS}
        if len(movements) < 2 or ids[at] or not only[1 - at] or len(ids[1 - at]) < 2:
            continue
        others = {i for p in there.actors + there.recipients for i in parties.ids_of(p)}
        if any(m not in others and not any(m in kin.get(i, NOBODY) for i in others) for m in movements):
            return True
    return False


def _in_a_group(a: Occurrence, b: Occurrence) -> frozenset[str]:
    """Of one report's telling `a`, ids of the persons who may be in a group that `b` describes, where either points
    back: "a team of officials was received", "three governors were among the guests"."""
    if not any(claim.refers_back for side in (a, b) for claim in side.claims):
        return NOBODY
    groups = {p.country for p in b.actors + b.recipients if p.kind is ActorKind.GROUP and p.country}
    held = (p for p in a.actors + a.recipients if p.kind is ActorKind.PERSON and p.country in groups)
    return frozenset(i for p in held for i in parties.ids_of(p))


def _rarity(left: Side, right: Side) -> float:
    """Of the rarest party that both sides hold."""
    shared = {i for p in left for i in parties.ids_of(p)} & {i for p in right for i in parties.ids_of(p)}
    return max((parties.rarity(p) for p in left + right if parties.ids_of(p) & shared), default=parties.DESCRIBED)
