"""A state's body called so without its state: "the Supreme Court", "the Republican Guard"."""

from __future__ import annotations

from collections.abc import Iterable

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.states import load_states
from whimbrel.model import Actor, ActorKind

MOST_STATES = 6  # of those that a report names, the most often named
COMPOSED = 0.75  # how far a name fits a body that is called so only by rule
NO_NAMES = frozenset({"people", "media", "opposition", "rebels", "government"})  # "State media", "Meet the Press"


def bodies_called(name: str, countries: Iterable[str], almanac: Almanac) -> list[tuple[Actor, float]]:
    """Those of the countries' bodies that are called so after their country ("Syrian Republican Guard"), and how far
    the name fits. `countries` come the most often named first."""
    bare = name[4:] if name[:4].lower() == "the " else name
    if not bare[:1].isupper() or almanac.nation(bare.partition(" ")[0]) is not None:
        return []
    found: dict[str, tuple[Actor, float]] = {}
    for country in list(countries)[:MOST_STATES]:
        for actor, fit in _of_state(bare, country, almanac):
            if fit > found.get(actor.id, (actor, 0.0))[1]:
                found[actor.id] = (actor, fit)
    return list(found.values())


def _of_state(name: str, country: str, almanac: Almanac) -> list[tuple[Actor, float]]:
    """The body of one state: one that the almanac files under that name, or else one composed by rule."""
    state = load_states().by_id.get(country)
    found = []
    for adjective in state.adjectives if state is not None else ():
        whole = f"{adjective} {name}"
        for mention in almanac.mentions(whole):
            actor = almanac.actor(mention.ids[0]) if len(mention.ids) == 1 else None
            if actor is not None and mention.text == whole and _fits(actor, country, by_rule=mention.kind == "body"):
                found.append((actor, COMPOSED if mention.kind == "body" else 1.0))
    filed = [one for one in found if one[1] > COMPOSED]
    return filed or found[:1]


def _fits(actor: Actor, country: str, *, by_rule: bool) -> bool:
    other = {ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.STATE}
    suffix = actor.id.partition(".")[2]
    named = suffix not in NO_NAMES if suffix else not by_rule
    return named and actor.country == country and actor.kind not in other
