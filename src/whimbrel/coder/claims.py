"""From the drafts of a sentence to its claims: status, speakers, time, place, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.coder.confidence import confidence
from whimbrel.coder.demands import find_demands
from whimbrel.coder.draft import Draft, draft, fuse
from whimbrel.coder.governing import DEFINITE
from whimbrel.coder.hierarchy import Placed, link_sentence
from whimbrel.coder.intentions import find_intentions, harm_pledged
from whimbrel.coder.match import find_triggers
from whimbrel.coder.outcome import outcome
from whimbrel.coder.reading import Reading
from whimbrel.coder.setting import PLACE_NOUNS, find_places, find_when
from whimbrel.coder.speakers import find_speakers
from whimbrel.coder.status import VOICE, StatusFinding, find_status
from whimbrel.coder.trace import Evidence
from whimbrel.coder.tree import Tree
from whimbrel.coder.wording import worded
from whimbrel.coder.worth_telling import NEEDS_SOMEBODY, tells_something
from whimbrel.model import Claim, PassageKind, Place, Precision, Report, Score, Span, Status

UNWEIGHED = Score(0.0)


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
        if tells_something(claim, item, tree, reading, threatened):
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
        refers_back=not trigger.verbal and any(tree.lemma(j) in DEFINITE for j in tree.children(trigger.i, "det")),
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
