"""Who did it to whom, two by two, for data sets whose every row has one source and one target.

An event of several parties becomes several rows, as CAMEO's coders do: each actor with each recipient. Those who meet,
agree or cooperate without a recipient are told once a pair, in the order of the record; for any other type actors
without a recipient stand alone, since nobody says that one of them did it to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, islice, product

from whimbrel.model import Event, Participant

MOST = 32  # rows of one event
JOINT = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # types that are done with each other
NOBODY = "without any party"
_ID = re.compile(r"e([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Dyad:
    """A row of an event; `number` is its own in a chronicle, and below 2**53, so that no program rounds it."""

    number: int
    source: Participant | None
    target: Participant | None


def dyads(event: Event) -> Iterator[Dyad]:
    """The rows of an event, at most `MOST`."""
    base = _number(event.id)
    for at, (source, target) in enumerate(islice(_pairs(event), MOST)):
        yield Dyad(base * MOST + at, source, target)


def partyless(event: Event) -> str:
    """Why a format of dyads cannot tell an event: nobody takes part in it."""
    return "" if event.actors or event.recipients else NOBODY


def _pairs(event: Event) -> Iterator[tuple[Participant | None, Participant | None]]:
    actors, recipients = event.actors, event.recipients
    if actors and recipients:
        yield from product(actors, recipients)
    elif len(actors) > 1 and event.type in JOINT:
        yield from combinations(actors, 2)
    elif actors:
        yield from ((actor, None) for actor in actors)
    else:
        yield from ((None, recipient) for recipient in recipients)


def _number(id: str) -> int:
    """The 48 bits of an event's id; of another id those of its hash."""
    match = _ID.fullmatch(id)
    return int(match[1], 16) if match else int.from_bytes(blake2b(id.encode(), digest_size=6).digest(), "big")
