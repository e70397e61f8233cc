"""Every part of a score has words, and the words stand over the values that they come from."""

from __future__ import annotations

import pytest

from whimbrel.export.why_words import apart_words, forbidden_words, part_words, reasons
from whimbrel.merge.weights import shipped_weights
from whimbrel.merge.why import Apart

SLOTS = {"when", "places", "actors", "recipients", "people", "killed", "wounded", "counts", "modes", "words", "type",
         "status"}  # fmt: skip
TYRE = {
    "type": "ASSAULT", "modes": ["aerial"], "status": ["happened"], "when": "10 May 2021",
    "places": ["Tyre", "Lebanon"], "actors": ["the army"], "recipients": [],
    "counts": {"killed": ["7"], "arrested": ["at least 3"]},
}  # fmt: skip
BEIRUT = {**TYRE, "places": ["Beirut", "Lebanon"], "when": "", "counts": {"killed": ["at least 9"]}}


def test_every_weighed_feature_has_words() -> None:
    weights = shipped_weights()
    assert {*weights.within, *weights.across} <= reasons().keys()
    assert {f"apart: {how}" for how in Apart} <= reasons().keys()


def test_every_row_names_values_that_a_telling_has() -> None:
    for part, (words, shows) in reasons().items():
        assert words.strip(), part
        how, _, slot = shows.partition(" ")
        assert not shows or (how in ("both", "each") and slot in SLOTS), part


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("place: same", "the same place (Lebanon)"),
        ("place: apart", "other places, though the words are alike (Tyre, Lebanon | Beirut, Lebanon)"),
        ("mode: same", "done in the same way (aerial)"),
        ("killed: differs", "other numbers of dead (7 | at least 9)"),
        ("count: fits", "numbers of people that can be one (killed 7, arrested at least 3 | killed at least 9)"),
        ("time: same day", "the same day (10 May 2021 | not told)"),
        ("words: alike", "words in common (depot, bakery)"),
        ("told: copied", "copied text"),
        ("decided (d12)", "somebody decided it: d12"),
        ("tone: alike", "tone: alike"),
    ],
)
def test_a_part_in_words(part: str, words: str) -> None:
    assert part_words(part, TYRE, BEIRUT, ["depot", "bakery"]) == words


def test_what_forbids_and_what_keeps_apart_in_words() -> None:
    assert forbidden_words("place", TYRE, BEIRUT) == "the places are not one (Tyre, Lebanon | Beirut, Lebanon)"
    assert forbidden_words("mood", TYRE, BEIRUT) == "mood"
    by = {"against": "the places are not one", "tellings": [1, 4]}
    assert apart_words({"how": "forbidden", "by": by, "mean": -1.0}) == "the places are not one"
    assert apart_words({"how": "one contradicts", "by": by, "mean": 1.0}).endswith("[1] + [4], the places are not one")
    assert apart_words({"how": "too little together", "by": by, "mean": -0.25}).endswith("(mean −0.2)")
