"""Who says that something happened: the outermost speaker of a claim."""

from __future__ import annotations

import pytest
from expectations import ClaimsOf

SAID = [
    ("Troops killed six rebels in Gao, the army said on Friday.", "army"),
    ("Six rebels were killed in Gao, according to the army.", "army"),
    ("Jane Doe, a member of the council, said that six rebels had been killed in Gao.", "Jane Doe"),
    ("The spokeswoman made clear on Tuesday that rebels had attacked the base in Gao.", "spokeswoman"),
    ("As the mayor reminded us, rebels attacked the base in Gao in March.", "mayor"),
    ('"While we slept, people who were armed attacked the base in Gao," Jane Doe told reporters.', "Jane Doe"),
    ("The records show that rebels attacked the base in Gao.", "records"),
    ("Rebels attacked the base in Gao on Friday.", ""),
    ("The army said that it was searching for the rebels who attacked the base in Gao.", ""),
    ("The mayor condemned the attack on the base in Gao.", ""),
]


@pytest.mark.parametrize(("text", "speaker"), SAID)
def test_the_outermost_speaker(claims_of: ClaimsOf, text: str, speaker: str) -> None:
    found = [claim for claim in claims_of(text) if claim.type == "ASSAULT"]
    assert found
    assert [claim.says[0].text if claim.says else "" for claim in found] == [speaker] * len(found)


def test_the_chain_runs_from_the_outermost_in(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The broadcaster reported that the army said rebels had attacked the base in Gao.")
    assert [speaker.text for speaker in claim.says] == ["broadcaster", "army"]
