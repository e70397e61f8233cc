"""Who says so, seen from the event: an official, a third party, the doer about itself, the other side, or the outlet.

What somebody says about himself, or about an enemy, is worth something else than what a bystander says. Sides are told
by kinship: a minister speaks for the government, an army's spokesman for the army.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whimbrel.merge.parties import Kinship, kinship
from whimbrel.model import ActorKind, Claim, Participant, Speaker

ONE_SIDE = 0.5  # kinship from which two are of one side: arms of one state, a member and the body
OFFICIAL = frozenset({"GOV", "COP", "MIL", "JUD", "LEG", "HLH", "SPY"})
ARMS = {"GOV": ActorKind.GOVERNMENT, "MIL": ActorKind.FORCES, "COP": ActorKind.POLICE, "SPY": ActorKind.POLICE}
AGAINST_STATE = frozenset({"REB", "OPP", "SEP", "UAF"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "REJECT", "MOBILIZE"})
HARMED = frozenset({"killed", "wounded", "arrested"})
FIGHTERS = frozenset({"MIL", "REB", "COP", "SPY"})
BODIES = frozenset({ActorKind.IGO, ActorKind.NGO, ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.COURT})


class Voice(StrEnum):
    """Whose word something is. The values are the names of the parts of an event's confidence."""

    OUTLET = "the outlet"
    OFFICIAL = "an official"
    BODY = "a third party"
    WITNESS = "people there"
    MEDIA = "another outlet"
    ITSELF = "a party of itself"
    BOAST = "the doer of the other's losses"
    OTHER_SIDE = "the other side"
    SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an event, as far as claims that affirm it name them."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]


def speaker_of(claim: Claim) -> Speaker | None:
    """Whose word a claim is: the last of the chain, whom the others only pass on. None for the outlet's own."""
    return claim.says[-1] if claim.says else None


def voice(claim: Claim, sides: Sides, kin: Kinship) -> Voice:
    """Whose word a claim is, seen from the parties: its own where it names them, else the event's."""
    speaker = speaker_of(claim)
    if speaker is None:
        return Voice.OUTLET
    if not speaker.actor or speaker.kind is None:
        return Voice.SOMEBODY
    who = _as_party(speaker)
    actors, recipients = claim.actors or sides.actors, claim.recipients or sides.recipients
    if _akin(who, actors, kin):
        return Voice.BOAST if _counts_losses(claim, recipients) else Voice.ITSELF
    if _akin(who, recipients, kin):
        return Voice.OTHER_SIDE if claim.type in HOSTILE else Voice.ITSELF
    if claim.type in HOSTILE and any(_opposed(who, actor) for actor in actors):
        return Voice.OTHER_SIDE
    return _bystander(speaker)


def key_of(claim: Claim, origin: str) -> str:
    """By what a voice is known again: the speaker's actor or words; the outlet's own word is that of its origin."""
    speaker = speaker_of(claim)
    if speaker is None:
        return f"outlet {origin}"
    return f"actor {speaker.actor}" if speaker.actor else f"words {speaker.text.casefold()}"


def is_official(claim: Claim) -> bool:
    """Whether somebody in an office says so: a ministry, the police, a hospital; no armed group, however organised."""
    speaker = speaker_of(claim)
    return speaker is not None and speaker.sector in OFFICIAL and speaker.kind is not ActorKind.ARMED_GROUP


def _as_party(speaker: Speaker) -> Participant:
    """The speaker as a party; whoever holds an office of a state as an arm of it."""
    kind = ARMS.get(speaker.sector, speaker.kind) or ActorKind.GROUP
    return Participant(speaker.actor, speaker.text, kind, speaker.country, speaker.sector)


def _akin(who: Participant, side: Iterable[Participant], kin: Kinship) -> bool:
    return any(kinship(who, _arm(party), kin) >= ONE_SIDE for party in side)


def _arm(party: Participant) -> Participant:
    if party.kind in (ActorKind.PERSON, ActorKind.GROUP) and party.sector in ARMS and not party.candidates:
        return Participant(party.id, party.name, ARMS[party.sector], party.country, party.sector)
    return party


def _opposed(who: Participant, actor: Participant) -> bool:
    """Whether one is a state's and the other of those who fight that state."""
    if not who.country or who.country != actor.country:
        return False
    left, right = who.sector, actor.sector
    return (left in ARMS and right in AGAINST_STATE) or (left in AGAINST_STATE and right in ARMS)


def _counts_losses(claim: Claim, recipients: Iterable[Participant]) -> bool:
    """Whether a doer tells how many fighters of the other side it hit."""
    return bool(HARMED & claim.counts.keys()) and any(
        party.sector in FIGHTERS or party.kind in (ActorKind.ARMED_GROUP, ActorKind.FORCES) for party in recipients
    )


def _bystander(speaker: Speaker) -> Voice:
    if speaker.kind is ActorKind.MEDIA or speaker.sector == "MED":
        return Voice.MEDIA
    if speaker.sector in OFFICIAL:
        return Voice.OFFICIAL
    if speaker.kind in BODIES or speaker.sector in {"IGO", "NGO"}:
        return Voice.BODY
    return Voice.WITNESS if speaker.kind in (ActorKind.GROUP, ActorKind.PEOPLE) else Voice.SOMEBODY
