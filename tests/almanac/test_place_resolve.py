"""One reading per name per report, from what the report itself says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.almanac.place_home import outlet_home
from whimbrel.almanac.place_mentions import PlaceMention, mention_at, place_mentions
from whimbrel.almanac.place_resolve import resolve_places
from whimbrel.grammar.sentence import NameSpan, Segment
from whimbrel.model import Place, Precision

GAZETTEER = Gazetteer.open()
DEMONYMS = {"Syrian": "SYR", "Lebanese": "LBN", "Nigerian": "NGA"}


def mentions(text: str, *names: str) -> list[PlaceMention]:
    found = []
    for name in names:
        start = text.index(name)
        found.append(mention_at(text, start, start + len(name), GAZETTEER, DEMONYMS.get))
    return found


def resolved(text: str, *names: str, **given: object) -> dict[str, Place]:
    answers = resolve_places(mentions(text, *names), **given)  # type: ignore[arg-type]
    return {m.text: place for m, place in answers.items()}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shops in Tripoli, Lebanon, were shut on Monday.", "Tripoli", "LBN"),
        ("Shops in Tripoli were shut on Monday.", "Tripoli", "LBY"),
        ("Two bridges fell in Valencia, in northern Venezuela.", "Valencia", "VEN"),
        ("A market burned in the northern Lebanese city of Tripoli.", "Tripoli", "LBN"),
        ("The mayor of Paris, Texas, opened the fair.", "Paris", "USA"),
        ("The mayor of Paris opened the fair.", "Paris", "FRA"),
        ("Nigeria's Plateau state saw new raids.", "Plateau", "NGA"),
        ("Floods reached Georgia's capital.", "Georgia", "GEO"),
    ],
)
def test_words_beside_a_name_choose_its_reading(text: str, name: str, country: str) -> None:
    assert resolved(text, name)[name].country == country


def test_a_kind_word_chooses_the_province() -> None:
    assert resolved("Rain fell across Homs province.", "Homs")["Homs"].precision is Precision.PROVINCE
    assert resolved("Rain fell across Homs.", "Homs")["Homs"].precision is Precision.TOWN


def test_the_other_places_of_the_report_choose() -> None:
    text = "Trains from Atlanta and Macon stopped short of Athens, while Savannah had snow."
    assert resolved(text, "Atlanta", "Macon", "Athens", "Savannah")["Athens"].country == "USA"
    assert resolved("Ferries left Piraeus as Athens had snow.", "Piraeus", "Athens")["Athens"].country == "GRC"


def test_a_town_mostly_called_otherwise_gives_way_to_a_capital() -> None:
    text = "Nurses from Springfield, Missouri, and Joplin, Missouri, flew to Kabul."
    assert resolved(text, "Springfield", "Joplin", "Kabul")["Kabul"].country == "AFG"


def test_context_countries_dateline_and_home_choose() -> None:
    text = "Police in Santiago closed two roads."
    assert resolved(text, "Santiago")["Santiago"].country == "CHL"
    assert resolved(text, "Santiago", countries={"DOM": 3.0}, outlet_country="DOM")["Santiago"].country == "DOM"
    home = GAZETTEER.find("Dallas")[0]
    assert resolved("Fire closed the mill in Paris.", "Paris", home=home)["Paris"].country == "USA"


def test_one_name_has_one_reading_in_a_report() -> None:
    text = "Crowds met in Tripoli, Lebanon. By night Tripoli was calm."
    second = text.rindex("Tripoli")
    found = [*mentions(text, "Tripoli"), mention_at(text, second, second + 7, GAZETTEER)]
    answers = resolve_places(found)
    assert {p.country for p in answers.values()} == {"LBN"}
    assert [(p.text, p.span) for p in answers.values()] == [("Tripoli", m.span) for m in found]


def segment_of(text: str, *names: tuple[str, str]) -> Segment:
    words = list(re.finditer(r"[\w'-]+|[^\w\s]", text))
    spans = tuple((w.start(), w.end()) for w in words)
    marked = []
    for name, label in names:
        start = text.index(name)
        first = next(i for i, s in enumerate(spans) if s[0] == start)
        last = next(i for i, s in enumerate(spans) if s[1] == start + len(name))
        marked.append(NameSpan(first, last + 1, label))
    return Segment(tuple(w.group() for w in words), spans, tuple(marked))


def test_mentions_of_a_segment() -> None:
    text = "Mr Paris Jackson of Oxfam flew from Lagos to Port Sudan in March."
    segment = segment_of(text, ("Paris Jackson", "PER"), ("Oxfam", "ORG"), ("Lagos", "LOC"))
    found = place_mentions(segment, text, GAZETTEER)
    assert [(m.text, m.sure) for m in found] == [("Lagos", True), ("Port Sudan", False)]


def test_no_wild_guess_for_an_untagged_name() -> None:
    text = "The committee heard Logan and then Preston on the matter."
    found = place_mentions(segment_of(text), text, GAZETTEER)
    assert resolve_places(found) == {}


def test_the_home_of_an_outlet() -> None:
    near = [GAZETTEER.find(n, ["USA"])[0] for n in ("Fort Worth", "Plano", "Garland", "Waco", "Dallas")]
    far = [GAZETTEER.find(n)[0] for n in ("London", "Tokyo")]
    home = outlet_home(near + far)
    assert home is not None
    assert home.country == "USA"
    assert outlet_home([GAZETTEER.find(n)[0] for n in ("London", "Tokyo", "Lima", "Oslo", "Accra", "Quito")]) is None
    assert outlet_home([]) is None


@settings(max_examples=tried(60), deadline=None)
@given(st.text(alphabet=st.sampled_from("aA ,.'’()-éل\n") | st.characters(), max_size=200), st.data())
def test_any_text_is_read_without_harm(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mention = mention_at(text, start, end, GAZETTEER, DEMONYMS.get)
    assert mention.text == text[start:end]
    assert set(resolve_places([mention])) <= {mention}


def test_long_runs_are_read_in_linear_time() -> None:
    for text in ("A" * 50_000, "Aa " * 20_000, "Aa and " * 10_000, "a " * 20_000 + "X", "A's " * 20_000):
        middle = len(text) // 2
        mention_at(text, middle, middle + 2, GAZETTEER, DEMONYMS.get)
