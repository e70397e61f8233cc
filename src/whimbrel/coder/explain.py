"""Explain a stored claim: its report is coded again with a trace, and what was in hand at each step is told.

Nothing of this is stored. Where the code or the lexicon has changed since, the claim may come out otherwise or no
longer; that is said, not hidden.
"""

from __future__ import annotations

from collections.abc import Iterator

from whimbrel.coder.code import Knowledge, code
from whimbrel.coder.confidence import load_weights, seen_parts
from whimbrel.coder.explain_steps import steps_of
from whimbrel.coder.explanation import Difference, Explanation, Fired, Part, Word
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.coder.trace import Evidence, Trace
from whimbrel.model import Claim, Participant, Report

GONE = "the code or lexicon of today no longer reads this claim from these words"
NOT_KEPT = "the code of today finds this trigger but keeps no claim: it tells of nobody, of no place and no number"
OTHERWISE = "the code or lexicon of today reads some of its fields otherwise"
CHANGED_TEXT = "the stored report does not hold the claim's words where it should"


def explain(claim: Claim, report: Report, knowledge: Knowledge) -> Explanation:
    """How `claim` is read from `report`, the stored one with its text and passages."""
    trace = Trace()
    now = code(report, knowledge, trace=trace)
    again = next((found for found in now if found.id == claim.id), None)
    evidence = trace.claims.get(claim.id)
    sentence = report.text[claim.span.start : claim.span.end]
    if again is None or evidence is None:
        note = CHANGED_TEXT if sentence != claim.text else GONE if evidence is None else NOT_KEPT
        instead = tuple(found for found in now if found.span.overlaps(claim.span))
        parse = _parse(evidence) if evidence else ()
        return Explanation(claim, None, claim.text, note, parse, _fired(evidence) if evidence else (), instead=instead)
    differs = tuple(_differences(claim, again))
    return Explanation(
        claim,
        again,
        sentence,
        OTHERWISE if differs else "",
        _parse(evidence),
        _fired(evidence),
        tuple(steps_of(again, evidence, trace, report, knowledge.lexicon)),
        _parts(again, evidence),
        differs,
    )


def _parse(evidence: Evidence) -> tuple[Word, ...]:
    item = evidence.draft
    triggers = (item.trigger, *item.merged)
    marks: dict[int, str] = {}
    marks |= dict.fromkeys(item.recipient_tokens, "recipient")
    marks |= dict.fromkeys(item.actor_tokens, "actor")
    marks |= {i: "entry" for trigger in triggers for i in trigger.used}
    marks |= {trigger.i: "trigger" for trigger in triggers}
    return tuple(
        Word(t.i, t.text, t.lemma, t.tag, t.dep, t.head, marks.get(t.i, "")) for t in evidence.tree.tokens
    )  # fmt: skip


def _parts(claim: Claim, evidence: Evidence) -> tuple[Part, ...]:
    """The claim's parts, each with what was seen of it (two things may weigh the same: then what is seen now)."""
    weights = load_weights()
    seen = seen_parts(evidence.tree, evidence.draft, claim, evidence.beside)
    found = []
    for part, value in claim.confidence.parts.items():
        lines = [line for line in weights.values() if line.part == part and line.weight == value]
        line = next((line for line in lines if line.seen == seen.get(part)), lines[0])
        found.append(Part(part, value, f"{line.seen}: {line.meaning}"))
    return tuple(found)


def _fired(evidence: Evidence) -> tuple[Fired, ...]:
    """The entries of all triggers that were fused into the claim, its own first."""
    return tuple(
        Fired(evidence.tree.tokens[t.i].text, t.entry.where, _pattern(t.entry), t.entry.type, t.entry.mode,
              t.entry.example)
        for t in (evidence.draft.trigger, *evidence.draft.merged)
    )  # fmt: skip


def _pattern(entry: Entry) -> str:
    """As written in its file; an entry that is a rule of the code (`demands.py`) has only its verb."""
    pattern = entry.pattern
    return entry.written or (pattern.verbs[0] if isinstance(pattern, VerbPattern) else pattern.head)


def _differences(stored: Claim, now: Claim) -> Iterator[Difference]:
    for name in ("type", "mode", "status", "actors", "recipients", "places", "when", "says", "counts", "confidence"):
        was, is_now = _shown(stored, name), _shown(now, name)
        if was != is_now:
            yield Difference(name, was, is_now)


def _shown(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    match name:
        case "actors" | "recipients":
            return ", ".join(_party(who) for who in value)
        case "places":
            return ", ".join(place.name for place in value)
        case "when":
            return "" if value is None else value.edtf or value.relative
        case "says":
            return " → ".join(speaker.text for speaker in value)
        case "counts":
            return ", ".join(f"{key} {count.text}" for key, count in sorted(value.items()))
        case "confidence":
            return f"{value.value:.2f}"
    return str(value)


def _party(who: Participant) -> str:
    return f"{who.name} ({who.id})"
