"""Who did it, and to whom: everybody whom sources name; where they name different doers, those of the majority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whimbrel.merge import parties
from whimbrel.merge.consensus import affirming
from whimbrel.merge.happened import DENIALS
from whimbrel.merge.occurrence import unique
from whimbrel.merge.sources import Sources
from whimbrel.model import ActorKind, Claim, FieldValue, Participant

JOINT = frozenset({"CONSULT", "AGREE"})  # whoever is named takes part
ONE_CAMP = 0.5  # kinship from which two names are no rivals
STRANGERS = 0.3  # below this kinship two sets of doers are rivals: an army and the rebels of one country are


def choose_parties(
    claims: tuple[Claim, ...], slot: str, kin: parties.Kinship, sources: Sources
) -> tuple[tuple[Participant, ...], tuple[FieldValue, ...], bool]:
    """The parties shown for a slot, best attested first; everybody claimed for it; whether sources conflict.

    They do where they name wholly unlike doers, and where somebody shown is said not to have done it. Whom only a
    denial names is not shown, unless nobody says that anything happened.
    """
    stated = [(c, group) for c in claims if (group := _side(c, slot))]
    if not stated:
        return (), (), False
    told = [(c, group) for c, group in stated if c.status not in DENIALS]
    counted = told if affirming(claims) else stated
    everyone = unique(tuple(p for _, group in stated for p in group))
    unlike = slot == "actors" and claims[0].type not in JOINT and _unlike(counted, kin)
    rivals = _rivals(counted, kin, sources) if unlike else frozenset()
    shown_of = unique(tuple(p for _, group in counted for p in group if p.id not in rivals))
    again = _told_again(shown_of, counted, sources)
    shown_ids = {p.id for p in shown_of if p.id not in again and not _redundant(p, shown_of)}
    rule = "named by most independent origins" if rivals else "named by a source"
    naming: dict[str, list[Claim]] = {party.id: [] for party in everyone}
    for claim, group in stated:
        for id in {party.id for party in group}:
            naming[id].append(claim)
    values = [
        FieldValue(
            party.id,
            _label(party),
            tuple([c.id for c in naming[party.id] if c.status not in DENIALS]),
            party.id in shown_ids,
            rule if party.id in shown_ids else "",
            tuple([c.id for c in naming[party.id] if c.status in DENIALS]),
        )
        for party in sorted(everyone, key=lambda p: p.id)
    ]
    values.sort(key=lambda v: (-len(v.claims), v.value))
    by_id = {p.id: p for p in everyone}
    shown = tuple(by_id[v.value] for v in values if v.shown)
    denied = slot == "actors" and any(v.shown and v.claims and v.against for v in values)
    return shown, tuple(values), unlike or denied


def _side(claim: Claim, slot: str) -> tuple[Participant, ...]:
    return claim.actors if slot == "actors" else claim.recipients


def _names(group: Iterable[Participant], party: Participant) -> bool:
    return party.id in [p.id for p in group]


def _label(party: Participant) -> str:
    """The name; of one that may be several actors with theirs."""
    if not parties.is_unsure(party):
        return party.name
    return f"{party.name} (could be {' or '.join(one.name for one in party.candidates)})"


def _redundant(party: Participant, everyone: Sequence[Participant]) -> bool:
    """A vague party beside a named one tells nothing more; beside a state it tells who of it. One that may be several
    actors tells nothing more where a source names one of them."""
    if parties.is_unsure(party) and any(p.id in parties.ids_of(party) for p in everyone):
        return True
    return parties.vague(party) and any(not parties.vague(p) and p.kind is not ActorKind.STATE for p in everyone)


def _told_again(
    everyone: Sequence[Participant], stated: Sequence[tuple[Claim, tuple[Participant, ...]]], sources: Sources
) -> frozenset[str]:
    """Ids of described parties that are another's words for the same: "attacker" beside "bomber". Those that one claim
    names side by side are different people; else the one with most origins stands for all."""
    described = [p for p in everyone if not parties.identified(p)]
    if len(described) < 2:
        return frozenset()
    backing = {p.id: sources.origins(c for c, group in stated if _names(group, p)) for p in described}
    kept: list[Participant] = []
    for party in sorted(described, key=lambda p: (-backing[p.id], p.id)):
        beside = [any(_names(g, party) and _names(g, other) for _, g in stated) for other in kept]
        if all(beside):
            kept.append(party)
    return frozenset(backing) - {p.id for p in kept}


def _unlike(stated: Sequence[tuple[Claim, tuple[Participant, ...]]], kin: parties.Kinship) -> bool:
    """Whether two reports name doers who are strangers. "Gunmen" may be of any group, so they are nobody's rivals."""
    if len(stated) < 2:
        return False
    named = [(c, tuple(p for p in group if parties.identified(p))) for c, group in stated]
    for i, (a, left) in enumerate(named):
        for b, right in named[i + 1 :]:
            alike = None if a.report == b.report else parties.agreement(left, right, kin)
            if alike is not None and alike < STRANGERS:
                return True
    return False


def _rivals(
    stated: Sequence[tuple[Claim, tuple[Participant, ...]]], kin: parties.Kinship, sources: Sources
) -> frozenset[str]:
    """Ids of those who stand against whom most origins name: no kin, never named beside, and by fewer origins."""
    named = {p.id: p for _, group in stated for p in group if parties.identified(p)}
    backing = {id: sources.origins(c for c, group in stated if _names(group, party)) for id, party in named.items()}
    if not backing:
        return frozenset()
    leader = min(backing, key=lambda id: (-backing[id], id))
    beside = {p.id for _, group in stated if _names(group, named[leader]) for p in group}
    return frozenset(
        id
        for id, party in named.items()
        if id not in beside and backing[id] < backing[leader] and parties.kinship(party, named[leader], kin) < ONE_CAMP
    )
