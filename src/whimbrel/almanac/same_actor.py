"""Whether an actor from another source is one that the almanac ships: then its names and roles are added to that one.

A name alone does not make two people one. A person must also share a role or a second name, and have no other country;
a body must be of a like kind and have no other country. What is not sure stays apart, and is weighed where it is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
from whimbrel.almanac.importers.cameo import plain_titles
from whimbrel.model import Actor, ActorKind, Role

# kinds that sources tell apart less finely than the almanac
GENERAL = frozenset({ActorKind.NGO, ActorKind.GOVERNMENT, ActorKind.PARTY, ActorKind.ARMED_GROUP})


def shipped_as(actor: Actor, almanac: Almanac) -> Actor | None:
    """The shipped actor that this one is; None when there is none, or several, or it is not sure."""
    ids = {i for name in (actor.name, *_full(actor)) for i in almanac.named(name)}
    found = [known for i in ids if (known := almanac.actor(i)) is not None and _is(actor, known, almanac)]
    return found[0] if len(found) == 1 else None


def _is(actor: Actor, known: Actor, almanac: Almanac) -> bool:
    if actor.country and known.country and actor.country != known.country:
        return False
    if ActorKind.PERSON in (actor.kind, known.kind):
        if actor.kind is not known.kind or " " not in actor.name.strip():
            return False
        at_home = actor.country is not None and actor.country == known.country
        pairs = [(one, other) for one in actor.roles for other in known.roles]
        held = any(_same_role(one, other, almanac) or (at_home and _in_service(one, other)) for one, other in pairs)
        return held or len(_keys(actor) & _keys(known)) > 1
    return actor.kind is known.kind or {actor.kind, known.kind} <= GENERAL


def _same_role(one: Role, other: Role, almanac: Almanac) -> bool:
    """The same office at the same time: "President of the United States" and "president" of USA."""
    first, second = almanac.title(one.title), almanac.title(other.title)
    same = (first.canonical if first else one.title.lower()) == (second.canonical if second else other.title.lower())
    return same and (not one.of or not other.of or _one_state(one, other)) and _at_once(one, other)


def _in_service(one: Role, other: Role) -> bool:
    """An official of a state, as some sources have it, who bore an office of it at the same time."""
    return one.title in plain_titles() and bool(one.of) and _one_state(one, other) and _at_once(one, other)


def _one_state(one: Role, other: Role) -> bool:
    return one.of.partition(".")[0] == other.of.partition(".")[0]


def _at_once(one: Role, other: Role) -> bool:
    apart = (one.end and other.start and one.end < other.start) or (other.end and one.start and other.end < one.start)
    return not apart


def _full(actor: Actor) -> Iterator[str]:
    return (name.text for name in actor.names if name.kind == "full")


def _keys(actor: Actor) -> set[str]:
    return {key for text in (actor.name, *_full(actor)) if (key := name_key(text))}


def news_of(known: Actor, actor: Actor, almanac: Almanac) -> Actor:
    """An actor of the id of `known` with only those names and roles of `actor` that `known` has not.

    An official whose office `known` tells gets no role: it would say less. Names of other actors of the almanac are
    left out, since some sources file a group's people under the group.
    """
    keys = {name_key(name.text) for name in known.names} | {name_key(known.name)}
    names = {key: name for name in actor.names if (key := name_key(name.text)) not in keys and not almanac.named(key)}
    roles = tuple(
        role
        for role in actor.roles
        if not any(_same_role(role, had, almanac) or _in_service(role, had) for had in known.roles)
    )
    named = tuple(names.values())
    return Actor(known.id, known.name, known.kind, known.country, known.sector, named, roles, (), actor.source)
