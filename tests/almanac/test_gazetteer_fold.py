"""One key for the spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.almanac.gazetteer_fold import fold, place_key, spelling_variants, without_kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "Sanaa"),
        ("Ain al-Hilweh", "Ain el Hilweh"),
        ("Ash-Shaddadi", "al-Shaddadi"),
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Diyarbakır", "Diyarbakir"),
        ("Łódź", "Lodz"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Ma’rib", "Marib"),
        ("Straße", "Strasse"),
        ("İzmir", "Izmir"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_different_names_keep_different_keys() -> None:
    assert len({place_key(name) for name in ("Al Bab", "Bab", "Babel", "Baba", "Albany")}) == 5


@given(st.text(max_size=40))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    once = fold(name)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    once = place_key(name)
    assert place_key(once) == once


@given(
    st.from_regex(r"[A-Za-z]{1,8}( [A-Za-z]{1,8}){0,3}", fullmatch=True), st.sampled_from(["-", " ", "  ", "_", " - "])
)
def test_gaps_and_case_do_not_count(name: str, gap: str) -> None:
    assert fold(name.upper().replace(" ", gap)) == fold(name)


@given(st.text(max_size=30))
def test_variants_never_repeat_the_key(name: str) -> None:
    key = place_key(name)
    variants = spelling_variants(key)
    assert key not in variants
    assert len(set(variants)) == len(variants)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("idlib governorate", "idlib"),
        ("province of idlib", "idlib"),
        ("county clare", "clare"),
        ("free state", "free"),
        ("state", "state"),
        ("gorno badakhshan autonomous region", "gorno badakhshan"),
    ],
)
def test_the_kind_is_kept_off_an_area(name: str, base: str) -> None:
    assert without_kind(name) == base
