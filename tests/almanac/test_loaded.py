"""Words that take a side: found in any form, never left in what we write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.loaded import load_loaded_words
from whimbrel.almanac.roles import load_role_nouns

LOADED = load_loaded_words()
FORMS = sorted({form for row in LOADED.by_form.values() for form in (row.word, row.plural)})
SCRAPS = st.sampled_from([*FORMS, "Terrorists", "leader", "of", "Hamas", "the", "Syrian", "-", ",", "\n", "'s", "é"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Terrorists", "fighters"),
        ("TERRORIST", "fighter"),
        ("terrorist leader", "leader"),
        ("Hamas terrorists", "Hamas fighters"),
        ("the puppet regime", "the government"),
        ("so-called ministers", "ministers"),
        ("holy enemy warriors", "fighters"),
        ("mujahideen", "fighters"),
        ("enemies", "forces"),
        ("thug", ""),
        ("rebel commander", "rebel commander"),
        ("two  lawyers", "two  lawyers"),
    ],
)
def test_a_label_without_words_that_take_sides(text: str, expected: str) -> None:
    assert LOADED.neutral(text) == expected


@given(st.lists(SCRAPS, max_size=12).map(" ".join))
def test_nothing_that_takes_a_side_is_left(text: str) -> None:
    left = LOADED.neutral(text)
    assert [text for _, _, row in LOADED.said(left) for text in [row.word] if not row.plain] == []
    assert LOADED.neutral(left) == left


@given(st.text(max_size=80))
def test_words_are_found_where_they_stand(text: str) -> None:
    for start, end, row in LOADED.said(f"{text} terrorist {text}"):
        assert LOADED.find(f"{text} terrorist {text}"[start:end]) == row


def test_a_role_noun_is_loaded_when_its_label_is_another_word() -> None:
    nouns = load_role_nouns()
    told = {lemma: nouns[lemma].loaded for lemma in ("terrorist", "fighter", "regime", "government")}
    assert told == {"terrorist": True, "fighter": False, "regime": True, "government": False}


def test_composed_parties_are_named_without_them() -> None:
    almanac = Almanac.load()
    for lemma in sorted({noun.lemma for noun in load_role_nouns().values() if noun.loaded}):
        for modifier in ("", "Kenyan"):
            party = almanac.compose(modifier, lemma)
            assert party is not None
            for ours in (party.name, party.id.replace(":", " ").replace(".", " ")):
                assert LOADED.neutral(ours) == ours
            assert party.word == lemma
