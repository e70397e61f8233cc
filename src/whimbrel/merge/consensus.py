"""One record from many claims: for every field the values claimed, by whom, which is shown and by what rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from whimbrel.merge import parties, places
from whimbrel.merge.numbers import gap_of
from whimbrel.merge.occurrence import REAL, most_precise, unique
from whimbrel.merge.time_overlap import compatible
from whimbrel.model import ActorKind, Claim, Count, FieldValue, Participant, Place, Speaker, Status, When

FAR_FLOORS = 1.5  # "at least" numbers farther apart than this factor are rivals
DENIALS = frozenset({Status.DENIED, Status.NEGATED})


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of the reports: when each came out and which lineage (copies count once) it belongs to."""

    published: Mapping[str, When | None]
    lineage: Mapping[str, str]

    def origins(self, claims: Iterable[Claim]) -> int:
        """Independent origins among the claims' reports."""
        return len({self.lineage.get(claim.report, claim.report) for claim in claims})

    def day(self, claim: Claim) -> date:
        when = self.published.get(claim.report)
        return when.latest if when is not None and when.latest is not None else date.min


@dataclass(frozen=True, slots=True)
class Field:
    """A field's values with the claims for each, the one shown first."""

    values: tuple[FieldValue, ...]
    conflict: bool


def tally(
    claims: Iterable[Claim],
    read: Callable[[Claim], tuple[str, str] | None],
    sources: Sources,
    *,
    rule: str = "most independent origins",
    rank: Callable[[str, list[Claim]], tuple[float, ...]] | None = None,
) -> tuple[FieldValue, ...]:
    """Group claims by the value they give for a field; the best-ranked value is shown.

    `read` gives (canonical value, label) or None when a claim does not state the field. Ties fall to the value itself,
    so that the outcome does not depend on order.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    labels: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        stated = read(claim)
        if stated is not None:
            groups[stated[0]].append(claim)
            labels.setdefault(stated[0], stated[1])

    def order(value: str) -> tuple[float, ...]:
        base = (float(sources.origins(groups[value])), float(len({c.report for c in groups[value]})))
        return (*rank(value, groups[value]), *base) if rank else base

    best_first = sorted(sorted(groups), key=order, reverse=True)
    return tuple(
        FieldValue(value, labels[value], tuple(c.id for c in groups[value]), i == 0, rule if i == 0 else "")
        for i, value in enumerate(best_first)
    )


def choose_when(claims: tuple[Claim, ...], sources: Sources) -> tuple[When | None, tuple[FieldValue, ...], bool]:
    """The most precise time stated, its rivals, and whether two of them cannot both be right."""
    stated = [c.when for c in claims if c.when is not None and (c.when.edtf or c.when.relative)]
    body = [c for c in claims if c.when is not None and (c.when.edtf or c.when.relative)]
    values = tally(
        body,
        lambda c: (_when_key(c.when), _when_label(c.when)) if c.when else None,
        sources,
        rule="most precise, then most origins",
        rank=lambda _, group: (-_width(most_precise([c.when for c in group if c.when])),),
    )
    conflict = any(compatible(a, b) is False for i, a in enumerate(stated) for b in stated[i + 1 :])
    if not body:
        return _before_publication(claims, sources), (), False
    first = set(values[0].claims)
    return most_precise([c.when for c in body if c.id in first and c.when]), values, conflict


def _width(when: When | None) -> float:
    if when is None or when.earliest is None or when.latest is None:
        return 1e6 if when is not None and when.edtf else 1e7
    return float((when.latest - when.earliest).days)


def _when_key(when: When) -> str:
    return when.edtf or f"? {when.relative}"


def _when_label(when: When) -> str:
    return when.edtf or when.relative


def _before_publication(claims: tuple[Claim, ...], sources: Sources) -> When | None:
    """Nothing stated: on or before the day the first report came out, or unresolved when that is not known."""
    days = [when for c in claims if (when := sources.published.get(c.report)) is not None and when.latest is not None]
    past = claims[0].status in REAL
    if not days:
        return When(None, None, None, "unresolved", relative="before publication" if past else "after publication")
    first = min(days, key=lambda when: (when.latest or date.max, when.edtf or ""))
    if past:
        return When(f"../{first.latest}", None, first.latest, "publication", relative="no time is stated")
    return When(f"{first.earliest}/..", first.earliest, None, "publication", relative="no time is stated")


def choose_place(claims: tuple[Claim, ...], sources: Sources) -> tuple[Place | None, tuple[FieldValue, ...], bool]:
    """The most finely known place among the best attested; rivals that cannot contain one another are a conflict."""
    by_id: dict[str, Place] = {}
    for claim in claims:
        for place in claim.places:
            by_id.setdefault(place.id, place)
    values = tally(
        claims,
        lambda c: (c.places[0].id, c.places[0].name) if c.places else None,
        sources,
        rule="most finely known, then most origins",
        rank=lambda value, group: (sources.origins(group) - 0.6 * places.fineness(by_id[value]),),
    )
    firsts = [by_id[value.value] for value in values]
    conflict = any(places.agreement(a, b) < 0 for i, a in enumerate(firsts) for b in firsts[i + 1 :])
    return (by_id[values[0].value] if values else None), values, conflict


def choose_parties(
    claims: tuple[Claim, ...], slot: str, kin: parties.Kinship
) -> tuple[tuple[Participant, ...], tuple[FieldValue, ...], bool]:
    """All parties claimed for a slot, best attested first. Sources that name wholly unlike parties conflict."""
    stated = [(c, getattr(c, slot)) for c in claims if getattr(c, slot)]
    everyone = unique(tuple(p for _, group in stated for p in group))
    by_id = {p.id: p for p in everyone}
    values: list[FieldValue] = []
    for party_id in sorted(by_id):
        support = [c for c, group in stated if party_id in {p.id for p in group}]
        values.append(
            FieldValue(party_id, _label(by_id[party_id]), tuple(c.id for c in support), True, "named by a source")
        )
    values.sort(key=lambda v: (-len(v.claims), v.value))
    shown = tuple(by_id[v.value] for v in values if not _redundant(by_id[v.value], everyone))
    shown_ids = {p.id for p in shown}
    values = [FieldValue(v.value, v.label, v.claims, v.value in shown_ids, v.rule) for v in values]
    conflict = _unlike(stated, kin) if slot == "actors" and claims[0].type not in {"CONSULT", "AGREE"} else False
    return shown, tuple(values), conflict


def _label(party: Participant) -> str:
    """The name; of one that may be several actors with theirs."""
    if not parties.is_unsure(party):
        return party.name
    return f"{party.name} (could be {' or '.join(one.name for one in party.candidates)})"


def _redundant(party: Participant, everyone: tuple[Participant, ...]) -> bool:
    """A vague party beside a named one tells nothing more; beside a state it tells who of it. One that may be several
    actors tells nothing more where a source names one of them."""
    if parties.is_unsure(party) and any(p.id in parties.ids_of(party) for p in everyone):
        return True
    return parties.vague(party) and any(not parties.vague(p) and p.kind is not ActorKind.STATE for p in everyone)


def _unlike(stated: list[tuple[Claim, tuple[Participant, ...]]], kin: parties.Kinship) -> bool:
    for i, (a, left) in enumerate(stated):
        for b, right in stated[i + 1 :]:
            if a.report != b.report and parties.agreement(left, right, kin) == 0.0:
                return True
    return False


def choose_counts(
    claims: tuple[Claim, ...], sources: Sources
) -> tuple[dict[str, Count], dict[str, tuple[FieldValue, ...]], list[str]]:
    """Each count from the latest report that gives it; different numbers are conflicts."""
    shown: dict[str, Count] = {}
    fields: dict[str, tuple[FieldValue, ...]] = {}
    conflicts: list[str] = []
    for name in sorted({name for claim in claims for name in claim.counts}):

        def read(claim: Claim, name: str = name) -> tuple[str, str] | None:
            count = claim.counts.get(name)
            return None if count is None else (count_key(count), count_label(count))

        values = tally(
            claims,
            read,
            sources,
            rule="latest report",
            rank=lambda _, group, name=name: (  # type: ignore[misc]
                float(max(sources.day(c) for c in group).toordinal()),
                float(max(c.counts[name].low or 0 for c in group)),
            ),
        )
        fields[name] = values
        best = {claim.id: claim for claim in claims}[values[0].claims[0]]
        shown[name] = best.counts[name]
        ranges = [claim.counts[name] for claim in claims if name in claim.counts]
        if any(not _agree(a, b) for i, a in enumerate(ranges) for b in ranges[i + 1 :]):
            conflicts.append(name)
    return shown, fields, conflicts


def count_key(count: Count) -> str:
    """EDTF-like range of whole numbers: "12", "12..", "..50", "30..40"."""
    if count.low is not None and count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def count_label(count: Count) -> str:
    return count.text if count.low is None and count.high is None else count_key(count)


def _agree(a: Count, b: Count) -> bool:
    """Whether two numbers can stand side by side. "At least 20" beside 276 is no contradiction, but a rival."""
    if gap_of(a, b) > 0:
        return False
    return not (a.low and b.low) or max(a.low, b.low) <= FAR_FLOORS * min(a.low, b.low)


def choose_status(claims: tuple[Claim, ...], sources: Sources) -> tuple[Status, tuple[FieldValue, ...], bool]:
    """The status with most origins (a plain telling before an allegation); a denial beside it is a conflict."""
    weight = {Status.HAPPENED: 0.5, Status.ONGOING: 0.4, Status.HISTORICAL: 0.3}
    values = tally(
        claims,
        lambda c: (c.status.value, c.status.value),
        sources,
        rank=lambda value, group: (sources.origins(group) + weight.get(Status(value), 0.0),),
    )
    kinds = {claim.status for claim in claims}
    return Status(values[0].value), values, bool(kinds & DENIALS) and bool(kinds - DENIALS)


def gather_speakers(claims: tuple[Claim, ...]) -> tuple[Speaker, ...]:
    """Outermost speakers of all claims, each wording once."""
    found: dict[str, Speaker] = {}
    for claim in claims:
        for speaker in claim.says[:1]:
            found.setdefault(speaker.text.lower(), speaker)
    return tuple(found.values())
