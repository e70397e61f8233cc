"""Which words can tell of one kind of happening, and what a broken table is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coreference import trigger_kinship
from whimbrel.coreference.kinship import NEAR, SAME, STEM, read_kinds, shipped_kinds, stem
from whimbrel.errors import DataError

WORDS = sorted(shipped_kinds().of_words)


@pytest.mark.parametrize(
    ("a", "b", "kinship"),
    [
        ("arrest", "arrest", SAME),
        ("arrest", "nab", SAME),
        ("die", "death", SAME),
        ("acquire", "takeover", SAME),
        ("Resign", "step_down", SAME),
        ("irrigate", "irrigation", STEM),  # no kind holds either
        ("kill", "shoot", NEAR),
        ("arrest", "quake", 0.0),
        ("irrigate", "quake", 0.0),
    ],
)
def test_words_are_kin(a: str, b: str, kinship: float) -> None:
    assert trigger_kinship(a, b) == trigger_kinship(b, a) == kinship


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_kinship_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert trigger_kinship(a, b) == trigger_kinship(b, a)
    assert 0.0 <= trigger_kinship(a, b) <= trigger_kinship(a, a) == SAME


@given(st.text(min_size=1, max_size=30))
def test_any_word_has_a_stem(word: str) -> None:
    assert stem(word)
    assert word.startswith(stem(word))


@pytest.mark.parametrize(
    "rows",
    [
        "kill,murder,kill slay\n",  # near a kind that there is not
        "kill,,kill\nkill,,slay\n",
        "kill,,\n",
    ],
)
def test_a_broken_table_is_refused(rows: str) -> None:
    with pytest.raises(DataError, match="kinds_of_happening"):
        read_kinds("kind,near,words\n" + rows)


def test_near_goes_both_ways() -> None:
    kinds = read_kinds("kind,near,words\nkill,shoot,kill slay\nshoot,,shoot\n")
    assert kinds.lie_near(kinds.of("kill"), kinds.of("shoot"))
    assert kinds.lie_near(kinds.of("shoot"), kinds.of("slay"))
    assert not kinds.lie_near(kinds.of("kill"), kinds.of("slay"))
