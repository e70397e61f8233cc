"""Claims in little memory: equal parts are one object, and what only a reader of the page needs is left out.

A hundred thousand claims must fit beside the merge in a gigabyte. Light claims keep every value that merging compares
(the words too); they lose the spans inside participants, places, speakers and counts, and the parts of the confidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from whimbrel.chronicle.codec import LeftOut, loads
from whimbrel.model import Claim, Count, Participant, Place, Score, Speaker, When

LIGHT: LeftOut = frozenset(
    {(When, "span"), (Participant, "span"), (Place, "span"), (Speaker, "span"), (Count, "span"), (Score, "parts")}
)
"""What light claims lack, to be left out when one is read; what they are made of is then shared as well."""

AT_HAND = 4096  # claims; those of the last days are compared with every report that comes


@lru_cache(maxsize=AT_HAND)
def light_claim(body: str) -> Claim:
    """The light form of a claim that `dumps` wrote. Raises ChronicleError when it cannot be read."""
    return loads(Claim, body, LIGHT)


def lighten(claims: Iterator[Claim]) -> Iterator[Claim]:
    """The same claims, lightened and sharing their equal parts for as long as this iterator lives."""
    pool: dict[Any, Any] = {}

    def shared(value: Any) -> Any:
        return pool.setdefault(value, value)

    for claim in claims:
        yield replace(
            claim,
            report=shared(claim.report),
            text=shared(claim.text),
            type=shared(claim.type),
            mode=shared(claim.mode),
            contexts=shared(claim.contexts),
            actors=_bare(claim.actors, shared),
            recipients=_bare(claim.recipients, shared),
            places=_bare(claim.places, shared),
            when=shared(replace(claim.when, span=None)) if claim.when else None,
            says=_bare(claim.says, shared),
            counts={shared(name): shared(replace(count, span=None)) for name, count in claim.counts.items()},
            confidence=Score(claim.confidence.value),
        )


def _bare(parts: tuple[Any, ...], shared: Callable[[Any], Any]) -> Any:
    return shared(tuple([shared(replace(part, span=None)) for part in parts]))
