"""From words that stand in the report to parties, a place and a day: found by the code that the rules use."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from whimbrel.coder.claims import UNWEIGHED
from whimbrel.coder.links import local_id
from whimbrel.coder.llm.grounding import Grounded
from whimbrel.coder.setting import FUTURE
from whimbrel.coder.survey import Survey
from whimbrel.coder.times import resolve
from whimbrel.coder.tree import Tree
from whimbrel.model import ActorKind, Claim, Participant, Place, Report, Span, Speaker, Status, When

HEADS = frozenset({"PROPN", "NOUN", "PRON"})


def to_claim(item: Grounded, report: Report, survey: Survey, trees: Sequence[Tree]) -> Claim:
    """The claim of a grounded proposal. `trees` are its sentences, parsed.

    It carries no counts or contexts, which the model is not asked for, and no confidence: it was not weighed.
    """
    proposal, span = item.proposal, item.sentence
    place = None if item.place is None else _place(item.place, survey)
    return Claim(
        id=_id(report, item),
        report=report.id,
        passage=item.passage,
        type=proposal.type,
        mode=proposal.mode,
        contexts=(),
        actors=_parties(item.actors, report, survey, trees),
        recipients=_parties(item.recipients, report, survey, trees),
        places=(place,) if place is not None else (),
        when=None if item.when is None else _when(item.when, proposal.status, report, survey),
        status=proposal.status,
        says=() if item.speaker is None else (_speaker(item.speaker, report),),
        counts={},
        span=span,
        text=report.text[span.start : span.end],
        trigger=item.quote,
        confidence=UNWEIGHED,
    )


def _parties(phrases: Sequence[Span], report: Report, survey: Survey, trees: Sequence[Tree]) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for phrase in phrases:
        for party in _linked(phrase, survey, trees) or [_described(phrase, report)]:
            found.setdefault(party.id, party)
    return tuple(found.values())


def _linked(phrase: Span, survey: Survey, trees: Sequence[Tree]) -> list[Participant]:
    """Whom the phrase's head, and what is joined to it inside the phrase, stand for."""
    for tree in trees:
        inside = [t for t in tree.tokens if phrase.start <= t.start and t.end <= phrase.end]
        held = {t.i for t in inside}
        heads = [t.i for t in inside if t.head not in held or t.head == t.i]
        named = [i for i in heads if tree.tokens[i].pos in HEADS] or heads
        joined = dict.fromkeys(j for i in named for j in (i, *tree.conjuncts(i)) if j in held)
        parties = [party for i in joined for party in survey.cast.parties(tree, i)]
        if parties:
            return parties
    links = survey.names.within(phrase.start, phrase.end)
    return [link.party for link in links if link.party is not None]


def _described(phrase: Span, report: Report) -> Participant:
    words = report.text[phrase.start : phrase.end]
    return Participant(local_id("party", words), words, ActorKind.GROUP, text=words, span=phrase)


def _speaker(phrase: Span, report: Report) -> Speaker:
    return Speaker(report.text[phrase.start : phrase.end], phrase)


def _place(phrase: Span, survey: Survey) -> Place | None:
    """The gazetteer's place for a phrase; of "Gao, Mali" the first. None when it knows none."""
    return next((place for at in range(phrase.start, phrase.end) if (place := survey.places.get(at))), None)


def _when(phrase: Span, status: Status, report: Report, survey: Survey) -> When:
    tense = "future" if status in FUTURE else "present" if status is Status.ONGOING else "past"
    for expression in survey.timeline.within(phrase.start - 40, phrase.end):
        if expression.kind in {"date", "time"} and expression.span.overlaps(phrase):
            return resolve(expression, survey.timeline.anchor, tense)
    words = report.text[phrase.start : phrase.end]
    return When(None, None, None, "unresolved", words, words, span=phrase)


def _id(report: Report, item: Grounded) -> str:
    """Hash of the report, the quotation's place in it and the codes; never that of a rule's claim."""
    key = f"{report.id}:{item.quote.start}:{item.quote.end}:{item.proposal.type}:{item.proposal.mode}"
    return "m" + sha256(key.encode()).hexdigest()[:14]
