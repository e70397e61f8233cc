"""One record from many claims: for every field the values claimed, by whom and against whom, which is shown and why.

A claim that something did not happen speaks against the values that it names; a claim that is silent on a field is
neither for nor against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from whimbrel.merge import places
from whimbrel.merge.happened import DENIALS
from whimbrel.merge.occurrence import REAL, most_precise
from whimbrel.merge.sources import Sources
from whimbrel.merge.time_overlap import compatible
from whimbrel.model import Claim, FieldValue, Place, Speaker, Status, When

Read = Callable[[Claim], tuple[str, str] | None]
Rank = Callable[[str, list[Claim]], tuple[float, ...]]


def affirming(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that do not say that it did not happen."""
    return tuple(claim for claim in claims if claim.status not in DENIALS)


def tally(
    claims: Iterable[Claim],
    read: Read,
    sources: Sources,
    *,
    rule: str | Callable[[list[Claim]], str] = "most independent origins",
    rank: Rank | None = None,
    denied: frozenset[Status] = DENIALS,
) -> tuple[FieldValue, ...]:
    """Group claims by the value they give for a field; the best-ranked value is shown.

    `read` gives (canonical value, label) or None when a claim does not state the field. A claim of a `denied` status
    is against its value. Values that only such claims give come last. Ties fall to the value itself, so that the
    outcome does not depend on order.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    against: dict[str, list[Claim]] = defaultdict(list)
    labels: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        stated = read(claim)
        if stated is not None:
            (against if claim.status in denied else groups)[stated[0]].append(claim)
            labels.setdefault(stated[0], stated[1])

    def order(value: str) -> tuple[float, ...]:
        group = groups.get(value) or against[value]
        base = (float(sources.origins(group)), float(len({c.report for c in group})))
        return (float(value in groups), *(rank(value, group) if rank else ()), *base)

    best_first = sorted(sorted(labels), key=order, reverse=True) if len(labels) > 1 else list(labels)
    found: list[FieldValue] = []
    for at, value in enumerate(best_first):
        told, opposed = groups.get(value, []), against.get(value, [])
        why = "" if at else rule if isinstance(rule, str) else rule(told or opposed)
        ids = tuple(c.id for c in told), tuple(c.id for c in opposed)
        found.append(FieldValue(value, labels[value], ids[0], at == 0, why, ids[1]))
    return tuple(found)


def choose_when(claims: tuple[Claim, ...], sources: Sources) -> tuple[When | None, tuple[FieldValue, ...], bool]:
    """The most precise time that can be the one most origins give, its rivals, and whether two cannot both be right."""
    body = [c for c in claims if c.when is not None and (c.when.edtf or c.when.relative)]
    if not body:
        return _before_publication(claims, sources), (), False
    told = affirming(body) or tuple(body)
    leading = _leading_time(told, sources)
    values = tally(
        body,
        lambda c: (_when_key(c.when), _when_label(c.when)) if c.when else None,
        sources,
        rule="the most precise of those that agree with most origins",
        rank=lambda _, group: (
            float(not any(compatible(c.when, leading) is False for c in group)),
            -_width(most_precise([c.when for c in group if c.when])),
        ),
    )
    stated = [c.when for c in told]
    conflict = any(compatible(a, b) is False for i, a in enumerate(stated) for b in stated[i + 1 :])
    first = {*values[0].claims, *values[0].against}
    return most_precise([c.when for c in body if c.id in first and c.when]), values, conflict


def _leading_time(told: Sequence[Claim], sources: Sources) -> When | None:
    """The time that most independent origins give; of equals the more precise."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.when is not None:
            groups[_when_key(claim.when)].append(claim)
    if len(groups) == 1:
        return told[0].when
    best = min(groups, key=lambda key: (-sources.origins(groups[key]), _width(groups[key][0].when), key))
    return groups[best][0].when


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
    firsts = [by_id[value.value] for value in values if value.claims] or [by_id[value.value] for value in values]
    conflict = any(places.agreement(a, b) < 0 for i, a in enumerate(firsts) for b in firsts[i + 1 :])
    return (by_id[values[0].value] if values else None), values, conflict


def choose_status(claims: tuple[Claim, ...], sources: Sources) -> tuple[Status, tuple[FieldValue, ...], bool]:
    """The status with most origins (a plain telling before an allegation); a denial beside it is a conflict, and is
    against what the others say."""
    weight = {Status.HAPPENED: 0.5, Status.ONGOING: 0.4, Status.HISTORICAL: 0.3}
    values = tally(
        claims,
        lambda c: (c.status.value, c.status.value),
        sources,
        rank=lambda value, group: (sources.origins(group) + weight.get(Status(value), 0.0),),
        denied=frozenset(),
    )
    denials = tuple(claim.id for claim in claims if claim.status in DENIALS)
    told = len(denials) < len(claims)
    values = tuple(
        value if Status(value.value) in DENIALS else FieldValue(
            value.value, value.label, value.claims, value.shown, value.rule, denials
        )
        for value in values
    )  # fmt: skip
    return Status(values[0].value), values, bool(denials) and told


def gather_speakers(claims: tuple[Claim, ...]) -> tuple[Speaker, ...]:
    """Outermost speakers of all claims, each wording once."""
    found: dict[str, Speaker] = {}
    for claim in claims:
        for speaker in claim.says[:1]:
            found.setdefault(speaker.text.lower(), speaker)
    return tuple(found.values())
