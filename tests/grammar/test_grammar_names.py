"""The name rules on spans that a tagger might give, and the whole finder on our own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.grammar import Grammar, NameSpan
from whimbrel.grammar.agreement import agree
from whimbrel.grammar.name_rules import RULES, _apart, _idle, mended


def shown(words: list[str], names) -> list[tuple[str, str]]:
    return [(" ".join(words[name.start : name.end]), name.label) for name in names]


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("clashes in Ain al - Hilweh camp", [(2, 3, "LOC")], [("Ain al - Hilweh", "LOC")]),
        ("clashes in Ain al - Hilweh camp", [], [("Ain al - Hilweh", "LOC")]),
        ("Izz ad - Din al - Qassam Brigades fired", [(6, 8, "ORG")], [("Izz ad - Din al - Qassam Brigades", "ORG")]),
        ("met Abdul Rahman bin Faisal today", [(1, 3, "PER")], [("Abdul Rahman bin Faisal", "PER")]),
        (
            "a Popular Front for the Liberation of Palestine cell",
            [(7, 8, "LOC")],
            [("Popular Front for the Liberation of Palestine", "ORG")],
        ),
        ("then Prime Minister Edi Toma left", [(1, 5, "PER")], [("Edi Toma", "PER")]),
        ("the Rural Workers Union ( RWU ) struck", [(1, 4, "ORG")], [("Rural Workers Union", "ORG"), ("RWU", "ORG")]),
        ("near Mali on Sunday", [(1, 2, "PER"), (3, 4, "LOC")], [("Mali", "LOC")]),
        ("Israeli troops left", [(0, 1, "LOC")], []),
        ("She left Chile on foot", [(0, 1, "PER")], [("Chile", "LOC")]),
        ("actor Han Min - suk said", [(1, 3, "PER")], [("Han Min - suk", "PER")]),
        ("met Ann Low of Honduras today", [(1, 5, "PER")], [("Ann Low", "PER"), ("Honduras", "LOC")]),
        ("then the Festival began", [(2, 3, "PER")], []),
        ("then Mr. Price spoke", [(2, 3, "PER")], [("Price", "PER")]),
        ("members of the ZNTC met the CEO", [], [("ZNTC", "ORG")]),
        ("THE ZNTC MET IN TOWN", [], []),
        ("under the Fair Trade Act ( FTAZ ) of May", [], []),
        ("the governor of Nayarit spoke", [(3, 4, "PER")], [("Nayarit", "LOC")]),
        ("roads across Nayarit were shut", [], [("Nayarit", "LOC")]),
    ],
)
def test_rules(grammar: Grammar, text: str, given, wanted) -> None:
    words = text.split()
    assert shown(words, mended(words, [NameSpan(*span) for span in given], grammar.names.lists)) == wanted


SAID = (
    "al ad - – bin of for the in near a Mr. gen. President president Front brigades Ministry ( ) ANC FTAZ CEO Chile "
    "Mali Nayarit Edi Toma Korat spoke left Sunday 's state New South Wales Israeli"
).split()


@settings(deadline=None, max_examples=tried(300))
@drawn(st.lists(st.sampled_from(SAID), min_size=1, max_size=14), st.data())
def test_rules_passed_over_would_have_changed_nothing(words: list[str], data: st.DataObject) -> None:
    lists = Grammar.load().names.lists
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = [NameSpan(start, end, data.draw(st.sampled_from(("PER", "ORG", "LOC"))))]
    idle = _idle(words, frozenset(word.lower() for word in words), lists, loud=any(map(str.isupper, words)))
    for rule in RULES:
        after = _apart(rule(words, found, lists))
        if rule in idle:
            assert after == found, rule
        found = after


def test_short_forms_follow_the_long_form_of_the_text() -> None:
    sentences = [["Edi", "Toma", "spoke"], ["Toma", "left"]]
    found = [(NameSpan(0, 2, "PER"),), (NameSpan(0, 1, "LOC"),)]
    assert agree(sentences, found) == [(NameSpan(0, 2, "PER"),), (NameSpan(0, 1, "PER"),)]


def test_a_name_found_often_is_one_everywhere() -> None:
    sentences = [["Korat", "burned"], ["near", "Korat"], ["from", "Korat", "west"], ["Korat", "Road", "shut"]]
    found = [(NameSpan(0, 1, "LOC"),), (NameSpan(1, 2, "LOC"),), (), ()]
    assert agree(sentences, found)[2:] == [(NameSpan(1, 2, "LOC"),), ()]


def test_people_bodies_and_places_in_a_sentence(grammar: Grammar) -> None:
    text = "President Michel Aoun met United Nations officials in Beirut on Monday."
    segment = grammar.segment(text)[0]
    assert shown(list(segment.words), segment.names) == [
        ("Michel Aoun", "PER"),
        ("United Nations", "ORG"),
        ("Beirut", "LOC"),
    ]
