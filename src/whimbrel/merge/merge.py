"""Claims in, events out. The same claims give the same events, whatever their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from whimbrel.almanac.almanac import Almanac
from whimbrel.merge import consensus
from whimbrel.merge.cluster import cluster
from whimbrel.merge.compare import Evidence
from whimbrel.merge.copies import Sketch, lineages
from whimbrel.merge.founding import UNREAL, is_substantial, is_sure_enough
from whimbrel.merge.parties import ids_of, kin_of
from whimbrel.merge.within import tellings
from whimbrel.model import Claim, Conflict, Event, FieldValue, When


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What merging needs to know of a report without holding its text."""

    id: str
    published: When | None
    sketch: Sketch


def merge(claims: Iterable[Claim], reports: Iterable[ReportFacts], almanac: Almanac) -> list[Event]:
    """Group claims into events, earliest known first; see `each_event`."""
    return sorted(each_event(claims, reports, almanac), key=lambda event: (_order(event.when), event.id))


def each_event(claims: Iterable[Claim], reports: Iterable[ReportFacts], almanac: Almanac) -> Iterator[Event]:
    """The events that claims refer to, type by type: only one type's comparisons are in memory at a time.

    First the tellings of one report are brought together, then those of different reports. Claims that are the content
    of a request or a threat go with the event of that speech act. What is told without anybody, any place and any
    number ("the attack") joins the event that it points back to, and makes none by itself, unless what it asks for or
    denies names somebody; nor does a doubtful reading (`founding`). All of `claims` and `reports` is read before this
    returns.
    """
    facts = {report.id: report for report in reports}
    published = {report.id: report.published for report in facts.values()}
    lineage = lineages((report.id, report.sketch) for report in facts.values())
    del facts  # sketches are large, and the claims are yet to come
    own, contents = _apart(claims)
    everyone = {i for c in own for p in (*c.actors, *c.recipients) for i in ids_of(p)}
    kin = {i: kin_of(i, almanac) for i in sorted(everyone)}
    evidence = Evidence(kin, lineage)
    sources = consensus.Sources(published, lineage)
    by_type: dict[str, list[Claim]] = defaultdict(list)
    for claim in own:
        by_type[claim.type].append(claim)
    del own
    return _events(by_type, contents, published, evidence, sources)


def _events(
    by_type: dict[str, list[Claim]],
    contents: Mapping[str, list[Claim]],
    published: Mapping[str, When | None],
    evidence: Evidence,
    sources: consensus.Sources,
) -> Iterator[Event]:
    for event_type in sorted(by_type, key=lambda name: (len(by_type[name]), name)):  # the largest when the rest is gone
        for group in cluster(tellings(by_type.pop(event_type), published, evidence), evidence):
            told = tuple(c for item in group for c in item.claims)
            all_told = (c for claim in told for c in (claim, *contents.get(claim.id, ())))
            if any(map(is_sure_enough, told)) and any(map(is_substantial, all_told)):
                yield _event(told, contents, evidence.kin, sources)


def _apart(claims: Iterable[Claim]) -> tuple[list[Claim], dict[str, list[Claim]]]:
    """Claims that stand for a happening, and by its id those that are the content of a speech act, however deep.

    What is only called for, threatened or possible is no happening, even where nobody is named who calls: it stays a
    claim (`founding`).
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    parent = {claim.id: claim.within for claim in ordered}
    contents: dict[str, list[Claim]] = defaultdict(list)
    own: list[Claim] = []
    for claim in ordered:
        root = _root(claim.id, parent)
        if root != claim.id:
            contents[root].append(claim)
        elif claim.status not in UNREAL:
            own.append(claim)
    return own, contents


def _root(id: str, parent: Mapping[str, str]) -> str:
    """The outermost speech act that a claim is told in; the claim itself where there is none."""
    passed = {id}
    while (above := parent[id]) in parent:
        if above in passed:
            return min(passed)  # a ring, which no reading should give
        passed.add(above)
        id = above
    return id


def _event(
    claims: tuple[Claim, ...],
    contents: Mapping[str, list[Claim]],
    kin: Mapping[str, frozenset[str]],
    sources: consensus.Sources,
) -> Event:
    claims = tuple(sorted(claims, key=lambda claim: claim.id))
    when, when_values, when_conflict = consensus.choose_when(claims, sources)
    place, place_values, place_conflict = consensus.choose_place(claims, sources)
    actors, actor_values, actor_conflict = consensus.choose_parties(claims, "actors", kin)
    recipients, recipient_values, _ = consensus.choose_parties(claims, "recipients", kin)
    counts, count_fields, count_conflicts = consensus.choose_counts(claims, sources)
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
        conflicts=tuple(Conflict(name, fields[name]) for name, flag in flags.items() if flag),
    )


def event_id(claims: tuple[Claim, ...]) -> str:
    """A hash of the smallest claim id: it stays while that claim does."""
    return "e" + sha256(min(claim.id for claim in claims).encode()).hexdigest()[:12]


def _order(when: When | None) -> tuple[int, str]:
    if when is None or (when.earliest is None and when.latest is None):
        return (1, when.relative if when else "")
    return (0, str(when.earliest or when.latest))
