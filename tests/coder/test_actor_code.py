"""Country and sector of parties: from titles before and behind a name, from a body's name, from where they act."""

from __future__ import annotations

import pytest
from expectations import ClaimsOf
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
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


@settings(max_examples=tried(60), deadline=None)
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


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("An anti-Sudan journalist was killed in Nairobi.", "KEN"),
        ("Ethnic Albanians were killed in Serbia.", "SRB"),
        ("Three Bosnian Serbs were killed in the attack.", "BIH"),
        ("Soldiers killed students in Accra.", "GHA"),
        ("The UN-backed government in Libya was attacked.", "LBY"),
        ("Gunmen killed the Kenyan judge.", "KEN"),
    ],
)
def test_whose_the_victims_are(text: str, country: str, claims_of: ClaimsOf) -> None:
    _, recipients = codes(claims_of, text, "ASSAULT")
    assert [home for _, home in recipients] == [country]


def test_a_day_is_nobody(claims_of: ClaimsOf) -> None:
    parties = [p for claim in claims_of("Rebels attacked Gao on 15 March and again on September 19.")
               for p in (*claim.actors, *claim.recipients)]  # fmt: skip
    assert not {"15", "19"} & {party.text for party in parties}


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("A Kenyan judge demanded an inquiry.", "JUD"),
        ("Afghan rebel leaders demanded a ceasefire.", "REB"),
        ("A Kenyan human rights group demanded an inquiry.", "NGO"),
        ("The Kenyan opposition coalition demanded an inquiry.", "OPP"),
    ],
)
def test_roles_are_read_by_all_their_words(text: str, sector: str, claims_of: ClaimsOf) -> None:
    actors = [party for claim in claims_of(text) if claim.type == "REQUEST" for party in claim.actors]
    assert {party.sector for party in actors} == {sector}


def test_a_report_s_own_title_goes_before_the_almanac(claims_of: ClaimsOf) -> None:
    text = "Palestinian Prime Minister Ismail Haniyeh condemned Egypt."
    actors = [party for claim in claims_of(text) for party in claim.actors if claim.type == "ACCUSE"]
    assert [(party.country, party.sector) for party in actors] == [("PSE", "GOV")]


def test_a_past_president_is_known_by_title_and_surname(claims_of: ClaimsOf) -> None:
    actors = [party for claim in claims_of("President Ford condemned Libya.") for party in claim.actors]
    assert {party.country for party in actors} == {"USA"}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Two of Chad's fiercest men met in Agadez on Friday.", {"TCD"}),
        ("Two of Chad's most wanted men met in Agadez on Friday.", {"NER"}),
        ("Two of Chad's enemies met in Agadez on Friday.", {"NER"}),
    ],
)
def test_whoever_is_wanted_by_a_state_is_not_of_it(text: str, countries: set[str], claims_of: ClaimsOf) -> None:
    (meeting,) = (claim for claim in claims_of(text) if claim.type == "CONSULT")
    assert {party.country for party in meeting.actors} == countries
