"""Is it really in the report? The quotation word for word, and each party, place, time and speaker in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whimbrel.coder.llm.answer import SHOWN, Proposal
from whimbrel.coder.protocol import Refusal
from whimbrel.grammar.sentence import Segment
from whimbrel.model import PassageKind, Span

MOST_PLACES = 20  # of one quotation that are looked at: a model may quote "the"
MOST_SENTENCES = 3  # that one quotation may run over


@dataclass(frozen=True, slots=True)
class Grounded:
    """A proposal whose words all stand in the report, and where. `sentence` holds the whole sentences of the quote."""

    proposal: Proposal
    quote: Span
    sentence: Span
    passage: PassageKind
    segments: tuple[Segment, ...]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    place: Span | None
    when: Span | None
    speaker: Span | None


def ground(
    proposal: Proposal, text: str, within: Span, segments: Sequence[tuple[PassageKind, Segment]]
) -> Grounded | Refusal:
    """Find a proposal's words in the part `within` of a report's text, or say what is not there.

    `segments` are the report's sentences with the passages they stand in. Words count only whole: "Iran" is not in
    "Iranian". Of several places where a quotation stands, the first with all its slots beside it is taken.
    """
    fault = "the quotation is not in the report word for word"
    at, tried = _find(text, proposal.quote, within), 0
    while at is not None and (tried := tried + 1) <= MOST_PLACES:
        found = _around(proposal, text, at, segments)
        if isinstance(found, Grounded):
            return found
        fault = found
        at = _find(text, proposal.quote, Span(at.start + 1, within.end))
    return Refusal(fault, proposal.quote[:SHOWN], proposal.type)


def _around(
    proposal: Proposal, text: str, quote: Span, segments: Sequence[tuple[PassageKind, Segment]]
) -> Grounded | str:
    held = [(kind, segment) for kind, segment in segments if segment.span.overlaps(quote)]
    if not held or len({kind for kind, _ in held}) > 1 or len(held) > MOST_SENTENCES:
        return "the quotation is not within a sentence of the report"
    sentence = Span(min(held[0][1].span.start, quote.start), max(held[-1][1].span.end, quote.end))
    if not any(mark.isalnum() for mark in proposal.quote):
        return "the quotation has no words"
    slots: dict[str, list[Span]] = {}
    for slot, words in (
        ("actor", proposal.actors), ("recipient", proposal.recipients),
        ("place", (proposal.place,)), ("when", (proposal.when,)), ("speaker", (proposal.speaker,)),
    ):  # fmt: skip
        slots[slot] = []
        for phrase in filter(None, map(str.strip, words)):
            span = _find(text, phrase, quote) or _find(text, phrase, sentence)
            if span is None:
                return f"the {slot} {phrase!r} is not in the quotation's sentence"
            slots[slot].append(span)
    return Grounded(
        proposal, quote, sentence, held[0][0], tuple(segment for _, segment in held),
        tuple(slots["actor"]), tuple(slots["recipient"]),
        *(next(iter(slots[slot]), None) for slot in ("place", "when", "speaker")),
    )  # fmt: skip


def _find(text: str, words: str, within: Span) -> Span | None:
    """The first place in `within` where the words stand whole."""
    words = words.strip()
    start = text.find(words, within.start, within.end) if words else -1
    while start >= 0:
        end = start + len(words)
        if not (_joined(text, start) or _joined(text, end)):
            return Span(start, end)
        start = text.find(words, start + 1, within.end)
    return None


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on across this offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
