"""Who a report's names stand for: what refers back, what tells namesakes apart, what stays unsure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from expectations import DAY, ClaimsOf, report_of

from whimbrel.coder import Knowledge
from whimbrel.coder.choosing import Context, is_unsure
from whimbrel.coder.linker import Linker
from whimbrel.coder.linking import link_names
from whimbrel.coder.links import Link

LinksOf = Callable[..., list[Link]]


@pytest.fixture(scope="module")
def links_of(knowledge: Knowledge) -> LinksOf:
    """The links of all names in a text that are written so, in order."""

    def read(text: str, written: str, day: date | None = DAY) -> list[Link]:
        segments = knowledge.grammar.segment(text, 0, len(text))
        names = link_names(report_of(text, day), segments, knowledge.almanac, knowledge.gazetteer)
        return [link for link in names.links if text[link.start : link.end] == written]

    return read


def last(links: list[Link]) -> str:
    """The id of the last one's party."""
    assert links, "the name is not linked at all"
    party = links[-1].party
    return party.id if party is not None else ""


def candidates(links: list[Link]) -> dict[str, float]:
    party = links[-1].party
    return {one.id: one.score for one in party.candidates} if party is not None else {}


# a surname after the full name -------------------------------------------------------------------------------------


def test_a_surname_takes_up_the_full_name(links_of: LinksOf) -> None:
    text = "Mahinda Rajapaksa opened a port on Monday. Unions accused Rajapaksa of neglect."
    assert last(links_of(text, "Rajapaksa")) == "mahinda-rajapaksa"


def test_a_surname_in_the_headline_takes_up_the_name_below(links_of: LinksOf) -> None:
    text = "Morrow rejects the charges\n\nPolice arrested the teacher Lena Morrow on Monday."
    assert last(links_of(text, "Morrow")[:1]) == "local:person:lena-morrow"


def test_a_possessive_is_no_part_of_the_name(links_of: LinksOf) -> None:
    text = "Lena Morrow’s lawyer spoke on Monday. Morrow's family thanked the union."
    assert last(links_of(text, "Lena Morrow")) == last(links_of(text, "Morrow")) == "local:person:lena-morrow"


def test_a_longer_name_is_not_an_alias_inside_it(links_of: LinksOf) -> None:
    text = "Police arrested Norbert Biden on Monday. Biden rejected the charges."
    assert last(links_of(text, "Norbert Biden")) == "local:person:norbert-biden"
    assert last(links_of(text, "Biden")) == "local:person:norbert-biden"
    assert "joe-biden" in candidates(links_of(text, "Biden"))


def test_another_first_name_leaves_the_known_one_his(links_of: LinksOf) -> None:
    text = "Norbert Biden was arrested on Monday. Joe Biden rejected the charges."
    assert last(links_of(text, "Joe Biden")) == "joe-biden"


@pytest.mark.parametrize("first", ["But", "Both", "President", "Russian", "V."])
def test_a_word_before_a_known_surname_need_not_be_a_first_name(links_of: LinksOf, first: str) -> None:
    text = f"Soldiers left the town. {first} Putin and Lavrov rejected the offer."
    assert (
        last(links_of(text, "Putin")) == "vladimir-putin" or last(links_of(text, f"{first} Putin")) == "vladimir-putin"
    )


def test_junior_is_not_his_father(links_of: LinksOf) -> None:
    text = "Donald Trump Jr. visited Kyiv on Monday. Officials praised Donald Trump."
    assert last(links_of(text, "Donald Trump Jr.")) == "local:person:donald-trump-jr"
    assert last(links_of(text, "Donald Trump")) == "donald-trump"


# two of one surname -------------------------------------------------------------------------------------------------

BROTHERS = "Mahinda Rajapaksa and Gotabaya Rajapaksa arrived in Colombo on Monday. "


def test_of_two_brothers_neither_is_taken_where_nothing_tells(links_of: LinksOf) -> None:
    found = links_of(f"{BROTHERS}Rajapaksa met union leaders.", "Rajapaksa")
    assert is_unsure(last(found))
    assert set(candidates(found)) == {"mahinda-rajapaksa", "gotabaya-rajapaksa"}


@pytest.mark.parametrize(
    ("title", "who"), [("President", "gotabaya-rajapaksa"), ("Prime Minister", "mahinda-rajapaksa")]
)
def test_the_office_on_the_day_tells_brothers_apart(links_of: LinksOf, title: str, who: str) -> None:
    assert last(links_of(f"{BROTHERS}{title} Rajapaksa met union leaders.", "Rajapaksa")) == who


def test_the_same_office_in_another_year_is_the_other_brothers(links_of: LinksOf) -> None:
    found = links_of(f"{BROTHERS}President Rajapaksa met union leaders.", "Rajapaksa", date(2012, 3, 17))
    assert last(found) == "mahinda-rajapaksa"


def test_the_first_name_tells_brothers_apart(links_of: LinksOf) -> None:
    text = "Juan Sol and Pedro Sol were attacked on Monday. Juan thanked the police."
    assert last(links_of(text, "Juan")) == "local:person:juan-sol"


def test_the_form_of_address_tells_strangers_apart(links_of: LinksOf) -> None:
    text = (
        "Police arrested Col. Tomas Varnow and Mr. Anders Varnow on Monday. Protesters attacked Col. Varnow. "
        "Officials praised Mr. Varnow."
    )
    found = [link.party.id for link in links_of(text, "Varnow") if link.party]
    assert found == ["local:person:tomas-varnow", "local:person:anders-varnow"]


def test_being_in_office_alone_does_not_tell(links_of: LinksOf) -> None:
    text = "Nawaz Sharif and Shehbaz Sharif arrived in Lahore on Monday. Sharif criticised the army."
    found = links_of(text, "Sharif", date(2023, 3, 17))
    assert is_unsure(last(found))
    assert max(candidates(found), key=candidates(found).__getitem__) == "shehbaz-sharif"


def test_father_and_son_are_two(links_of: LinksOf) -> None:
    text = "Hun Sen and his son Hun Manet met diplomats in Phnom Penh. Manet criticised Thailand."
    day = date(2024, 3, 17)
    assert last(links_of(text, "Hun Sen", day)) == "hun-sen"
    assert last(links_of(text, "Manet", day)) == "hun-manet"


def test_whom_the_report_tells_of_more_is_the_likelier(links_of: LinksOf) -> None:
    text = (
        "Maher al-Assad inspected the troops on Monday. Maher al-Assad praised them. Maher al-Assad then left. "
        "Bashar al-Assad was abroad. Assad threatened the rebels."
    )
    found = links_of(text, "Assad", date(2015, 3, 17))
    assert candidates(found)["maher-al-assad"] > candidates(found)["bashar-al-assad"]


# titles and descriptions --------------------------------------------------------------------------------------------


def actor_of(claims_of: ClaimsOf, text: str, day: date, type: str) -> str:
    found = next(claim for claim in claims_of(text, day) if claim.type == type)
    return found.actors[0].id


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2016, 3, 17), "khaled-meshaal"),
        (date(2022, 3, 17), "ismail-haniyeh"),
        (date(2024, 9, 17), "yahya-sinwar"),
    ],
)
def test_a_chief_is_whoever_led_on_the_day(claims_of: ClaimsOf, day: date, who: str) -> None:
    assert actor_of(claims_of, "The Hamas chief accused Israel of violations on Monday.", day, "ACCUSE") == who


@pytest.mark.parametrize(
    ("day", "who"), [(date(2018, 3, 26), "petro-poroshenko"), (date(2023, 3, 26), "volodymyr-zelensky")]
)
def test_a_president_is_whoever_held_the_office_on_the_day(claims_of: ClaimsOf, day: date, who: str) -> None:
    assert actor_of(claims_of, "Ukraine's president accused Russia of violations.", day, "ACCUSE") == who


def test_the_president_is_the_one_named_who_is_president(claims_of: ClaimsOf) -> None:
    text = "Emmanuel Macron met Olaf Scholz in Berlin. The president accused Russia of violations."
    assert actor_of(claims_of, text, date(2022, 3, 17), "ACCUSE") == "emmanuel-macron"


def test_an_office_given_in_the_report_goes_before_one_known(claims_of: ClaimsOf) -> None:
    text = "President Lena Morrow met Emmanuel Macron in Paris. The president accused Russia of violations."
    assert actor_of(claims_of, text, date(2022, 3, 17), "ACCUSE") == "local:person:lena-morrow"


def test_a_description_refers_back(claims_of: ClaimsOf) -> None:
    text = "The activist Lena Morrow spoke in Oslo on Monday. The activist accused the police of violence."
    assert actor_of(claims_of, text, DAY, "ACCUSE") == "local:person:lena-morrow"


def test_an_elected_president_is_the_one_who_takes_office_next(claims_of: ClaimsOf) -> None:
    text = "Mexico's president-elect accused the opposition of violence on Monday."
    assert actor_of(claims_of, text, date(2024, 7, 17), "ACCUSE") == "claudia-sheinbaum"


def test_a_designate_who_waits_long_is_not_guessed(claims_of: ClaimsOf) -> None:
    text = "Lebanon's prime minister-designate accused the opposition of violence on Monday."
    assert actor_of(claims_of, text, date(2021, 3, 17), "ACCUSE") != "najib-mikati"  # it was Saad Hariri, who gave up


# bodies -------------------------------------------------------------------------------------------------------------

UNION = "local:group:northern-drivers-union-congress"


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Drivers Union Congress called a strike on Monday. The NDUC rejected an offer.",
        "The NDUC rejected an offer on Monday. The Northern Drivers Union Congress called a strike.",
        "The Northern Drivers Union Congress (NDUC) called a strike on Monday. NDUC rejected an offer.",
    ],
)
def test_acronym_and_full_name_are_one_either_way(links_of: LinksOf, text: str) -> None:
    assert last(links_of(text, "Northern Drivers Union Congress")) == UNION
    assert {link.party.id for link in links_of(text, "NDUC") if link.party} == {UNION}


def test_an_acronym_in_brackets_need_not_be_of_first_letters(links_of: LinksOf) -> None:
    text = "The Movement of Free Farmers (MOFRA) blocked a road on Monday. Soldiers killed three MOFRA members."
    assert last(links_of(text, "MOFRA")) == "local:group:movement-of-free-farmers"


def test_the_reports_own_acronym_goes_before_anothers(links_of: LinksOf) -> None:
    text = "The Movement of Arlen Farmers (PFLP) blocked a road on Monday. The PFLP threatened the mayor."
    assert last(links_of(text, "PFLP")) == "local:group:movement-of-arlen-farmers"


def test_a_known_acronym_is_the_known_body(links_of: LinksOf) -> None:
    text = "The PFLP attacked a patrol. The Popular Front for the Liberation of Palestine threatened Israel."
    assert last(links_of(text, "PFLP")) == "pflp"
    assert last(links_of(text, "Popular Front for the Liberation of Palestine")) == "pflp"


def test_the_last_word_of_a_bodys_name_takes_it_up(links_of: LinksOf) -> None:
    text = "The National Teachers Front marched in Oslo on Monday. The Front called a strike."
    assert last(links_of(text, "Front")) == "local:group:national-teachers-front"


def test_the_last_word_of_two_bodies_names_is_unsure(links_of: LinksOf) -> None:
    text = (
        "The National Teachers Front marched in Oslo. The Popular Farmers Front condemned the march. "
        "The Front called a strike on Monday."
    )
    assert is_unsure(last(links_of(text, "Front")))


NAMESAKES = {"egyptian-islamic-jihad", "iju", "palestinian-islamic-jihad"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Islamic Jihad fired rockets at southern Israel on Monday. Hamas denied a role.", "palestinian-islamic-jihad"),
        ("Islamic Jihad bombed an embassy in Cairo. Egyptian police arrested ten men.", "egyptian-islamic-jihad"),
        ("Islamic Jihad attacked a post in Tashkent. Uzbek police arrested ten men.", "iju"),
    ],
)
def test_the_company_it_keeps_tells_whose_name_it_is(links_of: LinksOf, text: str, who: str) -> None:
    found = links_of(text, "Islamic Jihad")
    assert last(found) == who
    assert set(candidates(found)) == NAMESAKES  # the others are kept beside it


def test_a_shared_name_without_company_is_unsure(links_of: LinksOf) -> None:
    found = links_of("Islamic Jihad fired rockets on Monday.", "Islamic Jihad")
    assert is_unsure(last(found))
    assert set(candidates(found)) == NAMESAKES


def test_a_demonym_right_before_a_shared_name_tells(links_of: LinksOf) -> None:
    text = "The Turkish Justice and Development Party and the Moroccan Justice and Development Party met in Rabat."
    ids = [link.party.id for link in links_of(text, "Justice and Development Party") if link.party]
    assert ids == ["akp", "pjd-morocco"]


@pytest.mark.parametrize(
    ("name", "place", "who"),
    [
        ("Supreme Court", "Maldives", "MDV.court.supreme"),
        ("Republican Guard", "Yemen", "YEM.forces.guard"),
        ("Interior Ministry", "Peru", "PER.ministry.interior"),
    ],
)
def test_a_states_body_is_that_of_the_country_at_hand(links_of: LinksOf, name: str, place: str, who: str) -> None:
    assert last(links_of(f"The {name} rejected the claim of protesters in {place} on Monday.", name)) == who


def test_a_states_body_is_unsure_between_two_countries(links_of: LinksOf) -> None:
    text = "Delegations from Peru and Chile met on Monday. The Interior Ministry rejected the offer."
    found = links_of(text, "Interior Ministry")
    assert set(candidates(found)) == {"PER.ministry.interior", "CHL.ministry.interior"}


def test_a_states_body_without_any_country_is_nobodys(links_of: LinksOf) -> None:
    assert last(links_of("The Supreme Court rejected the claim on Monday.", "Supreme Court")).startswith("local:")


# other scripts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "surname", "who"),
    [
        ("إسماعيل هنية", "Haniyeh", "ismail-haniyeh"),
        ("Владимир Путин", "Putin", "vladimir-putin"),
        ("בנימין נתניהו", "Netanyahu", "benjamin-netanyahu"),
    ],
)
def test_a_name_in_its_own_script_is_the_same_person(links_of: LinksOf, written: str, surname: str, who: str) -> None:
    text = f"{written} met mediators in Geneva on Monday. {surname} thanked them."
    assert last(links_of(text, written)) == last(links_of(text, surname)) == who


def test_marks_of_direction_do_not_hide_a_name(links_of: LinksOf) -> None:
    text = "\u200fIsmail Haniyeh\u200e met mediators in Cairo on Monday. \u200eHaniyeh\u200f thanked them."
    assert last(links_of(text, "Ismail Haniyeh")) == last(links_of(text, "Haniyeh")) == "ismail-haniyeh"


# names that are places too ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("surname", ["Paris", "Washington", "Jordan", "Kabul"])
def test_a_surname_that_is_a_place_is_the_person_named_before(links_of: LinksOf, surname: str) -> None:
    text = f"Rachel {surname} accused the police of torture. {surname} rejected the charges on Monday."
    assert last(links_of(text, surname)) == f"local:person:rachel-{surname.lower()}"


def test_a_form_of_address_makes_a_country_a_surname(links_of: LinksOf) -> None:
    text = "Lindiwe Kenya was arrested in Nairobi, Kenya, on Monday. Ms. Kenya rejected the charges."
    assert last(links_of(text, "Kenya")) == "local:person:lindiwe-kenya"


def test_a_country_told_of_by_other_words_too_is_no_sure_surname(links_of: LinksOf) -> None:
    text = (
        "Police arrested Rachel Jordan on Monday. Jordanian officials and Jordanian police praised them. "
        "Jordan rejected the charges."
    )
    assert "JOR" in candidates(links_of(text, "Jordan"))


def test_a_capital_taken_for_a_person_is_a_place(links_of: LinksOf) -> None:
    text = "Officials met on Monday. Kiev has consistently denounced the attacks."
    assert not any(link.label == "PER" for link in links_of(text, "Kiev"))


def test_the_mayors_town_is_no_person(links_of: LinksOf) -> None:
    text = "The mayor of Tarnow, Ewa Kopek, resigned on Monday."
    assert not any(link.label == "PER" for link in links_of(text, "Tarnow"))
    assert last(links_of(text, "Ewa Kopek")) == "local:person:ewa-kopek"


def test_a_person_whom_the_tagger_takes_for_a_body_is_that_person(knowledge: Knowledge) -> None:
    """No tagger is asked here: the names are given as it misread them."""

    def read(text: str) -> str:
        link = Linker(text, Context(knowledge.almanac, DAY, {}, {})).unknown(0, len(text), "ORG")
        assert link is not None and link.party is not None
        return link.party.id

    assert read("Yowerri Museveni") == "yoweri-museveni"
    assert read("Yowerri Museveni Brigade").startswith("local:group:")
    assert read("Northern Water Company").startswith("local:group:")
