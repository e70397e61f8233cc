"""PLOVER's types in CAMEO, score and quad class: the table keeps its rules, the lookup says no more than it knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coder.lexicon.load import load_lexicon
from whimbrel.coder.lexicon.pattern import MODES, TYPES
from whimbrel.export.wording import modes as worded
from whimbrel.ontology import CONTEXTS, modes, placing
from whimbrel.ontology.plover import read_rows
from whimbrel.ontology.validate import QUADS, problems

ROWS = read_rows()


def test_the_validator_finds_nothing() -> None:
    assert list(problems()) == []


def test_every_type_and_mode_that_is_coded_has_a_placing() -> None:
    assert modes() == {type: MODES.get(type, frozenset()) for type in TYPES - {"NONE"}}
    assert {type: frozenset(found) for type, found in worded().items()} == modes()


def test_the_lexicon_uses_no_other_contexts() -> None:
    lexicon = load_lexicon()
    used = {
        (entry.where, context)
        for index in (lexicon.verbs, lexicon.nouns)
        for entries in index.values()
        for entry in entries
        for context in entry.contexts
    }
    assert {(where, context) for where, context in used if context not in CONTEXTS} == set()


def test_a_context_makes_the_code_finer() -> None:
    assert placing("AID").cameo == "07"
    assert placing("AID", "", ["military"]).cameo == "072"
    assert placing("AID", "", ["gender"]).cameo == "07"
    assert placing("ACCUSE", "investigate", ["legal", "military"]).cameo == "094"


def test_contexts_that_say_different_things_leave_the_coarser_code() -> None:
    assert placing("AID", "", ["economic", "military"]).cameo == "07"


def test_the_unknown_has_no_code() -> None:
    assert placing("KNIT").cameo == ""
    assert placing("KNIT").score is None
    assert placing("ASSAULT", "tickle") == placing("ASSAULT")


@given(
    st.sampled_from(sorted({(row.type, row.mode) for row in ROWS})),
    st.lists(st.sampled_from(sorted(CONTEXTS)), max_size=4),
)
def test_contexts_never_change_score_or_quad(kind: tuple[str, str], contexts: list[str]) -> None:
    type, mode = kind
    bare, found = placing(type, mode), placing(type, mode, contexts)
    assert (found.score, found.quad) == (bare.score, bare.quad)
    assert found.quad in QUADS
    assert len(found.cameo) >= len(bare.cameo) or found.cameo[:2] != bare.cameo[:2]
    assert found == placing(type, mode, reversed(contexts))
