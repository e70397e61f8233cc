"""Name against name: the spellings that news uses, and the look-alikes that must stay apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.almanac.body_names import acronyms
from whimbrel.almanac.name_alignment import SAME
from whimbrel.almanac.name_parts import parse_name
from whimbrel.almanac.names import same_name

PAIRS = list(csv.DictReader((Path(__file__).parent / "name_pairs.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']}={pair['b']}")
def test_pair(pair: dict[str, str]) -> None:
    value = same_name(pair["a"], pair["b"]).value
    verdict = "same" if value >= SAME else "reference" if value >= 0.5 else "different"
    assert verdict == pair["verdict"]


@pytest.mark.parametrize("pair", PAIRS[::7], ids=lambda pair: pair["a"])
def test_order_of_the_two_names_does_not_matter(pair: dict[str, str]) -> None:
    assert same_name(pair["a"], pair["b"]).value == same_name(pair["b"], pair["a"]).value


def test_a_surname_says_that_it_is_one() -> None:
    assert same_name("Sinwar", "Yahya Sinwar").parts["surname"] == 1.0
    assert same_name("Yahya", "Yahya Sinwar").parts["given"] == 1.0


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    assert [t.key for t in parse_name("Brig. Gen. Esmail Ghaani").tokens] == ["esmail", "ghaani"]
    assert [t.key for t in parse_name("Sheikh Salman al-Ouda").tokens] == ["salman", "ouda"]


def test_generations_differ() -> None:
    assert same_name("Ferdinand Marcos Jr.", "Ferdinand Marcos Sr.").value < 0.5


def test_acronyms_with_and_without_small_words() -> None:
    assert acronyms("Popular Front for the Liberation of Palestine") == {"PFLP", "PFFTLOP"}


@pytest.mark.parametrize("name", ["", " ", "-", "'", "\u200f\u200e", "a", "1", "؟", "א"])
def test_odd_names_are_nobody_elses(name: str) -> None:
    assert same_name(name, "Yahya Sinwar").value < 0.5


def test_a_name_of_many_letters_costs_little() -> None:
    assert same_name("a" * 100_000, "b" * 100_000).value < 0.5
    assert same_name("al " * 20_000, "ben " * 20_000).value < 0.5


@settings(max_examples=tried(200), deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_have_a_score(a: str, b: str) -> None:
    score = same_name(a, b)
    assert 0.0 <= score.value <= 1.0
    assert same_name(b, a).value == pytest.approx(score.value, abs=0.35)


@given(st.lists(st.sampled_from(["Yahya", "Sinwar", "Hassan", "Rouhani", "Jong-un", "Kim"]), min_size=1, max_size=4))
def test_a_name_is_itself(words: list[str]) -> None:
    name = " ".join(words)
    assert same_name(name, name).value == 1.0
    assert same_name(name, name.upper()).value == 1.0


@pytest.mark.parametrize(
    ("foreign", "latin"),
    [
        ("Хасан Шейх Мохамуд", "Hassan Sheikh Mohamud"),
        ("Си Цзиньпин", "Xi Jinping"),
        ("Ибрагим Раиси", "Ebrahim Raisi"),
        ("Жаир Болсонару", "Jair Bolsonaro"),
        ("Жозеп Боррель", "Josep Borrell"),
        ("Урсула фон дер Ляйен", "Ursula von der Leyen"),
        ("Мухаммед бин Салман", "Mohammed bin Salman"),
        ("Μπενιαμίν Νετανιάχου", "Benjamin Netanyahu"),
        ("Τζο Μπάιντεν", "Joe Biden"),
        ("Ρετζέπ Ταγίπ Ερντογάν", "Recep Tayyip Erdogan"),
        ("Βολοντίμιρ Ζελένσκι", "Volodymyr Zelensky"),
        ("علی خامنه‌ای", "Ali Khamenei"),
        ("میرحسین موسوی", "Mir-Hossein Mousavi"),
        ("محمود احمدی‌نژاد", "Mahmoud Ahmadinejad"),
        ("علي عبد الله صالح", "Ali Abdullah Saleh"),
    ],
)
def test_foreign_names_by_the_rules_of_each_script(foreign: str, latin: str) -> None:
    assert same_name(foreign, latin).value >= SAME
    assert same_name(latin, foreign).value >= SAME


@pytest.mark.parametrize(
    ("foreign", "latin"),
    [
        ("Ким Чен Ын", "Kim Jong Il"),
        ("Хасан Роухани", "Hassan Nasrallah"),
        ("Ильхам Алиев", "Heydar Aliyev"),
        ("حسن روحانی", "Hossein Rouhani"),
        ("Νίκος Δένδιας", "Nikos Anastasiades"),
        ("Wang Yi", "Wang Yang"),
        ("Li Qiang", "Li Keqiang"),
    ],
)
def test_another_name_in_another_script_is_another(foreign: str, latin: str) -> None:
    assert same_name(foreign, latin).value < SAME


@pytest.mark.parametrize("name", ["Xi Jinping", "Li Keqiang", "Wang Yi", "Qin Gang", "Dong Jun"])
def test_surname_first_or_last_is_one_name(name: str) -> None:
    surname, given = name.split()
    assert same_name(name, f"{given} {surname}").value >= SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Homeland Union", "Union for the Homeland"),  # another structure
        ("Democratic Progressive Party", "Progressive Democratic Party"),  # another order
        ("Republican", "Republican Committee"),  # an adjective alone
        ("Supreme Court", "US Supreme Court"),  # whose is missing
        ("Lebanese Forces", "Lebanon"),
        ("Liberation Army", "Liberation Front"),
        ("Council of Europe", "European Council"),
    ],
)
def test_bodies_of_like_words_are_two(a: str, b: str) -> None:
    assert same_name(a, b).value < SAME
    assert same_name(b, a).value < SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ministry of Defence", "Defence Ministry"),
        ("Free Syria Army", "Free Syrian Army"),
        ("Bank of Israel", "Israeli Bank"),
        ("Nigeria Police", "Nigerian Police Force"),
    ],
)
def test_a_body_is_called_after_its_state_in_several_ways(a: str, b: str) -> None:
    assert same_name(a, b).value >= SAME
