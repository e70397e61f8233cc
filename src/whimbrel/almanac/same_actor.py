"""Whether an actor from another source is one that the almanac ships: then its names and roles are added to that one.

A name alone does not make two people one. A person must also have the country, and share a role or a second name; a
body must be of a like kind and have no other country. What is not sure stays apart, and is weighed where it is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.fold import name_key
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
        held = any(_same_role(one, other, almanac) for one in actor.roles for other in known.roles)
        return held or len(_keys(actor) & _keys(known)) > 1
    return actor.kind is known.kind or {actor.kind, known.kind} <= GENERAL


def _same_role(one: Role, other: Role, almanac: Almanac) -> bool:
    """The same office at the same time: "President of the United States" and "president" of USA."""
    first, second = almanac.title(one.title), almanac.title(other.title)
    same = (first.canonical if first else one.title.lower()) == (second.canonical if second else other.title.lower())
    there = not one.of or not other.of or one.of.partition(".")[0] == other.of.partition(".")[0]
    apart = (one.end and other.start and one.end < other.start) or (other.end and one.start and other.end < one.start)
    return same and there and not apart


def _full(actor: Actor) -> Iterator[str]:
    return (name.text for name in actor.names if name.kind == "full")


def _keys(actor: Actor) -> set[str]:
    return {key for text in (actor.name, *_full(actor)) if (key := name_key(text))}


def news_of(known: Actor, actor: Actor, almanac: Almanac) -> Actor:
    """An actor of the id of `known` with only those names and roles of `actor` that `known` has not."""
    keys = {name_key(name.text) for name in known.names} | {name_key(known.name)}
    names = {name_key(name.text): name for name in actor.names if name_key(name.text) not in keys}
    roles = tuple(r for r in actor.roles if not any(_same_role(r, had, almanac) for had in known.roles))
    named = tuple(names.values())
    return Actor(known.id, known.name, known.kind, known.country, known.sector, named, roles, (), actor.source)
