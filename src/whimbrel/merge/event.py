"""Claims of one happening become its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from whimbrel.merge import consensus
from whimbrel.merge.doers import choose_parties
from whimbrel.merge.happened import confidence
from whimbrel.merge.parties import Kinship
from whimbrel.merge.sources import Sources, origins_of
from whimbrel.merge.tolls import choose_counts
from whimbrel.merge.voices import Sides
from whimbrel.model import Claim, Conflict, Event, FieldValue


def event_of(claims: tuple[Claim, ...], contents: Mapping[str, list[Claim]], kin: Kinship, sources: Sources) -> Event:
    """The event that these claims tell of; `contents` are, by claim, what is told within a speech act."""
    claims = tuple(sorted(claims, key=lambda claim: claim.id))
    when, when_values, when_conflict = consensus.choose_when(claims, sources)
    place, place_values, place_conflict = consensus.choose_place(claims, sources)
    actors, actor_values, actor_conflict = choose_parties(claims, "actors", kin, sources)
    recipients, recipient_values, _ = choose_parties(claims, "recipients", kin, sources)
    sides = Sides(actors, recipients)
    counts, count_fields, count_conflicts = choose_counts(claims, sides, kin, sources)
    status, status_values, status_conflict = consensus.choose_status(claims, sources)
    modes = Counter(claim.mode for claim in claims if claim.mode)
    fields: dict[str, tuple[FieldValue, ...]] = {
        "when": when_values,
        "place": place_values,
        "actors": actor_values,
        "recipients": recipient_values,
        "status": status_values,
        **count_fields,
    }
    flags = {
        "when": when_conflict, "place": place_conflict, "actors": actor_conflict, "status": status_conflict,
        **dict.fromkeys(count_conflicts, True),
    }  # fmt: skip
    told_in = tuple(c.id for claim in claims for c in contents.get(claim.id, ()))
    return Event(
        id=event_id(claims),
        type=claims[0].type,
        mode=min(modes, key=lambda mode: (-modes[mode], mode)) if modes else "",
        contexts=tuple(sorted({context for claim in claims for context in claim.contexts})),
        actors=actors,
        recipients=tuple(p for p in recipients if p.id not in {a.id for a in actors} or claims[0].type == "ASSAULT"),
        place=place,
        when=when,
        status=status,
        says=consensus.gather_speakers(claims),
        counts=counts,
        reports=tuple(sorted({claim.report for claim in claims})),
        claims=tuple(claim.id for claim in claims) + told_in,
        fields={name: values for name, values in fields.items() if values},
        conflicts=tuple(Conflict(name, _standing(fields[name])) for name, flag in flags.items() if flag),
        confidence=confidence(claims, sides, kin, sources),
        origins=origins_of(claims, sources),
    )


def _standing(values: tuple[FieldValue, ...]) -> tuple[FieldValue, ...]:
    """Values without those that only older versions of reports give, which newer ones replaced."""
    return tuple(value for value in values if value.against or set(value.claims) - set(value.former))


def event_id(claims: tuple[Claim, ...]) -> str:
    """A hash of the smallest claim id: it stays while that claim does."""
    return "e" + sha256(min(claim.id for claim in claims).encode()).hexdigest()[:12]
