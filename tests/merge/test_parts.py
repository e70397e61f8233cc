"""The slots by themselves: places, parties, counts, words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from merge_cases import ARMY, BEIRUT, LEBANON, LINA, OMAR, PEOPLE, REBELS, SOUTH, TYRE, at_least, claim, exactly

from whimbrel.merge import parties, places
from whimbrel.merge.numbers import gap_of
from whimbrel.merge.words import likeness, shipped_rarity, wording
from whimbrel.model import ActorKind, Count, Participant, Place, Precision

KIN = {OMAR.id: frozenset({REBELS.id})}
MINISTRY = Participant("XAA.ministry", "the ministry", ActorKind.GOVERNMENT, "XAA")
HAIFA = Place("p:haifa", "Haifa", "ISR", 32.82, 34.99, Precision.TOWN)
BORDER = Place("p:border", "Border village", "ISR", 33.10, 35.20, Precision.TOWN)


@pytest.mark.parametrize(
    ("a", "b", "lowest", "highest"),
    [
        (TYRE, TYRE, 1.0, 1.0),
        (TYRE, BEIRUT, -1.0, -1.0),
        (TYRE, SOUTH, 0.3, 0.8),
        (TYRE, LEBANON, 0.1, 0.3),
        (TYRE, HAIFA, -1.0, -1.0),
        (TYRE, BORDER, 0.0, 0.3),
        (LEBANON, LEBANON, 0.2, 0.4),
        (TYRE, replace(BEIRUT, lat=None, lon=None), 0.0, 0.0),
        (LEBANON, HAIFA, -1.0, -1.0),
    ],
)
def test_places(a: Place, b: Place, lowest: float, highest: float) -> None:
    assert lowest <= places.agreement(a, b) <= highest
    assert places.agreement(a, b) == places.agreement(b, a)


def test_towns_decide_where_both_name_them() -> None:
    assert places.best_agreement((TYRE, LEBANON), (BEIRUT, LEBANON)) < 0
    assert places.best_agreement((TYRE, LEBANON), (LEBANON,)) > 0
    assert places.best_agreement((TYRE,), ()) == 0


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (LINA, LINA, 1.0),
        (OMAR, REBELS, 0.7),
        (ARMY, MINISTRY, 0.5),
        (PEOPLE, PEOPLE, 0.5),
        (LINA, OMAR, 0.0),
        (ARMY, LINA, 0.0),
    ],
)
def test_kinship(a: Participant, b: Participant, expected: float) -> None:
    assert parties.kinship(a, b, KIN) == parties.kinship(b, a, KIN) == expected


def test_nobody_named_is_no_agreement_and_no_disagreement() -> None:
    assert parties.agreement((), (LINA,), KIN) is None
    assert parties.agreement((PEOPLE,), (LINA,), KIN) is None
    assert parties.agreement((LINA,), (LINA, OMAR), KIN) == 1.0


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (exactly(4), exactly(4), False),
        (exactly(4), at_least(3), False),
        (exactly(4), exactly(5), True),
        (Count(None, None, "scores"), exactly(5), False),
        (exactly(0), exactly(3), True),
    ],
)
def test_counts(a: Count, b: Count, apart: bool) -> None:
    assert (gap_of(a, b) > 0) is apart
    assert gap_of(a, b) == gap_of(b, a)


def test_rare_words_are_more_alike_than_common_ones() -> None:
    rarity = shipped_rarity()
    told = [
        wording([claim(name, name, text=text)], rarity)
        for name, text in (
            ("a", "rebels attacked the town hall near the orchard"),
            ("b", "rebels attacked the town hall near the quarry"),
            ("c", "soldiers blamed arsonists for the granary blaze"),
            ("d", "police sought arsonists after the granary fire"),
        )
    ]
    common, rare = likeness(told[0], told[1], rarity), likeness(told[2], told[3], rarity)
    assert 0 < common < rare <= 1
    assert likeness(told[0], told[2], rarity) == 0


@pytest.mark.parametrize("word", ["killed", "rebel", "province", "town", "activist", "people", "government", "strike"])
def test_words_of_every_war_are_common(word: str) -> None:
    rarity = shipped_rarity()
    assert rarity(word) < 0.5 < rarity("granary") <= rarity("zzyzx") == 1


def test_a_name_tells_more_than_a_state_and_a_village_more_than_a_country() -> None:
    nobody = Participant("local:person:ada-lund", "Ada Lund", ActorKind.PERSON)
    state = Participant("XAA", "Xanadu", ActorKind.STATE)
    assert parties.rarity(PEOPLE) < parties.rarity(state) < parties.rarity(REBELS) < parties.rarity(nobody)
    assert places.rarity(LEBANON) < places.rarity(SOUTH) < places.rarity(TYRE)
