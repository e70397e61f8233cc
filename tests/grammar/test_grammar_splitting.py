"""Where sentences end: our own examples, and properties that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.grammar.splitting import sentence_bounds


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. envoy met Gen. Omar K. Hadi on Jan. 5.", "Nothing was signed."],
        ["Talks ended at 5 p.m. local time.", "He flew home."],
        ["“Who fired first?” Salem asked.", "No one answered."],
        ["“We waited all night.”", "The bridge stayed shut."],
        ["Rahal Bros. Ltd. shut its depot.", "The depot had burnt."],
        ["The minister (no relation) resigned.", "His deputy stayed."],
        ["Fuel rose 3.5 percent in No. 4 district.", "Bread did not."],
        ["Is the road open?", "Yes!", "Since dawn…", "Trucks queue."],
        ["She quoted the ruling (e.g. The State v. Amadi) twice.", "Then she sat down."],
    ],
)
def test_sentences_on_one_line(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_space_lost_after_a_full_stop() -> None:
    assert split("The march was banned.Police lined the square.") == [
        "The march was banned.",
        "Police lined the square.",
    ]
    assert split("“It is over.”He left in 2012.In March he died.") == [
        "“It is over.”",
        "He left in 2012.",
        "In March he died.",
    ]


def test_addresses_and_initials_stay_whole() -> None:
    assert split("Write to desk@example.Com or see www.Example.org today.") == [
        "Write to desk@example.Com or see www.Example.org today."
    ]
    assert split("J. K. Okoro spoke for the P.L.O. delegation.") == ["J. K. Okoro spoke for the P.L.O. delegation."]


def test_blank_lines_always_break_and_wrapped_lines_do_not() -> None:
    text = "Flood kills nine in delta\n\n"
    text += "Nine people drowned when the river broke its\nbanks overnight near the old port. Rescue went on."
    assert split(text) == [
        "Flood kills nine in delta",
        "Nine people drowned when the river broke its\nbanks overnight near the old port.",
        "Rescue went on.",
    ]


def test_a_dateline_stands_alone() -> None:
    assert split("NAIROBI (Agency) - Striking nurses marched on Monday.") == [
        "NAIROBI (Agency) -",
        "Striking nurses marched on Monday.",
    ]


def test_a_town_before_a_dash_stands_alone_unless_the_sentence_goes_on_with_dashes() -> None:
    assert split("Kora - Nurses marched on Monday. They were many.") == [
        "Kora -",
        "Nurses marched on Monday.",
        "They were many.",
    ]
    for whole in (
        "Obi - President since May - marched on Monday.",
        "Kora - the old town - was hit.",
        "A - B - C went.",
    ):
        assert split(whole) == [whole]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.integers(0, 40), st.integers(0, 300))
def test_bounds_are_ordered_and_lose_nothing(text: str, start: int, end: int) -> None:
    stop = min(end, len(text))
    bounds = list(sentence_bounds(text, start, stop))
    flat = [offset for pair in bounds for offset in pair]
    assert flat == sorted(flat)
    covered = "".join(text[a:b] for a, b in bounds)
    ignored = "\ufeff\u200b\u200e\u200f"
    kept = [c for c in text[start:stop] if not c.isspace() and c not in ignored] if start < stop else []
    assert [c for c in covered if not c.isspace() and c not in ignored] == kept


@pytest.mark.parametrize("unit", ["(", ".", "A.", "“", "A ", "\n", "a.B", "!’", "Mr. ", "-", "A, b ", "[1]"])
def test_time_grows_with_length_only(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times
        began = time.process_time()
        list(sentence_bounds(text, 0, len(text)))
        return time.process_time() - began

    assert cost(40_000) < 40 * cost(4_000) + 0.5


@settings(max_examples=tried(30))
@given(
    st.lists(
        st.sampled_from(["Rain fell.", "Who came?", "“Stop!” he said.", "The U.N. met on Nov. 3."]),
        min_size=1,
        max_size=6,
    )
)
def test_sentences_joined_by_a_space_come_apart_again(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences
