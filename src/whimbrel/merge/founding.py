"""Which claims stand for a happening of their own, so that an event may rest on them.

A chronology tells what took place, was denied, or is planned. What is only called for, threatened or possible is no
happening, and a reading that is more likely wrong than not is no ground to chronicle one: such claims stay in the list
of claims, with their status and confidence, and a doubtful one still counts beside a sure one of the same event.
"""

from __future__ import annotations

from whimbrel.model import Claim, Status

UNREAL = frozenset({Status.CALLED_FOR, Status.THREATENED, Status.HYPOTHETICAL})
DOUBTFUL = 1 / 3  # below it, two of three readings are wrong in type or status (the measure of `coder.confidence`)


def tells_a_happening(claim: Claim) -> bool:
    """Whether a claim is told for itself, not as the content of another act, and as more than a possibility."""
    return not claim.within and claim.status not in UNREAL


def is_sure_enough(claim: Claim) -> bool:
    """Whether an event may rest on this claim alone."""
    return claim.confidence.value >= DOUBTFUL


def founds_an_event(claim: Claim) -> bool:
    """Whether this claim alone would make an event."""
    return tells_a_happening(claim) and is_sure_enough(claim) and is_substantial(claim)


def is_substantial(claim: Claim) -> bool:
    """Whether a claim names anybody, any place or any number."""
    return bool(claim.actors or claim.recipients or claim.places or claim.counts)
