"""Persons and bodies that no almanac knows, brought together over reports: by name, title, country and company.

Spellings of one whole name are one actor unless titles or countries contradict. A single word, surname or given name,
joins a person only in its company, and only where no other bearer fits about as well. A part of a body's name ("the
Senate") joins none: too many bodies have it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from whimbrel.almanac.name_alignment import SAME, name_skeletons
from whimbrel.almanac.names import same_name
from whimbrel.almanac.roles import load_titles
from whimbrel.model import ActorKind, Score

REFERENCE = 0.5  # same_name's scale: from here one may be a part of the other
TOLD_TOGETHER = 0.2  # what it adds that a part of a name stands in the reports of the whole
IN_COMPANY = 0.2  # what shared company adds at most
AGREES = 0.08  # what a shared country or title adds
MARGIN = 0.15  # by so much one bearer must fit a surname better than the next
LONE = 0.65  # what two spellings of a single word say at most: many are called Ahmed
CROWD = 400  # members of a block that are compared with one another
UNTELLING = frozenset({"", "CVL", "NGO"})  # sectors that are given where nothing is known


@dataclass(frozen=True, slots=True)
class Company:
    """One who is told of in the same reports. `rarity`: 1 for one of a single report, towards 0 for one of all."""

    id: str
    name: str
    reports: int
    rarity: float


@dataclass(frozen=True, slots=True)
class Stranger:
    """One whom no almanac knows, as all reports together tell of it; spellings and titles with their claims."""

    id: str
    name: str
    kind: ActorKind
    countries: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, int], ...] = ()
    titles: tuple[tuple[str, int], ...] = ()
    claims: int = 0
    reports: frozenset[str] = frozenset()
    company: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True)
class Joint:
    """Why two strangers are taken for one."""

    ids: tuple[str, str]
    score: Score


@dataclass(frozen=True, slots=True)
class Cluster:
    """Strangers who may be one. `id` and `name` are those of the one with the fullest name in most reports.

    `joints` tell what holds it together; `apart` are those of like names that stay out, each with the reason.
    """

    id: str
    name: str
    kind: ActorKind
    members: tuple[str, ...]
    countries: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    claims: int
    reports: int
    company: tuple[Company, ...]
    joints: tuple[Joint, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


def clusters(strangers: Iterable[Stranger]) -> list[Cluster]:
    """Those who may be one brought together; most reports first. The same for any order of the input."""
    by_id = {one.id: one for one in sorted(strangers, key=lambda one: one.id)}
    weighed = [(a, b, score, why) for a, b in _pairs(by_id) for score, why in (compare(by_id[a], by_id[b]),)]
    home = {id: [id] for id in by_id}
    joints: list[Joint] = []
    apart: dict[str, set[tuple[str, str]]] = defaultdict(set)
    refused = {frozenset((a, b)) for a, b, _, why in weighed if why}
    rivals = _rivals(weighed, by_id)
    for a, b, score, why in sorted(weighed, key=lambda item: (-item[2].value, item[0], item[1])):
        reason = why or rivals.get((a, b), "") or ("too little in common" if score.value < SAME else "")
        left, right = home[a], home[b]
        if left is right:
            continue
        if not reason and any(frozenset((x, y)) in refused for x in left for y in right):
            reason = "another spelling of one contradicts"
        if reason:
            apart[a].add((b, reason))
            apart[b].add((a, reason))
            continue
        left += right
        for id in right:
            home[id] = left
        joints.append(Joint((a, b), score))
    groups = {min(members): members for members in home.values()}
    found = [_cluster([by_id[id] for id in sorted(members)], joints, apart) for _, members in sorted(groups.items())]
    return sorted(found, key=lambda one: (-one.reports, -one.claims, one.id))


def compare(a: Stranger, b: Stranger) -> tuple[Score, str]:
    """How far two strangers are one, with the parts, and what forbids it, if anything does. Symmetric."""
    name = _likeness(a, b)
    parts = {"name": name}
    if a.countries and b.countries:
        if not a.countries & b.countries:
            return Score(name, parts), f"countries differ: {_list(a.countries)} and {_list(b.countries)}"
        parts["country"] = AGREES
    ours, theirs = _sectors(a), _sectors(b)
    if ours and theirs and not ours & theirs:
        return Score(name, parts), f"titles contradict: {_list(ours)} and {_list(theirs)}"
    if _offices(a) & _offices(b):
        parts["title"] = AGREES
    parts["company"] = IN_COMPANY * _shared_company(a, b)
    part = min(a, b, key=lambda one: (one.name.count(" "), one.id))
    if name < SAME and a.reports & b.reports:
        parts["together"] = TOLD_TOGETHER * len(a.reports & b.reports) / len(part.reports)
    if name < SAME and a.kind is not ActorKind.PERSON:
        return Score(name, parts), "only a part of the name"
    return Score(min(1.0, sum(parts.values())), parts), ""


def _likeness(a: Stranger, b: Stranger) -> float:
    found = same_name(*sorted((a.name, b.name))).value
    lone = a.kind is ActorKind.PERSON and " " not in a.name.strip() and " " not in b.name.strip()
    return min(found, LONE) if lone else found


def _pairs(by_id: Mapping[str, Stranger]) -> Iterator[tuple[str, str]]:
    """Pairs of persons, and of bodies, whose names are somewhat alike; each once, in order."""
    blocks: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for one in by_id.values():
        for key in name_skeletons(one.name):
            blocks[one.kind is ActorKind.PERSON, key].append(one.id)
    met: set[tuple[str, str]] = set()
    for block in blocks.values():
        met.update(combinations(block[:CROWD], 2))
    for a, b in sorted(met):
        if same_name(*sorted((by_id[a].name, by_id[b].name))).value >= REFERENCE:
            yield a, b


def _rivals(
    weighed: Sequence[tuple[str, str, Score, str]], by_id: Mapping[str, Stranger]
) -> dict[tuple[str, str], str]:
    """Pairs of a part of a name with a whole one, where another whole name fits the part about as well."""
    fits: dict[str, list[tuple[float, str, tuple[str, str]]]] = defaultdict(list)
    for a, b, score, why in weighed:
        if not why and score.parts["name"] < SAME:
            part, whole = sorted((a, b), key=lambda id: (by_id[id].name.count(" "), id))
            fits[part].append((score.value, whole, (a, b)))
    found: dict[tuple[str, str], str] = {}
    for offers in fits.values():
        best = max(value for value, _, _ in offers)
        for value, whole, pair in offers:
            others = [
                by_id[other].name for rival, other, _ in offers
                if other != whole and rival >= value - MARGIN
                and same_name(*sorted((by_id[other].name, by_id[whole].name))).value < SAME
            ]  # fmt: skip
            if others or value < best - MARGIN:
                found[pair] = f"may as well be {others[0]}" if others else "another fits better"
    return found


def _cluster(
    members: Sequence[Stranger], joints: Sequence[Joint], apart: Mapping[str, set[tuple[str, str]]]
) -> Cluster:
    lead = max(members, key=lambda one: (min(one.name.count(" "), 2), len(one.reports), one.claims, one.id))
    ids = tuple(one.id for one in members)
    beside: dict[str, Company] = {}
    for one in (found for member in members for found in member.company if found.id not in ids):
        known = beside.get(one.id)
        beside[one.id] = Company(one.id, one.name, one.reports + (known.reports if known else 0), one.rarity)
    return Cluster(
        id=lead.id,
        name=lead.name,
        kind=lead.kind,
        members=(lead.id, *(id for id in ids if id != lead.id)),
        countries=tuple(sorted({country for one in members for country in one.countries})),
        spellings=_tally(one.spellings for one in members),
        titles=_tally(one.titles for one in members),
        claims=sum(one.claims for one in members),
        reports=len({report for one in members for report in one.reports}),
        company=tuple(sorted(beside.values(), key=lambda one: (-one.reports * one.rarity, one.id))),
        joints=tuple(joint for joint in joints if joint.ids[0] in ids),
        apart=tuple(sorted({(id, why) for member in ids for id, why in apart.get(member, ()) if id not in ids})),
    )


def _tally(counted: Iterable[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    total: Counter[str] = Counter()
    for pairs in counted:
        for text, number in pairs:
            total[text] += number
    return tuple(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def _sectors(one: Stranger) -> frozenset[str]:
    """The sectors that its titles tell, else those it was coded with, where these tell anything."""
    titles = (load_titles().find(title) for title, _ in one.titles)
    found = {title.sector for title in titles if title is not None and title.sector}
    return frozenset(found or one.sectors) - UNTELLING


def _offices(one: Stranger) -> set[str]:
    """Its offices and ranks, in the form that equal ones share; "Mr." is none."""
    found = (load_titles().find(title) for title, _ in one.titles)
    return {office.canonical for office in found if office is not None and office.rank < 9}


def _shared_company(a: Stranger, b: Stranger) -> float:
    """Weight of the company that both keep, against all that the less sociable of them keeps: 0 to 1."""
    ours, theirs = ({one.id: one.rarity for one in side.company} for side in (a, b))
    shared = sum(sorted(ours[id] for id in ours.keys() & theirs.keys()))
    return shared / (1 + min(sum(sorted(ours.values())), sum(sorted(theirs.values())))) if shared else 0.0


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))
