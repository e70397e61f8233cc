"""From the drafts of a sentence to its claims: status, speakers, time, place, and how sure we are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.coder.confidence import confidence
from whimbrel.coder.demands import find_demands
from whimbrel.coder.draft import Draft, draft, fuse
from whimbrel.coder.hierarchy import Placed, link_sentence
from whimbrel.coder.humans import is_human
from whimbrel.coder.intentions import OWN, find_intentions, harm_pledged
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import VerbPattern
from whimbrel.coder.match import find_triggers
from whimbrel.coder.outcome import outcome
from whimbrel.coder.parties import Cast
from whimbrel.coder.setting import PLACE_NOUNS, Timeline, find_places, find_when
from whimbrel.coder.speakers import find_speakers
from whimbrel.coder.status import VOICE, StatusFinding, find_status
from whimbrel.coder.trace import Evidence, Trace
from whimbrel.coder.tree import Tree
from whimbrel.coder.wording import worded
from whimbrel.model import ActorKind, Claim, PassageKind, Place, Precision, Report, Score, Span, Status

UNWEIGHED = Score(0.0)
POWERLESS = frozenset({"", "MED", "EDU", "CVL", "HLH", "BUS", "NGO", "LAB", "REF", "REL"})
ARMED = frozenset({ActorKind.FORCES, ActorKind.POLICE, ActorKind.ARMED_GROUP})
SURE = frozenset({"will", "'ll", "’ll"})
WARNING = frozenset({"warn", "warning", "caution"})
NEEDS_SOMEBODY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True)
class Reading:
    """What the coder holds in hand while it goes through one report."""

    report: Report
    cast: Cast
    lexicon: Lexicon
    timeline: Timeline
    places: Mapping[int, Place]
    trace: Trace | None = None

    def is_kind(self, tree: Tree, i: int, kind: str) -> bool:
        """Whether a nominal is of a pattern's object kind."""
        place = self.places.get(tree.tokens[i].start) or any(
            tree.tokens[j].start in self.places for j in tree.children(i, "compound", "flat", "nmod")
            if tree.case(j) in {"", "of"}
        )  # fmt: skip
        if kind == "place" and place:
            return True
        parties = self.cast.parties(tree, i)
        if kind == "person":
            return bool(parties or self.cast.capital(tree, i)) or is_human(tree, i, self.lexicon)
        if kind == "state":
            return any(p.kind in {ActorKind.STATE, ActorKind.GOVERNMENT} for p in parties)
        if kind == "force":
            return any(p.kind in ARMED or p.sector == "REB" for p in parties) or (
                tree.lemma(i) in {"troop", "force", "soldier", "fighter", "army"}
            )
        return not parties and not place and not self.timeline.covers(tree.tokens[i].start)


def sentence_claims(tree: Tree, passage: PassageKind, reading: Reading) -> list[Claim]:
    """All claims of one parsed sentence."""
    triggers = [
        t for t in find_triggers(tree, reading.lexicon, reading.is_kind)
        if not reading.timeline.covers(tree.tokens[t.i].start)  # the month of March does not march
        and (t.verbal or not _part_of_a_name(tree, t.i, reading))
    ]  # fmt: skip
    triggers += find_demands(tree, reading.lexicon, {t.i for t in triggers})
    triggers += find_intentions(tree, reading.lexicon, triggers)
    triggers = harm_pledged(tree, reading.lexicon, triggers)
    acts = {t.i: t.entry.type for t in triggers if t.entry.type != "NONE"}
    kinds = {t.i: f"{t.entry.type} {t.entry.mode}" for t in triggers if t.i in acts}
    drafts = [draft(tree, t, reading.cast, reading.lexicon) for t in triggers if t.entry.type != "NONE"]
    findings = {d.trigger.i: find_status(tree, d.trigger, reading.lexicon, acts) for d in drafts}
    _voices(drafts, findings)
    fused = fuse(tree, _same_status(drafts, findings), reading.lexicon)
    ids = {i: claim_id(reading.report, tree.tokens[d.trigger.i].start, d.type) for d in fused for i in d.tokens}
    threatened = {i for d in fused if findings[d.trigger.i].status is Status.THREATENED for i in d.tokens}
    claims: list[Claim] = []
    told_by: list[Draft] = []
    told_in: dict[str, str] = {}
    for item in fused:
        claim = _claim(tree, item, passage, reading, findings[item.trigger.i], acts, kinds, ids, len(fused))
        told_in[claim.id] = claim.within
        if _tells_something(claim, item, tree, reading, threatened):
            claims.append(claim)
            told_by.append(item)
            if passage is not PassageKind.CAPTION:
                if claim.when is not None and claim.when.edtf and claim.status is not Status.HISTORICAL:
                    reading.cast.discourse.last_when = claim.when
                reading.cast.discourse.remember(tree.sentence.span.start, claim.actors)
    kept = {claim.id for claim in claims}
    claims = [replace(claim, within=_kept_act(claim.within, told_in, kept)) for claim in claims]
    placed = zip(claims, told_by, strict=True)
    return link_sentence(tree, [Placed(claim, item.tokens, tree.lemma(item.trigger.i)) for claim, item in placed])


def _part_of_a_name(tree: Tree, i: int, reading: Reading) -> bool:
    """The "cooperation" in the name of a body that the almanac holds."""
    token = tree.tokens[i]
    return token.text[0].isupper() and any(
        link.known and link.party is not None and link.start < token.start and token.end <= link.end
        for link in reading.cast.names.within(token.start, token.end)
    )


def _kept_act(id: str, told_in: Mapping[str, str], kept: set[str]) -> str:
    """The nearest act around a claim that became a claim itself ("rejected an invitation to attend talks"), or ""."""
    passed: set[str] = set()
    while id and id not in kept and id not in passed:
        passed.add(id)
        id = told_in.get(id, "")
    return id if id in kept else ""


def _voices(drafts: list[Draft], findings: Mapping[int, StatusFinding]) -> None:
    """What a protest gives voice to is said by those who protest, where nobody else is: "a march demanding bread"."""
    by_trigger = {item.trigger.i: item for item in drafts}
    for item in drafts:
        finding = findings[item.trigger.i]
        if not item.actors and finding.within is not None and any(mark.rule == VOICE for mark in finding.marks):
            protest = by_trigger[finding.within]
            item.actors, item.actor_tokens = protest.actors, protest.actor_tokens


def _same_status(drafts: list[Draft], findings: Mapping[int, StatusFinding]) -> list[Draft]:
    """Note each draft's status, so that fusing never joins what happened with what was only planned or denied."""
    for item in drafts:
        finding = findings[item.trigger.i]
        item.status_key = (finding.status.value, finding.within)
    return drafts


def _claim(
    tree: Tree,
    item: Draft,
    passage: PassageKind,
    reading: Reading,
    finding: StatusFinding,
    acts: Mapping[int, str],
    kinds: Mapping[int, str],
    ids: Mapping[int, str],
    beside: int,
) -> Claim:
    trigger = item.trigger
    others = frozenset(acts) - item.tokens
    told = reading.cast.discourse.last_when
    found = (find_when(tree, i, others, reading.timeline, finding.status, told) for i in _in_order(item))
    when = next((time for time in found if time is not None), None)
    places = _scene(tree, item, others, reading)
    result = outcome(tree, item, kinds, finding.status, when, reading.report.published)
    if reading.trace is not None:
        reading.trace.claims.setdefault(ids[trigger.i], Evidence(tree, item, finding, result, acts, beside))
    span = tree.sentence.span
    claim = Claim(
        id=ids[trigger.i],
        report=reading.report.id,
        passage=passage,
        type=result.type,
        mode=result.mode,
        contexts=item.contexts,
        actors=worded(tree, item.actors, load_loaded_words()),
        recipients=worded(tree, item.recipients, load_loaded_words()),
        places=places,
        when=when,
        status=result.status,
        says=find_speakers(tree, trigger.i, reading.lexicon, dict(acts), reading.cast.parties),
        counts=item.counts,
        span=span,
        text=reading.report.text[span.start : span.end],
        trigger=trigger_span(tree, trigger.i),
        confidence=UNWEIGHED,
        within=ids.get(finding.within, "") if finding.within is not None else "",
        refers_back=not trigger.verbal and any(tree.lemma(j) in {"the", "this", "that", "these", "those"}
                                               for j in tree.children(trigger.i, "det")),
    )  # fmt: skip
    return replace(claim, confidence=confidence(tree, item, claim, beside))


def _in_order(item: Draft) -> tuple[int, ...]:
    return (item.trigger.i, *(t.i for t in item.merged))


def _scene(tree: Tree, item: Draft, others: frozenset[int], reading: Reading) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for i in _in_order(item):
        for place in find_places(
            tree, i, _scene_type(item), others, reading.places, item.actor_tokens | item.recipient_tokens
        ):
            found.setdefault(place.id, place)
    for i in item.recipient_tokens:  # "shelled Aden", "the town of Kidal came under fire"
        below = [j for j in tree.children(i, "nmod", "appos", "flat") if tree.case(j) in {"of", ""}]
        for j in (i, *(below if tree.lemma(i) in PLACE_NOUNS else ())):
            hit = reading.places.get(tree.tokens[j].start)
            if hit is not None and hit.precision is not Precision.COUNTRY and item.type not in NEEDS_SOMEBODY:
                found.setdefault(hit.id, hit)
    fine = [p for p in found.values() if p.precision is not Precision.COUNTRY]
    return tuple(fine or found.values())


def _scene_type(item: Draft) -> str:
    return "CONSULT/visit" if item.type == "CONSULT" and item.mode == "visit" else item.type


def _tells_something(claim: Claim, item: Draft, tree: Tree, reading: Reading, threatened: Collection[int]) -> bool:
    """A word for an event with nobody, nowhere and no number tells nothing that could be chronicled."""
    if (
        claim.type == "THREATEN"
        and tree.lemma(item.trigger.i) in WARNING
        and not (_could_harm(claim, item, tree) or _own_harm(claim, item, tree, reading, threatened))
    ):
        return False  # an analyst's warning is a forecast
    nobody = item.inferred or not claim.recipients  # "a message that threatened the king"
    if claim.type == "THREATEN" and nobody and item.trigger.verbal and _is_of_things(tree, claim, item, reading):
        return False  # "the drought threatens the town"
    if claim.type == "CONCEDE" and _lets(item) and _is_of_things(tree, claim, item, reading):
        return False  # "the glasses allow him to read": what is no party grants nothing
    if claim.actors or (claim.recipients and not item.inferred):
        return True
    if claim.type in NEEDS_SOMEBODY:
        return claim.refers_back and bool(claim.when or claim.places)
    if item.trigger.verbal:  # "warplanes bombed Aden" tells; "a storm battered the coast" does not
        told_of = item.actor_tokens | item.recipient_tokens
        return bool(claim.counts) or any(
            is_human(tree, i, reading.lexicon) or reading.places.get(tree.tokens[i].start) for i in told_of
        )
    argument = tree.tokens[item.trigger.i].dep != "root"  # "the capture" as a whole sentence is a verb misread
    return bool(claim.counts or claim.places or (claim.refers_back and argument))


def _is_of_things(tree: Tree, claim: Claim, item: Draft, reading: Reading) -> bool:
    """Whether all that act are things, not persons of whom no list knows more: "the king allowed it"."""
    almanac = reading.cast.almanac
    return (
        not claim.actors
        and bool(item.actor_tokens)
        and not any(
            tree.tokens[i].pos != "NOUN"
            or is_human(tree, i, reading.lexicon)
            or almanac.role_noun(tree.lemma(i))
            or almanac.title(tree.lemma(i))
            for i in item.actor_tokens
        )
    )


def _lets(item: Draft) -> bool:
    """Whether somebody lets others do something: "allow to"."""
    return isinstance(item.trigger.entry.pattern, VerbPattern) and item.trigger.entry.pattern.complement == "to"


def _could_harm(claim: Claim, item: Draft, tree: Tree) -> bool:
    """Whether any who warn have power to carry it out, or are not told; and whether it is aimed at somebody, or tells
    what will be done, or what they do themselves: "both parties warned of the danger" threatens nobody."""
    if claim.actors and all(party.sector in POWERLESS for party in claim.actors):
        return False
    used = [tree.tokens[i] for i in item.trigger.used if tree.lemma(i) == "against"]
    aimed = any(tree.tokens[token.head].pos != "VERB" for token in used)  # "against reading too much into it"
    if aimed or item.mode or (claim.recipients and not item.inferred):
        return True
    clauses = tree.children(item.trigger.i, "ccomp", "xcomp")
    return any(
        tree.tokens[j].text.lower() in (OWN if tree.tokens[j].dep == "nsubj" else SURE)
        for i in clauses
        for j in tree.children(i, "nsubj", "aux")
    ) or any(claim.mode and tree.is_passive(i) for i in clauses)


def _own_harm(claim: Claim, item: Draft, tree: Tree, reading: Reading, threatened: Collection[int]) -> bool:
    """Whether it is warned of what the side of those who warn would do: "Macron warned that France would retaliate"."""
    countries = {party.country for party in claim.actors if party.country}
    return any(
        party.country in countries
        for i in tree.children(item.trigger.i, "ccomp")
        if i in threatened
        for j in tree.children(i, "nsubj")
        for party in reading.cast.parties(tree, j)
    )


def trigger_span(tree: Tree, i: int) -> Span:
    """Where the trigger stands, with the parts that a hyphen ties to it: "cease-fire"."""
    first = i
    while (
        first >= 2
        and tree.tokens[first - 1].text in {"-", "‑"}
        and (
            tree.tokens[first - 2].end == tree.tokens[first - 1].start
            and tree.tokens[first - 1].end == tree.tokens[first].start
        )
    ):
        first -= 2
    return Span(tree.tokens[first].start, tree.tokens[i].end)


def claim_id(report: Report, start: int, event_type: str) -> str:
    """Hash of the report, the trigger's place in it and the type."""
    return "c" + sha256(f"{report.id}:{start}:{event_type}".encode()).hexdigest()[:14]
