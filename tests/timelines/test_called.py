"""How texts call somebody, and where they mean somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whimbrel.coder import Knowledge
from whimbrel.timelines import Text, called
from whimbrel.timelines.words import CLASSES, words


def found(text: Text, name: str, knowledge: Knowledge) -> list[str]:
    who = called(name, text.trees, knowledge)
    alone = who.is_alone(text.trees)
    return [
        " ".join(token.text for token in tree.tokens[start:end])
        for tree in text.trees
        for start, end in who.places(tree, by_given=alone)
    ]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        # a firm without what only says that it is one, where that stands alone
        ("Tarvo Inc.", "Tarvo Inc. sold a mine. The unions praised Tarvo.", ["Tarvo Inc.", "Tarvo"]),
        (
            "Tarvo Motors",
            "Tarvo Motors sold a plant. Rivals of Tarvo and fans of Tarvo wept.",
            ["Tarvo Motors", "Tarvo", "Tarvo"],
        ),
        ("General Foundries", "General Foundries hired a general.", ["General Foundries"]),
        # initials, where the texts have them
        ("Northern Metal Works", "Northern Metal Works closed. NMW fired ten.", ["Northern Metal Works", "NMW"]),
        ("Northern Metal Works", "Northern Metal Works closed.", ["Northern Metal Works"]),
        # a thing without its maker, and other things of the name
        ("Tarvo Swift 900", "Tarvo built the Tarvo Swift 900. A Swift 900 crashed.", ["Tarvo Swift 900", "Swift 900"]),
        ("Tarvo Swift", "The Tarvo Swift is old. The Tarvo Swift 2 is new.", ["Tarvo Swift"]),
        (
            "Swift index",
            "The Swift index fell. The Swift lost again, the Swift said.",
            ["Swift index", "Swift", "Swift"],
        ),
        # words come in between
        ("Tarvo store", "The Tarvo Book Store opened.", ["Tarvo Book Store"]),
        # descriptions
        ("US peso", "The U.S. peso fell. The peso rose. He owed one peso.", ["U.S. peso", "peso"]),
    ],
)
def test_bodies_and_things(
    name: str, text: str, wanted: list[str], read: Callable[..., Text], knowledge: Knowledge
) -> None:
    assert found(read(text), name, knowledge) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Helen Marsh resigned. Marsh thanked her staff.", ["Helen Marsh", "Marsh"]),
        ("Helen Marsh resigned. Helen thanked her staff.", ["Helen Marsh", "Helen"]),
        ("Helen Marsh resigned. Helen Brook thanked Helen.", ["Helen Marsh"]),
        ("Helen Marsh resigned. Robert Marsh stayed.", ["Helen Marsh"]),
    ],
)
def test_persons(text: str, wanted: list[str], read: Callable[..., Text], knowledge: Knowledge) -> None:
    assert found(read(text), "Helen Marsh", knowledge) == wanted


def test_the_almanac_tells_other_names(read: Callable[..., Text], knowledge: Knowledge) -> None:
    text = read("The European Commission met on Monday. The EU Commission then fined two banks.")
    assert found(text, "European Commission", knowledge) == ["European Commission", "EU Commission"]


def test_the_word_lists_are_whole() -> None:
    for name in CLASSES:
        assert words(name)
        assert all(word == word.strip().lower() for word in words(name))
    assert not words("event") & (words("state") | words("mind"))
