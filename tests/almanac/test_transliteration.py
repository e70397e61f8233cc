"""Names in Arabic and Hebrew letters found among names in Latin letters, by learned odds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.almanac.name_index import NameIndex
from whimbrel.almanac.transliteration import SCRIPTS, latin_of, letters_of, load_odds

NAMES = (
    "Ziyad al-Nakhaleh", "Khaled Meshaal", "Saleh al-Arouri", "Ismail Haniyeh", "Yahya Sinwar", "Mohammed Sinwar",
    "George Habash", "Jeremy Corbyn", "Angela Merkel", "Wolfgang Schäuble", "Ehud Barak", "Ehud Olmert", "Yair Lapid",
    "Giorgia Meloni", "Isaac Herzog", "Charles Michel", "Shinzo Abe", "Justin Trudeau", "Jens Stoltenberg",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(NAMES)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("زياد النخالة", "Ziyad al-Nakhaleh"),
        ("جيرمي كوربين", "Jeremy Corbyn"),
        ("أنغيلا ميركل", "Angela Merkel"),
        ("فولفغانغ شويبله", "Wolfgang Schäuble"),
        ("אהוד אולמרט", "Ehud Olmert"),
        ("יצחק הרצוג", "Isaac Herzog"),
        ("ג'ורג'יה מלוני", "Giorgia Meloni"),
        ("אבה שינזו", "Shinzo Abe"),
        ("Jens Stoltenburg", "Jens Stoltenberg"),
    ],
)
def test_a_name_is_found_in_another_script(index: NameIndex, name: str, wanted: str) -> None:
    assert index.best(name)[0][0] == wanted


def test_brothers_stay_two(index: NameIndex) -> None:
    first, second = index.best("محمد السنوار", 2)
    assert (first[0], second[0]) == ("Mohammed Sinwar", "Yahya Sinwar")
    assert first[1] > second[1] + 1


def test_words_that_letters_do_not_explain_are_known() -> None:
    odds = load_odds("hebrew")
    assert odds.of_word("יצחק", "isaac") > 100 * odds.of_word("יצחק", "eric")


def test_likelier_spellings_have_higher_odds() -> None:
    odds = load_odds("arabic")
    assert odds.of_word("شوارتز", "schwartz") > 0.05
    assert odds.of_word("شوارتز", "schwartz") > 1e4 * odds.of_word("شوارتز", "goldberg")


def test_marks_and_neighbours_letters_are_folded() -> None:
    assert letters_of("مُحَمَّد", "arabic") == "محمد"
    assert letters_of("گرگان", "arabic") == "غرغان"
    assert letters_of("ג׳ורג'", "hebrew") == "1ור1"
    assert latin_of("Đặng-D'Oré") == "dangdore"


@pytest.mark.parametrize("name", ["", " ", "'", "\u200f", "א", "ال", "x" * 100_000, "א" * 100_000, "ا " * 20_000])
def test_odd_names_do_no_harm(index: NameIndex, name: str) -> None:
    assert len(index.best(name)) <= 5


def test_a_list_without_names_has_no_best() -> None:
    assert NameIndex(()).best("زياد") == []
    assert NameIndex(("זיו", "")).best("زياد") == []


@settings(max_examples=tried(60), deadline=None)
@given(st.sampled_from(sorted(SCRIPTS)), st.text("אבגדהוזحخدذر'", max_size=12), st.text("abcdefgh", max_size=12))
def test_odds_are_odds(script: str, ours: str, latin: str) -> None:
    assert 0.0 <= load_odds(script).of_word(letters_of(ours, script), latin) <= 1.05
