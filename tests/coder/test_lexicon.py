"""The lexicon files: nothing against their rules, and entries that code their own examples."""

from __future__ import annotations

import pytest

from whimbrel.coder import Knowledge
from whimbrel.coder.lexicon.examples import as_entered, entries_of, read_examples
from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.coder.lexicon.pattern import VerbPattern
from whimbrel.coder.lexicon.validate import problems

FLOOR = 0.80
NONE_FLOOR = 0.95


def test_the_validator_finds_nothing() -> None:
    assert list(problems()) == []


def test_entries_of_one_word_stand_most_specific_first() -> None:
    for items in load_lexicon().verbs.values():
        weights = [entry.pattern.conditions for entry in items if isinstance(entry.pattern, VerbPattern)]
        assert weights == sorted(weights, reverse=True)


def test_every_aspect_and_status_is_a_known_one() -> None:
    lexicon = load_lexicon()
    aspects = {"happen", "begin", "continue", "end", "stop", "suffer", "host", "attend", "negated", "planned",
               "called-for", "threatened", "hypothetical", "alleged", "denied", "ongoing", "happened"}  # fmt: skip
    assert set(lexicon.light.values()) | set(lexicon.occurrence.values()) <= aspects


@pytest.mark.slow
def test_most_entries_code_their_example(knowledge: Knowledge) -> None:
    asked = [entry for entry in entries_of(knowledge.lexicon) if entry.type != "NONE" and entry.example]
    missed = [entry for entry, types in read_examples(asked, knowledge) if not as_entered(entry, types)]
    share = 1 - len(missed) / len(asked)
    listed = "\n".join(f"{entry.where} {entry.type}: {entry.example}" for entry in missed[:40])
    assert share >= FLOOR, f"{share:.3f} of {len(asked)}\n{listed}"


@pytest.mark.slow
def test_most_entries_that_tell_of_nothing_code_nothing(knowledge: Knowledge) -> None:
    asked = [entry for entry in entries_of(knowledge.lexicon) if entry.type == "NONE" and entry.example]
    told = [entry.example for entry, types in read_examples(asked, knowledge) if not as_entered(entry, types)]
    assert len(told) <= (1 - NONE_FLOOR) * len(asked), told
