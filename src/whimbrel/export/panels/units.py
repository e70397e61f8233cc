"""Whose row an event belongs to: pairs of parties, or the country where it was."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product

from whimbrel.export.formats.dyads import JOINT
from whimbrel.model import Event, Participant

PARTIES = ("country", "sector", "actor")
BODIES = "IGO"  # stands for international bodies, which have no country
NO_PAIR, NO_COUNTRY = "without a pair of parties", "without a known country"

Unit = tuple[str, ...]


def dyads_of(event: Event, parties: str) -> frozenset[Unit]:
    """The directed pairs of an event, each once: every actor with every recipient.

    Those who meet, agree or cooperate are paired in both directions; actors of another type without a recipient, and
    recipients without an actor, make no pair.
    """
    sources, targets = _codes(event.actors, parties), _codes(event.recipients, parties)
    if sources and targets:
        return frozenset(product(sources, targets))
    if event.type in JOINT and len(event.actors) > 1 and not event.recipients:
        known = set(sources)
        pairs = frozenset(permutations(sorted(known), 2))
        return pairs or (frozenset({(sources[0], sources[0])}) if len(sources) > 1 else frozenset())
    return frozenset()


def country_of(event: Event, parties: str) -> frozenset[Unit]:  # noqa: ARG001 - every kind of unit is asked alike
    """The country where it was; none where that is not known."""
    country = event.place.country if event.place else None
    return frozenset({(country,)}) if country else frozenset()


def _codes(side: Iterable[Participant], parties: str) -> list[str]:
    return [code for who in side if (code := _code(who, parties))]


def _code(who: Participant, parties: str) -> str:
    """A party by its country ("SYR"), its country and sector ("SYRREB") or its id; "" where that is not known."""
    if parties == "actor":
        return who.id
    body = BODIES if not who.country and who.sector == BODIES else ""
    if parties == "country" or body:
        return who.country or body
    return f"{who.country}{who.sector}" if who.country and who.sector else ""
