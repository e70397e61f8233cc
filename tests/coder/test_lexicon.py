"""The lexicon files: nothing against their rules, and entries that code their own examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from expectations import ClaimsOf

from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.coder.lexicon.pattern import Entry, VerbPattern
from whimbrel.coder.lexicon.validate import problems

PLANNED_AS = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}  # a future one is AGREE
FLOOR = 0.80
NONE_FLOOR = 0.95
BATCH = 20


def entries() -> Iterator[Entry]:
    lexicon = load_lexicon()
    seen: set[str] = set()
    for index in (lexicon.verbs, lexicon.nouns):
        for items in index.values():
            for entry in items:
                kind = "verbs" if isinstance(entry.pattern, VerbPattern) else "nouns"
                if f"{kind}/{entry.where}" not in seen:
                    seen.add(f"{kind}/{entry.where}")
                    yield entry


def test_the_validator_finds_nothing() -> None:
    assert list(problems()) == []


def test_entries_of_one_word_stand_most_specific_first() -> None:
    for items in load_lexicon().verbs.values():
        weights = [entry.pattern.conditions for entry in items if isinstance(entry.pattern, VerbPattern)]
        assert weights == sorted(weights, reverse=True)


def test_every_aspect_and_status_is_a_known_one() -> None:
    lexicon = load_lexicon()
    aspects = {"happen", "begin", "continue", "end", "suffer", "host", "attend", "negated", "planned", "called-for",
               "threatened", "hypothetical", "alleged", "denied", "ongoing", "happened"}  # fmt: skip
    assert set(lexicon.light.values()) | set(lexicon.occurrence.values()) <= aspects


@pytest.mark.slow
@pytest.mark.slow
def test_most_entries_code_their_example(claims_of: ClaimsOf) -> None:
    asked = [entry for entry in entries() if entry.type != "NONE" and entry.example]
    missed = [entry for entry, types in _read(asked, claims_of) if not _as_entered(entry, types)]
    share = 1 - len(missed) / len(asked)
    listed = "\n".join(f"{entry.where} {entry.type}: {entry.example}" for entry in missed[:40])
    assert share >= FLOOR, f"{share:.3f} of {len(asked)}\n{listed}"


@pytest.mark.slow
def test_most_entries_that_tell_of_nothing_code_nothing(claims_of: ClaimsOf) -> None:
    asked = [entry for entry in entries() if entry.type == "NONE" and entry.example]
    told = [entry.example for entry, types in _read(asked, claims_of) if types]
    assert len(told) <= (1 - NONE_FLOOR) * len(asked), told


def _read(asked: Sequence[Entry], claims_of: ClaimsOf) -> Iterator[tuple[Entry, set[str]]]:
    """Each entry with the types that its example was given. Read in batches, a paragraph each, to keep it quick."""
    for first in range(0, len(asked), BATCH):
        batch = asked[first : first + BATCH]
        claims = claims_of("\n\n".join(entry.example for entry in batch))
        at = 0
        for entry in batch:
            end = at + len(entry.example)
            yield entry, {claim.type for claim in claims if at <= claim.span.start < end}
            at = end + 2


def _as_entered(entry: Entry, types: set[str]) -> bool:
    return entry.type in types or (entry.type in PLANNED_AS and "AGREE" in types)
