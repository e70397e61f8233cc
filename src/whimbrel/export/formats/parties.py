"""Who of an event may be an entity of its own where others link and look people up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whimbrel.model import ActorKind, Claim, Event, Participant
from whimbrel.ontology import SUFFERED


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part. `named` is false for those who are only told of in the sentence."""

    who: Participant
    role: str  # "actor" or "recipient"
    named: bool


def parties(event: Event | Claim) -> Iterator[Party]:
    """Everyone, actors first.

    Not named are private persons where something was only done to them, whatever they do elsewhere, and those of whom
    it is not known which of several actors they are.
    """
    for role, members in (("actor", event.actors), ("recipient", event.recipients)):
        for who in members:
            suffers = role == "recipient" and event.type in SUFFERED
            yield Party(who, role, not who.id.startswith("unsure:") and not (suffers and is_private(who)))


def is_private(who: Participant) -> bool:
    """A person whom no almanac knows."""
    return who.kind is ActorKind.PERSON and who.id.startswith(("local:", "unsure:"))
