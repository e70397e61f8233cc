"""Names with a possessive inside are found in running text."""

from __future__ import annotations

import pytest

from whimbrel.almanac import Almanac


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighters of the Lord's Resistance Army crossed the river.", "Lord's Resistance Army"),
        ("The Tigray People’s Liberation Front named a delegation.", "Tigray People’s Liberation Front"),
        ("Officials of the Democratic People's Republic of Korea replied.", "Democratic People's Republic of Korea"),
    ],
)
def test_inner_possessive(text: str, name: str) -> None:
    mentions = Almanac.load().mentions(text)
    assert name in [mention.text.removeprefix("the ") for mention in mentions]


def test_the_north_is_not_the_south() -> None:
    mentions = Almanac.load().mentions("Officials of the Democratic People's Republic of Korea replied.")
    assert [mention.ids for mention in mentions] == [("PRK",)]
