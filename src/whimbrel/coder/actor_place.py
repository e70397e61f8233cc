"""The country of parties that nothing near them names: where they act, or the one country that is spoken of.

"Police arrested forty protesters in Lagos" is about Nigerian police and protesters; "President X met opposition
leaders" in a report on Zambia is about Zambia's. Nobody is given the country of the foreign state he deals with: "the
United States condemned the rebels" says nothing of whose they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whimbrel.coder.links import ReportNames
from whimbrel.model import ActorKind, Claim, Participant, Place, Span

NOWHERE = frozenset({"", "IGO", "NGO"})  # sectors of those who are at home in no country, or of nobody knows whom
BODIES = frozenset({ActorKind.IGO, ActorKind.NGO})
STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.FORCES})
AT_HOME = frozenset({"PROTEST"})  # acts between a country's own people
DOMESTIC = frozenset({"COP", "JUD", "LEG", "OPP", "PTY", "CVL", "EDU", "LAB", "MED", "REB"})
HOME_GROWN = frozenset({"OPP", "PTY", "LEG", "LAB", "EDU"})  # who act on their own state, where they act on one
MOST = 0.6  # share of a report's countries from which one is what the report is about


def with_countries(claims: Sequence[Claim], names: ReportNames, places: Mapping[int, Place]) -> list[Claim]:
    """The claims with a country for each party that has none and can be told to be of one.

    `places` maps offsets of the report to the places named there.
    """
    about = _about(link.party.country for link in names.links if link.party is not None)
    spoken: dict[Span, set[str]] = {}
    for claim in claims:
        if claim.span not in spoken:
            spoken[claim.span] = _named(claim.span, names) | _lying(claim.span, places)
        spoken[claim.span] |= _in_claim(claim)
    return [_with_countries(claim, spoken[claim.span], about) for claim in claims]


def _with_countries(claim: Claim, spoken: set[str], about: str | None) -> Claim:
    if all(map(_settled, (*claim.actors, *claim.recipients))):
        return claim
    return replace(
        claim,
        actors=tuple(_placed(p, claim, claim.recipients, spoken, about) for p in claim.actors),
        recipients=tuple(_placed(p, claim, claim.actors, spoken, about) for p in claim.recipients),
    )


def _placed(
    party: Participant, claim: Claim, others: Sequence[Participant], spoken: set[str], about: str | None
) -> Participant:
    if _settled(party):
        return party
    scenes = {place.country for place in claim.places if place.country}
    if len(scenes) == 1 and party.kind is not ActorKind.PERSON:
        return replace(party, country=next(iter(scenes)))
    left = spoken if party.sector in HOME_GROWN and party in claim.actors else spoken - _foreign(claim, others)
    if len(left) == 1:
        return replace(party, country=next(iter(left)))
    return replace(party, country=about) if not spoken and about else party


def _settled(party: Participant) -> bool:
    """Whether a party has its country, or is of none as far as can be told."""
    described = party.kind is ActorKind.PEOPLE or party.id.startswith(("group:", "local:"))
    return bool(party.country) or not described or party.kind in BODIES or party.sector in NOWHERE


def _foreign(claim: Claim, others: Iterable[Participant]) -> set[str]:
    """Countries of those who act, or are acted on, as states, so that the other side may be anybody's."""
    if claim.type in AT_HOME:
        return set()
    known = [party for party in others if party.country]
    return {p.country for p in known if p.country and (p.kind in STATES or p.sector not in DOMESTIC)}


def _named(span: Span, names: ReportNames) -> set[str]:
    parties = (link.party for link in names.within(span.start, span.end))
    return {party.country for party in parties if party is not None and party.country}


def _lying(span: Span, places: Mapping[int, Place]) -> set[str]:
    found = (places.get(offset) for offset in range(span.start, span.end))
    return {place.country for place in found if place is not None and place.country}


def _in_claim(claim: Claim) -> set[str]:
    countries = [party.country for party in (*claim.actors, *claim.recipients)]
    return {country for country in (*countries, *(place.country for place in claim.places)) if country}


def _about(countries: Iterable[str | None]) -> str | None:
    counted = Counter(country for country in countries if country)
    top = counted.most_common(1)
    return top[0][0] if top and top[0][1] >= MOST * counted.total() else None
