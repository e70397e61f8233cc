"""The slots by themselves: places, parties, counts, words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from merge_cases import ARMY, BEIRUT, LEBANON, LINA, OMAR, PEOPLE, REBELS, SOUTH, TYRE, at_least, claim, exactly

from whimbrel.merge import parties, places
from whimbrel.merge.numbers import gap_of
from whimbrel.merge.words import likeness, word_rarity, wording
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
    told = [claim(f"c{i}", f"r{i}", text=f"soldiers entered village number{'abcdefgh'[i]}") for i in range(8)]
    told += [claim("d1", "s1", text="granary arson"), claim("d2", "s2", text="granary arson blaze")]
    rarity = word_rarity(told)
    common = likeness(wording(told[:1], rarity), wording(told[1:2], rarity), rarity)
    rare = likeness(wording(told[8:9], rarity), wording(told[9:], rarity), rarity)
    assert 0 < common < rare <= 1
    assert likeness(wording(told[:1], rarity), wording(told[9:], rarity), rarity) == 0
