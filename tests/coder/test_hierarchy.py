"""What a claim is about, and what it is a part of."""

from __future__ import annotations

import pytest
from expectations import ClaimsOf

from whimbrel.coder.hierarchy_rules import parse_rules, shipped_rules
from whimbrel.errors import DataError
from whimbrel.model import Claim


def links(claims: list[Claim]) -> set[tuple[str, str, str]]:
    by_id = {claim.id: claim for claim in claims}
    about = {(c.type, "about", by_id[id].type) for c in claims for id in c.about}
    return about | {(c.type, "part of", by_id[c.part_of].type) for c in claims if c.part_of}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The African Union condemned the bombing in Kismayo.", ("ACCUSE", "about", "ASSAULT")),
        ("Thousands protested in Lagos against the killing of a student by police.", ("PROTEST", "about", "ASSAULT")),
        ("Police in Kano arrested five men over the bombing.", ("COERCE", "about", "ASSAULT")),
        ("The union called for an inquiry into the attack.", ("REQUEST", "about", "ASSAULT")),
        ("Uganda suspended aid to Kenya after the attack on a convoy.", ("SANCTION", "about", "ASSAULT")),
        ("During his visit to Cairo, the minister met President Sisi.", ("CONSULT", "part of", "CONSULT")),
    ],
)
def test_links_within_a_sentence(text: str, link: tuple[str, str, str], claims_of: ClaimsOf) -> None:
    assert link in links(claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The army killed three rebels after the rebels attacked a base in Gao.",
        "France accused Russia of bombing a hospital in Idlib.",
        "The union said police had killed a student in Lagos.",
        "Kenya called on Uganda to end the shelling of Busia.",
    ],
)
def test_what_is_no_reaction(text: str, claims_of: ClaimsOf) -> None:
    assert not links(claims_of(text))


def test_what_is_condemned_as_done_stands_for_itself(claims_of: ClaimsOf) -> None:
    claims = claims_of("The African Union condemned the bombing in Kismayo.")
    assert {(c.type, c.within) for c in claims} == {("ACCUSE", ""), ("ASSAULT", "")}


def test_an_accusation_is_about_the_deed_that_the_report_tells(claims_of: ClaimsOf) -> None:
    told = "Shells hit a hospital in Idlib on Monday, killing nine people. France accused Russia of the attack."
    claims = claims_of(told)
    (accusing,) = [c for c in claims if c.type == "ACCUSE"]
    (deed,) = [c for c in claims if c.counts]
    assert accusing.about == (deed.id,)


def test_another_deed_with_a_toll_of_its_own_is_not_taken_up(claims_of: ClaimsOf) -> None:
    told = "Rebels shot down a helicopter near Idlib. France accused Syria of that attack in 2013, which killed 1,400."
    (accusing,) = [c for c in claims_of(told) if c.type == "ACCUSE"]
    assert not [c for c in claims_of(told) if c.id in accusing.about and not c.counts]


def test_a_meeting_is_a_part_of_the_visit_that_is_told_before(claims_of: ClaimsOf) -> None:
    told = "Angela Merkel arrived in Estonia on Monday for a visit. Merkel met Kaja Kallas in Tallinn on Tuesday."
    claims = claims_of(told)
    assert links(claims) == {("CONSULT", "part of", "CONSULT")}
    (part,) = [c for c in claims if c.part_of]
    assert part.mode != "visit"


def test_an_army_is_in_many_places(claims_of: ClaimsOf) -> None:
    told = "The Syrian army launched an offensive in Raqqa province. The Syrian army shelled a village near Daraa."
    assert not links(claims_of(told))


def test_speakers_are_linked(claims_of: ClaimsOf) -> None:
    (told,) = claims_of("Kenya's health ministry said that nine people were killed in a bombing in Garissa.")
    assert [(link.country, link.sector) for link in told.says] == [("KEN", "HLH")] or told.says[0].sector == "GOV"


def test_the_rules_are_sound() -> None:
    assert shipped_rules().about
    good = '[[about]]\ntypes = ["ACCUSE"]\nby = ["obj"]\nof = ["ASSAULT"]\nexample = "The union condemned the raid."\n'
    assert len(parse_rules(good).about) == 1
    for old, new in (
        ("ASSAULT", "ASSAULTS"), ('"obj"', '"of it"'), ("[[about]]", "[[after]]"), ("example", "sample"),
        ("The union condemned the raid.", "no"), ('types = ["ACCUSE"]\n', ""),
    ):  # fmt: skip
        with pytest.raises(DataError):
            parse_rules(good.replace(old, new))
