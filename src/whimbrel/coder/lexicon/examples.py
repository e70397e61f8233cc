"""What the coder makes of the lexicon's own example sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from whimbrel.coder.code import Knowledge, code
from whimbrel.coder.lexicon.load import Lexicon
from whimbrel.coder.lexicon.pattern import Entry
from whimbrel.model import Passage, PassageKind, Report, Span, When

DAY = date(2022, 3, 17)
BATCH = 20
FUTURE_IS_AGREEMENT = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def entries_of(lexicon: Lexicon) -> list[Entry]:
    """Every entry once, with one for each line of a file."""
    found = {
        entry.where: entry for index in (lexicon.verbs, lexicon.nouns) for items in index.values() for entry in items
    }
    return list(found.values())


def read_examples(entries: Sequence[Entry], knowledge: Knowledge) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Each entry with the types of the claims in its example. Read in batches, a paragraph each, to keep it quick."""
    for first in range(0, len(entries), BATCH):
        batch = entries[first : first + BATCH]
        claims = code(report_of("\n\n".join(entry.example for entry in batch)), knowledge)
        at = 0
        for entry in batch:
            end = at + len(entry.example)
            yield entry, frozenset(claim.type for claim in claims if at <= claim.span.start < end)
            at = end + 2


def as_entered(entry: Entry, types: frozenset[str]) -> bool:
    """Whether an example came out as its entry says. A future AID is AGREE; NONE wants no claim at all."""
    if entry.type == "NONE":
        return not types
    return entry.type in types or (entry.type in FUTURE_IS_AGREEMENT and "AGREE" in types)


def lemmas_of(text: str, knowledge: Knowledge) -> str:
    """The lemmas that the grammar gives to the words of a text: what a pattern must be written in."""
    parsed = knowledge.grammar.parse(knowledge.grammar.segment(text, 0, len(text)))
    return " ".join(token.lemma for sentences in parsed for sentence in sentences for token in sentence.tokens)


def report_of(text: str) -> Report:
    """A report of one paragraph, dated, to try sentences on."""
    published = When(DAY.isoformat(), DAY, DAY, "metadata")
    return Report("examples", "examples", text, published=published,
                  passages=(Passage(PassageKind.BODY, Span(0, len(text))),))  # fmt: skip
