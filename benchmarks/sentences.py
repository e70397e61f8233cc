"""A row's sentence read the way a user's report is, and its annotated mentions compared with what was read.

A mention is the annotator's words. It meets a party when their spans overlap, or when they share a word that says
something; annotators keep or drop titles and articles, so equality is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whimbrel.clean import to_report
from whimbrel.coder import Knowledge, code
from whimbrel.coder.match import find_triggers
from whimbrel.coder.tree import Tree
from whimbrel.errors import SetAside
from whimbrel.gather import RawPage
from whimbrel.model import Claim, Participant, Span

UNDATED = "2000-01-01"
NO_WORDS = frozenset(
    "a an the of and or in on at to by for with from its their his her our your my this that these those some more than"
    " as against among between into over under about former new other".split()
)
WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)+\.?|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence after reading: its text as the report holds it, and its claims."""

    text: str
    claims: Sequence[Claim]

    def words_of(self, span: Span | None) -> str:
        return self.text[span.start : span.end] if span else ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An annotator's words and where they may stand in the text."""

    text: str
    spans: tuple[Span, ...]


def read_sentence(text: str, position: str, date: str, knowledge: Knowledge) -> Told:
    """The claims of a sentence sent through clean and code; none where clean sets it aside."""
    try:
        report = to_report(RawPage("benchmark", position, "text", text, {"date": date}))
    except SetAside:
        return Told(text, ())
    return Told(report.text, code(report, knowledge))


def mention(words: str, text: str) -> Mention:
    """The words with every place where they stand in the text."""
    words = words.strip()
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    bounded = re.compile(rf"(?<!\w){pattern}(?!\w)") if pattern else None
    return Mention(words, tuple(Span(*found.span()) for found in bounded.finditer(text)) if bounded else ())


def content_words(text: str) -> frozenset[str]:
    """The words that say something, lower-cased, without possessives; "US" is a word, "us" is a pronoun."""
    found = (word.removesuffix(".") if word.count(".") == 1 else word.replace(".", "") for word in WORD.findall(text))
    return frozenset(w if w == "US" else w.lower() for w in found if len(w) > 1 or w == "I") - NO_WORDS


def meets(party: Participant, wanted: Mention) -> bool:
    """Whether a claim's party is the one an annotator marked."""
    if party.span is not None and any(party.span.overlaps(span) for span in wanted.spans):
        return True
    return shares_words(f"{party.text} {party.name}", wanted.text)


def shares_words(ours: str, wanted: str) -> bool:
    return bool(content_words(ours) & content_words(wanted))


def any_meets(parties: Iterable[Participant], wanted: Sequence[Mention]) -> bool:
    return any(meets(party, item) for party in parties for item in wanted)


def trigger_types(text: str, knowledge: Knowledge) -> list[str]:
    """The types of the lexicon entries that a sentence's words may fulfil, whatever became of them."""
    segments = knowledge.grammar.segment(text, 0, len(text))
    sentences = [sentence for found in knowledge.grammar.parse(segments) for sentence in found]
    triggers = [t for s in sentences for t in find_triggers(Tree(s), knowledge.lexicon, lambda *_: True)]
    return [trigger.entry.type for trigger in triggers if trigger.entry.type != "NONE"]


def summary(claim: Claim, told: Told) -> str:
    """A claim on one line, for the examples of an error class."""
    actors, recipients = (", ".join(_party(p) for p in side) or "–" for side in (claim.actors, claim.recipients))
    return f"{claim.type}[{told.words_of(claim.trigger)}] {claim.status.value}: {actors} → {recipients}"


def _party(party: Participant) -> str:
    return f"{party.name} ({' '.join(filter(None, (party.country, party.sector))) or 'uncoded'})"
