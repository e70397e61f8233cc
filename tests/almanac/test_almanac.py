"""The almanac asked as the coder asks it."""

from __future__ import annotations

import time

import pytest

from whimbrel.almanac import Almanac, local_person
from whimbrel.model import ActorKind


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.load()


def test_loads_fast() -> None:
    started = time.process_time()
    Almanac.load()
    assert time.process_time() - started < 1.0  # 0.4 s is the aim; a busy machine gets some room


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Israeli", "ISR"),
        ("Gazan", "PSE"),
        ("Scottish", "GBR"),
        ("French", "FRA"),
        ("U.S.", "USA"),
        ("Spaniards", "ESP"),
        ("Ivorian", "CIV"),
        ("Chechen", "RUS"),
        ("Burkinabé", "BFA"),
        ("Kurdish", None),
        ("Hamas", None),
        ("table", None),
    ],
)
def test_demonym(almanac: Almanac, word: str, country: str | None) -> None:
    assert almanac.demonym(word) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Israel", "ISR"),
        ("U.S.", "USA"),
        ("the", None),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Burma", "MMR"),
        ("Kosovo", "XKX"),
        ("Scotland", "GBR"),
        ("Congo-Kinshasa", "COD"),
        ("Narnia", None),
    ],
)
def test_country(almanac: Almanac, name: str, country: str | None) -> None:
    assert almanac.country(name) == country


def test_capitals_stand_for_governments(almanac: Almanac) -> None:
    assert almanac.metonym("Moscow") == "RUS.government"
    assert almanac.metonym("Tel Aviv") == "ISR.government"
    assert almanac.metonym("Marseille") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Israeli", "forces", "", None), "ISR.forces"),
        (("", "protesters", "Lagos", "NGA"), "group:protesters:lagos"),
        (("a Colombian", "court", "", None), "COL.court"),
        (("Israeli", "settlers", "", None), "group:settlers:ISR"),
        (("", "police", "Nairobi", "KEN"), "KEN.police"),
        (("Scottish", "police", "", None), "GBR-SCT.police"),
        (("Egyptian foreign", "ministry", "", None), "EGY.ministry.foreign"),
        (("Turkish-backed Syrian", "rebels", "", None), "SYR.rebels"),
        (("Kurdish", "fighters", "", None), "group:fighters:people:kurds"),
        (("Palestinian", "civilians", "", None), "PSE.people"),
        (("masked", "gunmen", "", None), "group:gunmen"),
        (("UNICEF", "officials", "", None), "unicef"),
        (("UNICEF", "supporters", "", None), "group:supporters:unicef"),
        (("Zionist", "entity", "", None), "ISR"),
    ],
)
def test_compose(almanac: Almanac, words: tuple[str, str, str, str | None], expected: str) -> None:
    party = almanac.compose(*words)
    assert party is not None
    assert party.id == expected


def test_compose_keeps_the_loaded_word_and_not_as_a_label(almanac: Almanac) -> None:
    party = almanac.compose("Syrian", "regime")
    assert party is not None
    assert (party.id, party.name, party.word) == ("SYR.government", "Syrian government", "regime")


def test_compose_knows_kind_country_and_sector(almanac: Almanac) -> None:
    party = almanac.compose("Palestinian", "militants")
    assert party is not None
    assert (party.kind, party.country, party.sector) == (ActorKind.GROUP, "PSE", "REB")


def test_compose_refuses_what_is_no_role_noun(almanac: Almanac) -> None:
    assert almanac.compose("Israeli", "cucumber") is None
    assert almanac.compose("", "") is None


def test_state_bodies_are_composed_or_named(almanac: Almanac) -> None:
    forces = almanac.actor("ISR.forces")
    assert forces is not None
    assert forces.name == "Israel Defense Forces"
    assert "Israeli army" in {name.text for name in forces.names}
    police = almanac.actor("TON.police")
    assert police is not None
    assert (police.name, police.kind, police.country) == ("Tongan police", ActorKind.POLICE, "TON")
    assert almanac.actor("ISR.bakery") is None


def test_mentions_are_whole_words_in_the_case_of_names(almanac: Almanac) -> None:
    text = "Between us, the US and Unicefland: U.N. and UNICEF met Sana’a Iraqis; iraq is not Iraq’s."
    found = [(m.text, m.ids) for m in almanac.mentions(text)]
    assert ("US", ("USA",)) in found
    assert ("U.N.", ("un",)) in found
    assert ("UNICEF", ("unicef",)) in found
    assert ("Iraqis", ("IRQ.people",)) in found
    assert [t for t, _ in found if t in {"us", "iraq", "Unicefland"}] == []
    assert all(text[m.start : m.end] == m.text for m in almanac.mentions(text))


def test_mentions_take_the_longest_name_and_no_sentence_end(almanac: Almanac) -> None:
    text = "The UN Security Council met. In the United Nations. Security guards slept."
    found = [m.ids for m in almanac.mentions(text)]
    assert found == [("un-security-council",), ("un",)]


def test_mentions_find_bodies_of_states(almanac: Almanac) -> None:
    found = {m.text: m.ids[0] for m in almanac.mentions("Chilean police spoke to Egypt's foreign ministry.")}
    assert found == {"Chilean police": "CHL.police", "Egypt's foreign ministry": "EGY.ministry.foreign"}


def test_mentions_keep_shared_names_ambiguous(almanac: Almanac) -> None:
    (mention,) = almanac.mentions("The RSF denied it.")
    assert set(mention.ids) == {"SDN.rsf", "rsf"}


def test_mentions_of_awkward_text(almanac: Almanac) -> None:
    assert almanac.mentions("") == []
    assert almanac.mentions("\u0301\u200f''--..\x00") == []
    assert [m.ids for m in almanac.mentions("I\u0307n I\u0307raq, Co\u0302te d’Ivoire")] == [("IRQ",), ("CIV",)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("State Department", "USA.ministry.foreign"),
        ("the Kremlin", "RUS.presidency"),
        ("Israeli army", "ISR.forces"),
        ("Foreign Ministry of Egypt", "EGY.ministry.foreign"),
        ("UNICEF", "unicef"),
        ("Doctors Without Borders", "msf"),
        ("Islamic Revolution Guard Corps", "IRN.irgc"),
        ("Peshmergas", "IRQ-KR.forces"),
        ("Jordanians", "JOR.people"),
    ],
)
def test_match(almanac: Almanac, name: str, expected: str) -> None:
    assert almanac.match(name)[0].actor.id == expected


def test_match_stays_ambiguous_until_told_more(almanac: Almanac) -> None:
    both = almanac.match("RSF")
    assert both[0].score.value == both[1].score.value
    assert almanac.match("RSF", countries=["SDN"])[0].actor.id == "SDN.rsf"
    assert [m.actor.id for m in almanac.match("RSF", kinds=[ActorKind.NGO])] == ["rsf"]
    assert almanac.match("Qwertyuiop Asdf") == []


@pytest.mark.parametrize(
    ("words", "canonical", "tense", "of"),
    [
        ("deputy prime minister", "deputy prime minister", "", ""),
        ("former foreign affairs minister", "foreign minister", "former", ""),
        ("Minister of Foreign Affairs", "foreign minister", "", ""),
        ("prime minister-designate", "prime minister-designate", "", ""),
        ("deputy chairman of the politburo", "deputy head of the political bureau", "", ""),
        ("U.S. Secretary of State", "foreign minister", "", ""),
        ("former Israeli defence minister", "defence minister", "former", "ISR"),
        ("secretary-general of the Arab League", "secretary-general", "", "arab-league"),
        ("deputy secretary-general of the Arab League", "deputy secretary-general", "", "arab-league"),
        ("Deputy Chairman of the Interpol Politburo", "deputy head of the political bureau", "", "interpol"),
        ("head of the Interpol political bureau", "head of the political bureau", "", "interpol"),
        ("Minister of Water and Sewage", "water and sewage minister", "", ""),
    ],
)
def test_title(almanac: Almanac, words: str, canonical: str, tense: str, of: str) -> None:
    title = almanac.title(words)
    assert title is not None
    assert (title.canonical, title.tense) == (canonical, tense)
    assert title.of in {of, "USA"} if words.startswith("U.S.") else title.of == of


def test_title_refuses_other_words(almanac: Almanac) -> None:
    assert almanac.title("three loaves of bread") is None
    assert almanac.title("") is None


def test_role_nouns_in_both_numbers(almanac: Almanac) -> None:
    for word in ("lawmaker", "lawmakers", "Lawmakers"):
        noun = almanac.role_noun(word)
        assert noun is not None
        assert (noun.sector, noun.body) == ("LEG", "parliament")
    terrorist = almanac.role_noun("terrorists")
    assert terrorist is not None
    assert terrorist.loaded
    assert almanac.role_noun("cucumber") is None


def test_unknown_persons_become_local(almanac: Almanac) -> None:
    assert local_person("Zéno Brown").id == local_person("Zeno Brown").id == "local:person:zeno-brown"


def test_peoples_have_no_bodies(almanac: Almanac) -> None:
    assert [m.ids for m in almanac.mentions("Kurds and Kurdish forces")] == [("people:kurds",)]
    assert almanac.actor("people:kurds.forces") is None


def test_capitals_tell_nothing_in_a_shouted_line(almanac: Almanac) -> None:
    assert almanac.mentions("CAR BOMB KILLS FIVE IN MARKET") == []
    assert [m.ids for m in almanac.mentions("Troops left CAR on Monday")] == [("CAF",)]


def test_an_acronym_is_not_a_name_with_the_same_letters(almanac: Almanac) -> None:
    assert [m.ids for m in almanac.mentions("He spoke for the SADR.")] == [("ESH",)]


def test_every_own_name_of_an_actor_leads_to_it(almanac: Almanac) -> None:
    for actor_id in list(almanac.ids())[::37]:
        actor = almanac.actor(actor_id)
        assert actor is not None
        assert actor_id in {match.actor.id for match in almanac.match(actor.name)}


def test_titles_are_stripped_with_their_owner(almanac: Almanac) -> None:
    titles, bare = almanac.strip_titles("the late UNICEF executive director Ann Low")
    assert (bare, titles[-1].of, titles[-1].canonical) == ("Ann Low", "unicef", "director-general")
    assert almanac.strip_titles("Brig. Gen. Zed Moon")[1] == "Zed Moon"
    assert almanac.strip_titles("Ann Low") == ([], "Ann Low")
