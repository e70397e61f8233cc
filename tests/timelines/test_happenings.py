"""What somebody does and undergoes in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whimbrel.coder import Knowledge
from whimbrel.model import Span
from whimbrel.timelines import Text, called, happened_to

Read = Callable[..., Text]


def told(text: Text, name: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    who = called(name, text.trees, knowledge)
    return [(happening.lemma, happening.part) for happening in happened_to(text, who, knowledge)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Helen Marsh sold the mine.", [("sell", "agent")]),
        ("The mine was sold by Helen Marsh.", [("sell", "agent")]),
        ("Police arrested Helen Marsh.", [("arrest", "patient")]),
        ("Helen Marsh was arrested.", [("arrest", "patient")]),
        ("Helen Marsh bought a boat and sailed home.", [("buy", "agent"), ("sail", "agent")]),
        ("The arrest of Helen Marsh angered the town.", [("arrest", "patient")]),
        ("Helen Marsh's departure surprised the town.", [("departure", "agent")]),
        ("Helen Marsh made an announcement.", [("announcement", "agent")]),
        ("Helen Marsh, who founded the club, sold it.", [("found", "agent"), ("sell", "agent")]),
        ("Helen Marsh stepped down.", [("step", "agent")]),
        ("Helen Marsh began to sell the mine.", [("sell", "agent")]),
        ("The club praised the plan of Robert Brook.", []),
        # states and thoughts are no happenings
        ("Helen Marsh seems tired. Helen Marsh believes in luck.", []),
        # neither is what did not happen, may happen, or is only wanted
        ("Helen Marsh did not resign.", []),
        ("Helen Marsh may resign.", []),
        ("Helen Marsh wants to resign.", []),
        ("Rather than resign, Helen Marsh fired her deputy.", [("fire", "agent")]),
        ("Helen Marsh has to sell the mine. Helen Marsh has got to sell the mine.", []),
        ("Helen Marsh will resign.", [("resign", "agent")]),
        ("Helen Marsh is going to sell the mine.", [("sell", "agent")]),
        # who is meant
        ("Helen Marsh met Robert Brook. She thanked him.", [("meet", "agent"), ("thank", "agent")]),
        ("Helen Marsh met Robert Brook. Brook said he was tired of it.", [("meet", "agent")]),
        ("Helen Marsh resigned. It was announced that the club had closed.", [("resign", "agent")]),
        ('"I have sold the mine," said Helen Marsh.', [("sell", "agent"), ("say", "agent")]),
    ],
)
def test_a_person(text: str, wanted: list[tuple[str, str]], read: Read, knowledge: Knowledge) -> None:
    assert told(read(text), "Helen Marsh", knowledge) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tarvo opened a plant. It hired ten workers.", [("open", "agent"), ("hire", "agent")]),
        ("Tarvo opened a plant. Kestrel sued it.", [("open", "agent"), ("sue", "patient")]),
        ("Tarvo opened a plant. Norway charged the price that it liked.", [("open", "agent")]),
        ("Tarvo opened a plant. It seemed that the town had grown.", [("open", "agent")]),
        ("The Tarvo plant closed. Tarvo spoke.", [("speak", "agent")]),
        ("The Tarvo bid failed.", [("bid", "agent")]),
    ],
)
def test_a_firm(text: str, wanted: list[tuple[str, str]], read: Read, knowledge: Knowledge) -> None:
    assert told(read(text), "Tarvo", knowledge) == wanted


def test_only_given_words_are_taken_where_some_are_given(read: Read, knowledge: Knowledge) -> None:
    text = read("Helen Marsh sold the mine and bought a boat.")
    at = text.report.text.index("bought")
    who = called("Helen Marsh", text.trees, knowledge)
    (found,) = happened_to(text, who, knowledge, [Span(at, at + len("bought"))])
    assert found.lemma == "buy"


def test_the_particle_is_told_though_it_stands_apart(read: Read, knowledge: Knowledge) -> None:
    text = read("Helen Marsh took six months off.")
    (found,) = happened_to(text, called("Helen Marsh", text.trees, knowledge), knowledge)
    assert found.particle is not None
    assert [text.report.text[s.start : s.end] for s in (found.span, found.particle)] == ["took", "off"]
