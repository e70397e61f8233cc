"""Country and sector of parties: from titles before and behind a name, from a body's name, from where they act."""

from __future__ import annotations

import pytest
from expectations import ClaimsOf
from hypothesis import given, settings
from hypothesis import strategies as st

from whimbrel.almanac import Almanac
from whimbrel.coder import Knowledge
from whimbrel.coder.actor_code import Code, body_code, home_after, office_after, office_before, title_before


@pytest.fixture(scope="session")
def almanac(knowledge: Knowledge) -> Almanac:
    return knowledge.almanac


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("On Friday, Kenyan deputy foreign minister ", "KEN", "GOV"),
        ("summoned Mali's ambassador ", "MLI", "GOV"),
        ("It met Ghana's leading human rights activist ", "GHA", "OPP"),
        ("talks with Jordan's visiting King ", "JOR", "GOV"),
        ("by U.N. mediator ", None, "IGO"),
        ("White House spokesman ", "USA", "GOV"),
        ("Kenya accused PFLP leader ", "PSE", "REB"),
        ("the Mexican drug lord ", "MEX", "CRM"),
        ("Kyiv mayor ", "UKR", "GOV"),
        ("Gen. ", None, "MIL"),
        ("Turkey told President ", None, "GOV"),  # not Turkey's
        ("Kenyan troops killed Gen. ", None, "MIL"),
        ("In Ghana, President ", None, "GOV"),  # a comma ends the title
        ("the bridge near ", None, ""),
        ("", None, ""),
    ],
)
def test_title_before_a_name(text: str, country: str | None, sector: str, almanac: Almanac) -> None:
    assert office_before(title_before(text), almanac) == Code(country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        (", the Kenyan president, said", "KEN", "GOV"),
        (", a leader of the PFLP, said", "PSE", "REB"),
        (", a spokesman for the Ghanaian army, said", "GHA", "MIL"),
        (", UN secretary-general, to", None, "IGO"),
        (", who heads the Kenyan army, said", None, ""),
        (", Kenyan troops and others", None, ""),
        (" said that the Kenyan army", None, ""),
    ],
)
def test_apposition_behind_a_name(text: str, country: str | None, sector: str, almanac: Almanac) -> None:
    assert office_after(text, almanac) == Code(country, sector)


def test_a_state_behind_a_name(almanac: Almanac) -> None:
    assert home_after(" of Ghana said", almanac) == Code("GHA")
    assert home_after(" of hunger", almanac) == Code()


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Latvian Constitutional Court", "LVA", "JUD"),
        ("Ghana Medical Association", "GHA", "NGO"),
        ("University of Nairobi", "KEN", ""),
        ("Supreme Court", None, "JUD"),
        ("Blue Lantern", None, ""),
    ],
)
def test_a_body_by_its_name(name: str, country: str | None, sector: str, almanac: Almanac) -> None:
    code = body_code(name, almanac)
    assert (code.country, code.sector if sector else "") == (country, sector)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AKenyan 's'.,-PresidentGen’“”\n1", max_size=120))
def test_any_words_are_borne(almanac: Almanac, text: str) -> None:
    found = (office_before(title_before(text), almanac), office_after(text, almanac), home_after(text, almanac))
    assert all(isinstance(code, Code) for code in found)


def test_what_is_told_once_holds_in_the_whole_report(claims_of: ClaimsOf) -> None:
    text = "Kenyan minister Wanjiru Odhiambo spoke in parliament. Odhiambo condemned Sudan. Odhiambo then visited Chad."
    actors = [party for claim in claims_of(text) for party in claim.actors if "Odhiambo" in party.name]
    assert actors
    assert {(party.country, party.sector) for party in actors} == {("KEN", "GOV")}


Sides = tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]


def codes(claims_of: ClaimsOf, text: str, kind: str) -> Sides:
    claim = next(claim for claim in claims_of(text) if claim.type == kind)
    return [(p.text, p.country) for p in claim.actors], [(p.text, p.country) for p in claim.recipients]


def test_described_parties_are_of_the_place_they_act_in(claims_of: ClaimsOf) -> None:
    actors, recipients = codes(claims_of, "Police arrested dozens of students in Lagos.", "COERCE")
    assert [country for _, country in actors + recipients] == ["NGA", "NGA"]


def test_protesters_are_of_the_country_they_protest_in(claims_of: ClaimsOf) -> None:
    actors, _ = codes(claims_of, "Workers went on strike in Ghana.", "PROTEST")
    assert [country for _, country in actors] == ["GHA"]


def test_nobody_is_of_the_state_that_condemns_him(claims_of: ClaimsOf) -> None:
    _, recipients = codes(claims_of, "The United States condemned the rebels.", "ACCUSE")
    assert [country for _, country in recipients] == [None]
