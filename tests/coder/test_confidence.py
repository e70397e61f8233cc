"""Confidence is a sum of parts from a table, and the recipe that fits the table learns what is there to learn."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from expectations import ClaimsOf

from training import confidence as recipe
from whimbrel.coder.confidence import LEAST, MOST, load_weights

SENTENCES = (
    "Police arrested three lawyers in Harare on Monday.",
    "The militia threatened to attack the embassy.",
    "If the army attacks the town, thousands will flee.",
    "Kenya and Uganda, whose ministers had called for talks, condemned the shelling of the camp.",
)


def test_the_parts_add_up_to_the_score(claims_of: ClaimsOf) -> None:
    claims = [claim for sentence in SENTENCES for claim in claims_of(sentence)]
    assert len(claims) >= 5
    for claim in claims:
        total = sum(claim.confidence.parts.values())
        assert claim.confidence.value == pytest.approx(min(MOST, max(LEAST, total)), abs=0.001)


def test_every_line_of_the_table_has_a_meaning_and_can_be_seen() -> None:
    source = (Path(__file__).parents[2] / "src/whimbrel/coder/confidence.py").read_text(encoding="utf-8")
    quads = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}
    for line in load_weights().values():
        assert line.meaning
        assert -1 < line.weight < 1
        assert re.search(f'"{re.escape(line.seen)}"', source) or line.seen in quads


def test_a_plain_main_clause_is_surer_than_a_possibility_in_a_side_clause(claims_of: ClaimsOf) -> None:
    (plain,) = claims_of(SENTENCES[0])
    unsure = next(claim for claim in claims_of(SENTENCES[2]) if claim.type == "ASSAULT")
    assert plain.confidence.value > unsure.confidence.value


def test_the_recipe_finds_what_makes_claims_right() -> None:
    random.seed(1)
    columns = [("base", "claim"), ("clause", "main"), ("clause", "deep"), ("number", "told"), ("number", "none")]
    found = []
    for at in range(2000):
        main, told = random.random() < 0.5, random.random() < 0.5
        right = random.random() < (0.9 if main else 0.4)
        seen = {columns[0], columns[1] if main else columns[2], columns[3] if told else columns[4]}
        found.append(recipe.Example(frozenset(seen), right, str(at)))
    weights = recipe.fit(found, columns)
    assert weights["clause", "main"] - weights["clause", "deep"] == pytest.approx(0.5, abs=0.06)
    assert abs(weights["number", "told"] - weights["number", "none"]) < 0.06
    for mean, number, share in recipe.bins(found, recipe.cross_fitted(found, columns)):
        assert number < 50 or mean == pytest.approx(share, abs=0.06)
