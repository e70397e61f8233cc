"""Verbs left out: "The two do not often appear together. On Wednesday they did." tells that they appeared together.

"Did", with nothing of its own but a time and a place, takes up the verb told last that did not take place by what was
said of it: denied, promised, threatened, asked for; else a habit in the present tense ("she rarely visits the camp").
"Did so" may take up what did take place. Nothing is taken up in comparisons ("more than they did"), conditions and
questions, and nothing from farther back than the sentence before (Hardt 1997: so stand nearly all antecedents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whimbrel.coder.arguments import subjects_of
from whimbrel.coder.claims import claim_id, trigger_span
from whimbrel.coder.confidence import of_ellipsis
from whimbrel.coder.reading import Reading
from whimbrel.coder.setting import find_places, find_when, token_at
from whimbrel.coder.speakers import find_speakers
from whimbrel.coder.tree import Tree
from whimbrel.grammar.sentence import Segment
from whimbrel.model import Claim, Participant, PassageKind, Span, Status

UNREAL = frozenset({Status.NEGATED, Status.PLANNED, Status.THREATENED, Status.CALLED_FOR, Status.HYPOTHETICAL})
COMPARING = frozenset("than as like how what when where whenever if whether why which so".split())
BEFORE_SUBJECT = 6  # words before the subject in which such a word may open the clause
PRESENT = frozenset({"VBP", "VBZ"})
OWN = frozenset({"nsubj", "obl", "advmod", "punct", "cc", "parataxis", "conj", "obl:unmarked", "mark"})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and what it tells."""

    span: Span
    tree: Tree | None
    claims: Sequence[Claim]


def may_take_up(segment: Segment) -> bool:
    """Whether a sentence has a "did" that may stand for another verb: worth a parse, without any word of an event."""
    words = [word.lower() for word in segment.words]
    return segment.given_up is None and any(
        word == "did" and (i + 1 == len(words) or words[i + 1] not in {"not", "n't", "n’t"})
        for i, word in enumerate(words)
        if i
    )


def taken_up(tree: Tree, passage: PassageKind, reading: Reading, here: Sequence[Claim], before: Told) -> list[Claim]:
    """What each "did" of a sentence tells. `here` are the claims of its own words, `before` the sentence before."""
    found: list[Claim] = []
    for token in tree.tokens:
        if token.text.lower() != "did" or not _stands_alone(tree, token.i):
            continue
        so = any(tree.lemma(i) == "so" and i == token.i + 1 for i in range(token.i, len(tree.tokens)))
        meant = _antecedent(tree, token.start, reading, here, before, so=so)
        if meant is not None:
            found.append(_again(tree, token.i, meant, passage, reading))
    return found


def _stands_alone(tree: Tree, i: int) -> bool:
    """Whether "did" is a clause's own verb with a subject before it and no object, and compares nothing."""
    if tree.tokens[i].dep in {"aux", "aux:pass"} or any(tree.lemma(j) in {"not", "never"} for j in tree.children(i)):
        return False
    subjects = [j for j in tree.children(i, "nsubj") if j < i]
    if not subjects or any(tree.tokens[j].dep not in OWN for j in tree.children(i)):
        return False
    first = min(tree.subtree(subjects[0]))
    opening = tree.tokens[max(0, first - BEFORE_SUBJECT) : first]
    return not any(token.text.lower() in COMPARING for token in opening)


def _antecedent(
    tree: Tree, at: int, reading: Reading, here: Sequence[Claim], before: Told, *, so: bool
) -> Claim | None:
    own = [claim for claim in _verbs(tree, here) if claim.trigger.start < at]
    if unreal := [claim for claim in own if claim.status in UNREAL]:
        return unreal[-1]
    if own or before.tree is None or reading.report.text[before.span.end : tree.sentence.span.start].strip():
        return None
    earlier = _verbs(before.tree, before.claims)
    if unreal := [claim for claim in earlier if claim.status in UNREAL]:
        return unreal[-1]
    last = earlier[-1] if earlier else None
    return last if last is not None and (so or _is_habit(before.tree, last)) else None


def _verbs(tree: Tree, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that verbs tell, in order of the text."""
    ordered = sorted(claims, key=lambda claim: claim.trigger.start)
    return [c for c in ordered if (i := token_at(tree, c.trigger.start)) is not None and tree.is_verbal(i)]


def _is_habit(tree: Tree, claim: Claim) -> bool:
    i = token_at(tree, claim.trigger.start)
    return i is not None and tree.tokens[i].tag in PRESENT


def _again(tree: Tree, i: int, meant: Claim, passage: PassageKind, reading: Reading) -> Claim:
    """The claim that "did" tells, with its own subject, time and place where it has them."""
    when = find_when(tree, i, frozenset(), reading.timeline, Status.HAPPENED, reading.cast.discourse.last_when)
    places = find_places(tree, i, meant.type, frozenset(), reading.places, frozenset())
    span = tree.sentence.span
    found = replace(
        meant,
        id=claim_id(reading.report, tree.tokens[i].start, meant.type),
        passage=passage,
        actors=_actors(tree, i, meant, reading),
        places=places or meant.places,
        when=when,
        status=Status.HAPPENED,
        says=find_speakers(tree, i, reading.lexicon, {}, reading.cast.parties),
        counts={},
        span=span,
        text=reading.report.text[span.start : span.end],
        trigger=trigger_span(tree, i),
        within="",
        about=(),
        part_of="",
        refers_back=False,
        confidence=of_ellipsis(meant.confidence),
    )
    if reading.trace is not None and meant.id in reading.trace.claims:
        reading.trace.claims.setdefault(found.id, reading.trace.claims[meant.id])
    return found


def _actors(tree: Tree, i: int, meant: Claim, reading: Reading) -> tuple[Participant, ...]:
    """Whom the subject names; those of the verb that is taken up where it only points back."""
    named = [j for j in subjects_of(tree, i) if tree.tokens[j].pos in {"PROPN", "NOUN"}]
    found = {party.id: party for j in named for party in reading.cast.parties(tree, j)}
    return tuple(found.values()) or meant.actors
