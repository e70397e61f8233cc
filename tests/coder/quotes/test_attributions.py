"""Who says what, in sentences of our own."""

from __future__ import annotations

import pytest
from said import SaidIn

ONE = [
    ('"The harbour is closed," the mayor said.', "the mayor", "said", ['"The harbour is closed,"'], "direct"),
    ('The mayor said: "The harbour is closed."', "The mayor", "said:", ['"The harbour is closed."'], "direct"),
    (
        '"The harbour," the mayor said, "is closed until Monday."',
        "the mayor", "said", ['"The harbour,"', '"is closed until Monday."'], "direct",
    ),
    ('"All is lost," said Amina Yusuf, a baker.', "Amina Yusuf, a baker", "said", ['"All is lost,"'], "direct"),
    ("“Nobody was warned,” he added.", "he", "added", ["“Nobody was warned,”"], "direct"),
    ("«Nobody was warned,» she said.", "she", "said", ["«Nobody was warned,»"], "direct"),
    ("''Nobody was warned,'' she said.", "she", "said", ["''Nobody was warned,''"], "direct"),
    ("'Nobody was warned,' she said.", "she", "said", ["'Nobody was warned,'"], "direct"),
    ("The ministry said that the dam had burst.", "The ministry", "said", ["that the dam had burst"], "indirect"),
    ("The ministry said the dam had burst.", "The ministry", "said", ["the dam had burst"], "indirect"),
    ("The dam had burst, the ministry said on Friday.", "the ministry", "said", ["The dam had burst"], "indirect"),
    (
        'The ministry said the dam was "beyond repair" after the storm.',
        "The ministry", "said", ['the dam was "beyond repair" after the storm'], "mixed",
    ),
    ("According to the ministry, the dam broke.", "the ministry", "According to", ["the dam broke"], "indirect"),
    ("The dam broke, according to the ministry.", "the ministry", "according to", ["The dam broke"], "indirect"),
    ("The union vowed to strike again in May.", "The union", "vowed", ["to strike again in May"], "indirect"),
    ("The firm denied that it knew of the leak.", "The firm", "denied", ["that it knew of the leak"], "indirect"),
    ("She has not said whether she will resign.", "She", "has not said", ["whether she will resign"], "indirect"),
    ("The council called for an inquiry on Friday.", "The council", "called for", ["an inquiry"], "indirect"),
    ("His claim that the vote was rigged was false.", "His", "claim", ["that the vote was rigged"], "indirect"),
    ("Officials believe that the truce will hold.", "Officials", "believe", ["that the truce will hold"], "indirect"),
    ("The records show that the fee was paid.", "The records", "show", ["that the fee was paid"], "indirect"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "cue", "what", "kind"), ONE, ids=[case[0][:48] for case in ONE])
def test_one_sentence(said_in: SaidIn, text: str, who: str, cue: str, what: list[str], kind: str) -> None:
    found = said_in(text)
    assert [(one.who, one.cue, list(one.what), one.kind) for one in found if one.cue == cue] == [(who, cue, what, kind)]


HEADLINES = [
    ("Minister: Schools will reopen in May", "Minister", "Schools will reopen in May"),
    ("Amina Yusuf: We lost everything in the fire", "Amina Yusuf", "We lost everything in the fire"),
    ("Hamas: No deal without an end to the siege", "Hamas", "No deal without an end to the siege"),
    ("Seven held after raid in harbour: police", "police", "Seven held after raid in harbour"),
]


@pytest.mark.parametrize(("text", "who", "what"), HEADLINES)
def test_the_colon_of_a_headline_says(said_in: SaidIn, text: str, who: str, what: str) -> None:
    (found,) = said_in(text + "\n\nIt rained.")
    assert (found.who, found.cue, found.what, found.quote.verb) == (who, ":", (what,), ":")


def test_a_colon_after_a_topic_says_nothing(said_in: SaidIn) -> None:
    assert said_in("Weather: Rain and wind until the evening\n\nIt rained.") == []


def test_who_is_told_is_the_addressee(said_in: SaidIn) -> None:
    (found,) = said_in('"We need water," the doctor told reporters in the square.')
    assert (found.who, found.to) == ("the doctor", "reporters")


def test_a_relative_clause_speaks_through_its_pronoun(said_in: SaidIn) -> None:
    (found,) = said_in("Omar Haddad, who said that he was ill, stayed at home.")
    assert (found.who, found.what) == ("who", ("that he was ill",))
    assert found.quote.speaker is not None
    assert found.quote.speaker.name == "Omar Haddad"


def test_a_second_verb_of_saying_is_its_own_attribution(said_in: SaidIn) -> None:
    found = said_in("She said the bridge was safe, adding that it would reopen on Monday.")
    assert [(one.who, one.cue, one.what) for one in found] == [
        ("She", "said", ("the bridge was safe",)),
        ("She", "adding", ("that it would reopen on Monday",)),
    ]


def test_words_inside_quotation_marks_are_the_speakers_own(said_in: SaidIn) -> None:
    found = said_in('"I think the guards knew that the gate was open," the nurse said.')
    assert [(one.who, one.cue) for one in found] == [("the nurse", "said")]


def test_plain_telling_attributes_nothing(said_in: SaidIn) -> None:
    assert said_in("Rebels seized the town on Friday. Three people died and the market burned down.") == []
