"""How the claims of a report hang together: reactions and what they are about, parts and their wholes.

First by grammar, within a sentence ("condemned the attack", "killed six during its offensive"), by the rules of
`hierarchy.toml`; then over the report: what somebody is accused of is the deed that the report tells elsewhere, and a
strike by those whose offensive is told, in its place and days, is a part of it. Links are between claims, and are
nothing but what the report says; which events they join is found where events are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from whimbrel.coder.hierarchy_rules import HierarchyRules, PartRule, shipped_rules
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Claim, Participant, Precision, Status

STEPS = 4  # words between two triggers at most
NOMINAL = frozenset({"obj", "obl", "nmod", "conj", "appos", "compound"})
TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
UNTOLD = frozenset({Status.CALLED_FOR, Status.THREATENED, Status.HYPOTHETICAL, Status.PLANNED})
FINE = frozenset({Precision.SITE, Precision.TOWN})
NEAR = 1500  # code points within which a report takes up what it told
LASTING = 30  # days that a whole may go on after what is told of it
CLOSE = 600  # the same, where neither day nor place is told


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim of a sentence with the tokens that tell it and the dictionary form of its trigger."""

    claim: Claim
    tokens: frozenset[int]
    lemma: str


def link_sentence(tree: Tree, found: Sequence[Placed], rules: HierarchyRules | None = None) -> list[Claim]:
    """The claims of a sentence, linked as its grammar says. What is condemned as done stands for itself."""
    rules = rules or shipped_rules()
    if len(found) < 2:
        return [one.claim for one in found]
    about: dict[str, list[str]] = {}
    part_of: dict[str, str] = {}
    own: set[str] = set()
    for one in found:
        for other in found:
            if one is other:
                continue
            if _is_about(tree, one, other, rules):
                about.setdefault(one.claim.id, []).append(other.claim.id)
                if other.claim.status in TOLD:
                    own.add(other.claim.id)
            elif _is_part(tree, one, other, rules):
                part_of.setdefault(one.claim.id, other.claim.id)
    return [
        replace(
            one.claim,
            about=tuple(sorted(about.get(one.claim.id, ()))),
            part_of=part_of.get(one.claim.id, ""),
            within="" if one.claim.id in own else one.claim.within,
        )
        for one in found
    ]


def _is_about(tree: Tree, one: Placed, other: Placed, rules: HierarchyRules) -> bool:
    if other.claim.status in {*UNTOLD, Status.NEGATED} or one.claim.within == other.claim.id:
        return False
    if other.claim.within == one.claim.id and other.claim.status not in TOLD:
        return False  # what is only alleged is the content of the accusation
    kinds = {one.claim.type, f"{one.claim.type}/{one.claim.mode}"}
    fitting = [r for r in rules.about if kinds & r.types and other.claim.type in r.of]
    return bool(fitting) and any(_ties(tree, other, one, rules) & rule.by for rule in fitting)


def _is_part(tree: Tree, one: Placed, other: Placed, rules: HierarchyRules) -> bool:
    for rule in _rules_for(one.claim, other, rules):
        if _ties(tree, other, one, rules) & rule.by or ("@where" in rule.by and _where(tree, one, other)):
            return True
    return False


def _rules_for(part: Claim, whole: Placed, rules: HierarchyRules) -> Iterator[PartRule]:
    kind = f"{whole.claim.type}/{whole.claim.mode}"
    for rule in rules.part:
        if part.type in rule.types and (whole.lemma in rule.nouns or kind in rule.kinds):
            yield rule


def _ties(tree: Tree, low: Placed, high: Placed, rules: HierarchyRules) -> frozenset[str]:
    """By what the words of `low` hang on those of `high`: "obj", the preposition or conjunction, the nouns between."""
    return frozenset(tie for i in low.tokens for tie in _way_up(tree, i, high.tokens, rules.through))


def _way_up(tree: Tree, i: int, goal: frozenset[int], through: frozenset[str]) -> set[str]:
    found: set[str] = set()
    at = i
    for steps, head in enumerate(tree.ancestors(i)):
        relation = tree.tokens[at].dep.split(":")[0]
        if steps >= STEPS or relation not in {*NOMINAL, "advcl"}:
            return set()
        if relation == "advcl":
            found.update(f"@{tree.lemma(j)}" for j in tree.children(at, "mark"))
        elif relation == "obj":
            found.add("obj")
        elif relation == "conj":
            if tree.is_verbal(head):
                return set()  # another clause, told beside
        elif case := tree.case(at):
            found.update(f"@{word}" for word in case.split())
        if head in goal:
            return found
        if relation == "advcl" or (relation != "conj" and tree.lemma(head) not in through):
            return set()
        found.add(f"@{tree.lemma(head)}")
        at = head
    return set()


def _where(tree: Tree, low: Placed, high: Placed) -> bool:
    """Whether one is told of the place of the other: "visited Cairo, where he met …"."""
    for i in low.tokens:
        head = tree.tokens[i].head
        asking = {tree.lemma(j) for j in tree.children(i, "advmod", "obl")}
        if tree.tokens[i].dep == "acl:relcl" and "where" in asking and high.tokens & {head, *tree.ancestors(head)}:
            return True
    return False


# over the report ------------------------------------------------------------------------------------------------------


def link_report(claims: Sequence[Claim], text: str, rules: HierarchyRules | None = None) -> list[Claim]:
    """The claims of a report, in order of the text, linked beyond their sentences."""
    rules = rules or shipped_rules()
    linked = _with_subjects(claims)
    wholes = [one for claim in linked if (one := _whole(claim, text, rules)) is not None]
    apart = {whole.claim.id for whole in wholes}  # a visit is no part of another
    return [c if c.part_of or c.id in apart else _with_whole(c, wholes, rules) for c in linked]


def _with_subjects(claims: Sequence[Claim]) -> list[Claim]:
    """Whoever accuses, or asks for an inquiry, does so about the deed that the report tells elsewhere."""
    deeds = [claim for claim in claims if not claim.within and claim.status not in UNTOLD]
    tolls = {claim.within for claim in claims if claim.counts}
    found: dict[str, set[str]] = {}
    for content in claims:
        if content.type not in ("ASSAULT", "COERCE") or content.status is not Status.ALLEGED or not content.within:
            continue
        fitting = [deed for deed in deeds if deed.type == content.type and _same_deed(content, deed, tolls)]
        if fitting:
            nearest = min(fitting, key=lambda deed: (abs(deed.trigger.start - content.trigger.start), deed.id))
            found.setdefault(content.within, set()).add(nearest.id)
    return [replace(c, about=tuple(sorted({*c.about, *found[c.id]}))) if c.id in found else c for c in claims]


def _same_deed(content: Claim, deed: Claim, tolls: set[str]) -> bool:
    """Whether what somebody is accused of may be a deed that the report tells: something in common, nothing against.

    A country beside an accusation is often that of the accused. `tolls` are the acts that tell of a toll of their own.
    """
    content = replace(content, places=tuple(p for p in content.places if p.precision is not Precision.COUNTRY))
    if abs(deed.trigger.start - content.trigger.start) > NEAR or _apart(content, deed):
        return False
    if content.refers_back and deed.trigger.start < content.trigger.start:
        own = content.within in tolls or content.places or (content.mode and content.mode != deed.mode)
        own = own or (content.when is not None and deed.when is None)
        return not own  # "that attack, which killed 1,400" is another than the one told before
    harmed = {p.id for p in content.recipients if _tells(p)} & {p.id for p in deed.recipients}
    here = {place.id for place in content.places if place.precision in FINE} & {place.id for place in deed.places}
    toll = {(n, c.low, c.high) for n, c in content.counts.items()} & {
        (n, c.low, c.high) for n, c in deed.counts.items()
    }
    return bool(harmed or here or toll)


def _tells(party: Participant) -> bool:
    return party.kind not in {ActorKind.STATE, ActorKind.PEOPLE} and party.id.count(":") != 1


def _whole(claim: Claim, text: str, rules: HierarchyRules) -> Placed | None:
    """A claim that may have parts: its trigger a word for an operation or a visit, and told as more than a wish."""
    if claim.status in UNTOLD or claim.within:
        return None
    lemma = text[claim.trigger.start : claim.trigger.end].lower()
    one = Placed(claim, frozenset(), lemma.removesuffix("s"))
    kind = f"{claim.type}/{claim.mode}"
    return one if any(one.lemma in rule.nouns or kind in rule.kinds for rule in rules.part) else None


def _with_whole(claim: Claim, wholes: Sequence[Placed], rules: HierarchyRules) -> Claim:
    """The claim as a part of the nearest whole that somebody in common did, in whose place and days it lies."""
    if claim.within or claim.status in UNTOLD:
        return claim
    fitting = [
        whole.claim
        for whole in wholes
        if any(rule.by_company for rule in _rules_for(claim, whole, rules)) and _lies_within(claim, whole.claim)
    ]
    if not fitting:
        return claim
    nearest = min(fitting, key=lambda whole: (abs(whole.trigger.start - claim.trigger.start), whole.id))
    return replace(claim, part_of=nearest.id)


def _lies_within(part: Claim, whole: Claim) -> bool:
    """Somebody in common; place and day of the part not outside; and told near, or in one place."""
    common = [p for p in part.actors if _tells(p) and any(p.id == other.id for other in whole.actors)]
    if not common or _places_apart(part, whole) or _outlasts(part, whole):
        return False
    gap = part.trigger.start - whole.trigger.start
    shared = {p.id for p in part.places if p.precision is not Precision.COUNTRY} & {p.id for p in whole.places}
    timed = bool(part.when and whole.when and part.when.latest and whole.when.latest)
    if shared:
        return timed or 0 < gap <= CLOSE
    if not any(p.kind is ActorKind.PERSON for p in common):
        return False  # an army is in many places at a time
    within = {p.country for p in part.places} & {p.country for p in whole.places if p.precision is Precision.COUNTRY}
    return bool(within - {None} and timed) or (0 < gap <= CLOSE and bool(within or not part.places or not whole.places))


def _outlasts(part: Claim, whole: Claim) -> bool:
    """Whether a part took place before its whole began, or long after: what is told of a whole is often its start."""
    if part.when is None or whole.when is None:
        return False
    if part.when.latest and whole.when.earliest and part.when.latest < whole.when.earliest:
        return True
    first, last = part.when.earliest, whole.when.latest
    return bool(first and last and first > last + timedelta(days=LASTING))


def _apart(a: Claim, b: Claim) -> bool:
    """Whether two claims name towns that differ, or days that do not meet."""
    if _places_apart(a, b):
        return True
    if a.when is None or b.when is None:
        return False
    first, second = sorted((a.when, b.when), key=lambda when: str(when.earliest or ""))
    return bool(first.latest and second.earliest and first.latest < second.earliest)


def _places_apart(a: Claim, b: Claim) -> bool:
    fine = [{p.id for p in claim.places if p.precision in FINE} for claim in (a, b)]
    if all(fine) and not fine[0] & fine[1]:
        return True
    countries = [{p.country for p in claim.places if p.country} for claim in (a, b)]
    return all(countries) and not countries[0] & countries[1]
