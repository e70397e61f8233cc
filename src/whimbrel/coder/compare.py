"""What two coders made of one report, side by side: which claims are the same, and where these differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from whimbrel.coder.protocol import Coded, Refusal
from whimbrel.model import Claim, Participant


def _who(parties: Sequence[Participant]) -> frozenset[str]:
    return frozenset(party.id for party in parties)


def _when(claim: Claim) -> object:
    when = claim.when
    return None if when is None else (when.edtf or when.relative, when.earliest, when.latest)


def _where(claim: Claim) -> str | None:
    return claim.place.id if claim.place is not None else None


def _same_speaker(one: Claim, other: Claim) -> bool:
    """Whether the nearest speakers of both are the same words of the report; chains may go on behind them."""
    if not one.says or not other.says:
        return not one.says and not other.says
    here, there = one.says[-1], other.says[-1]
    return here.text == there.text if here.span is None or there.span is None else here.span.overlaps(there.span)


Same = Callable[[Claim, Claim], bool]
FIELDS: dict[str, Same] = {
    "type": lambda one, other: one.type == other.type,
    "mode": lambda one, other: one.mode == other.mode,
    "status": lambda one, other: one.status == other.status,
    "actors": lambda one, other: _who(one.actors) == _who(other.actors),
    "recipients": lambda one, other: _who(one.recipients) == _who(other.recipients),
    "when": lambda one, other: _when(one) == _when(other),
    "place": lambda one, other: _where(one) == _where(other),
    "says": _same_speaker,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a comparison. `kind` says which of the two found it: both, one ("rules"), other ("model"), refused.

    `differs` names the fields in which the claims of both are not the same.
    """

    kind: str
    rules: Claim | None = None
    model: Claim | None = None
    differs: tuple[str, ...] = ()
    refused: Refusal | None = None


def compare(rules: Coded, model: Coded) -> Iterator[Finding]:
    """Every claim of either coder once, in order of the text; then what the model said and was refused.

    Claims are paired when their words overlap: the model's quotation holds the word that told the rules, or both are
    of one type and stand in one sentence. Of several that could be, those with most in common are paired first.
    """
    pairs = _pairs(rules.claims, model.claims)
    taken = set(pairs.values())
    found = [Finding("both", claim, model.claims[pairs[i]], differences(claim, model.claims[pairs[i]]))
             if i in pairs else Finding("rules", rules=claim) for i, claim in enumerate(rules.claims)]  # fmt: skip
    found += [Finding("model", model=claim) for j, claim in enumerate(model.claims) if j not in taken]
    yield from sorted(found, key=_position)
    yield from (Finding("refused", refused=refusal) for refusal in (*rules.refused, *model.refused))


def differences(one: Claim, other: Claim) -> tuple[str, ...]:
    """The fields in which two claims are not the same: parties by id, places by id, times by what
    they resolve to, speakers by where they are named."""
    return tuple(name for name, same in FIELDS.items() if not same(one, other))


def _pairs(ones: Sequence[Claim], others: Sequence[Claim]) -> dict[int, int]:
    """Which of the others goes with which of the ones, best likeness first, each used once."""
    likely = sorted(
        (-likeness, i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if (likeness := _likeness(one, other)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in likely:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likeness(one: Claim, other: Claim) -> float:
    """How much two claims have in common; 0 when they stand on different words."""
    same_type = one.type == other.type
    told_by_the_same = one.trigger.overlaps(other.trigger)
    if not told_by_the_same and not (same_type and one.span.overlaps(other.span)):
        return 0.0
    same = len(FIELDS) - len(differences(one, other))
    return 100.0 * same_type + 10.0 * told_by_the_same + same


def _position(finding: Finding) -> tuple[int, int]:
    claim = finding.rules or finding.model
    return (claim.trigger.start, claim.trigger.end) if claim is not None else (0, 0)
