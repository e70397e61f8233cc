"""A state's body called so without its state: "the Supreme Court", "the Republican Guard"."""

from __future__ import annotations

from collections.abc import Iterable

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.states import load_states
from whimbrel.model import Actor, ActorKind

MOST_STATES = 6  # of those that a report names, the most often named


def bodies_called(name: str, countries: Iterable[str], almanac: Almanac) -> list[Actor]:
    """Those of the countries' bodies that are called so after their country: "Syrian Republican Guard". `countries`
    come the most often named first."""
    bare = name[4:] if name[:4].lower() == "the " else name
    if not bare[:1].isupper() or almanac.nation(bare.partition(" ")[0]) is not None:
        return []
    found: dict[str, Actor] = {}
    for country in list(countries)[:MOST_STATES]:
        state = load_states().by_id.get(country)
        for adjective in state.adjectives[:1] if state is not None else ():
            whole = f"{adjective} {bare}"
            for mention in almanac.mentions(whole):
                actor = almanac.actor(mention.ids[0]) if len(mention.ids) == 1 else None
                if actor is not None and mention.text == whole and _fits(actor, country):
                    found.setdefault(actor.id, actor)
    return list(found.values())


def _fits(actor: Actor, country: str) -> bool:
    other = {ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.STATE}
    return actor.country == country and actor.kind not in other and "." in actor.id
