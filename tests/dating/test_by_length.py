"""Wars named by their length, and what was so long after a fact."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.almanac import Almanac
from whimbrel.almanac.wars_by_length import FEWEST_SIDES, load_wars_by_length
from whimbrel.dating import Constraint, Dating, date_report
from whimbrel.dating.days import holds
from whimbrel.model import Report


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.load()


def dating_of(text: str, almanac: Almanac) -> Dating:
    return date_report(Report("r", "r.txt", text), almanac)


def named(text: str, almanac: Almanac) -> Constraint | None:
    """What a report says by naming a war, if it does."""
    return next((c for c in dating_of(text, almanac).used if c.kind == "event"), None)


def test_every_war_has_two_sides_and_a_length() -> None:
    wars = load_wars_by_length()
    assert len(wars) > 25
    assert all(war.lengths and len(war.sides) >= FEWEST_SIDES for war in wars)


MEANT = [
    ("Georgia rebuilt a bridge that was lost in the five-day war with Russia.", "russo-georgian-war-2008"),
    ("Armenia and Azerbaijan swapped maps after the 44-day war.", "second-nagorno-karabakh-war-2020"),
    ("A market burnt down in Lebanon in the 33-day war with Israel.", "lebanon-war-of-2006"),
    ("A market burnt down in Lebanon in the 34-day war with Israel.", "lebanon-war-of-2006"),
    ("Gaza has not been rebuilt since the 50-day war with Israel.", "gaza-war-of-2014"),
    ("Thai and Cambodian farmers went home after a five-day border conflict.",
     "thai-cambodian-border-clashes-of-july-2025"),
    ("India and Pakistan fought a four-day conflict.", "india-pakistan-conflict-2025"),
    ("Iran buried its generals after the twelve-day war with Israel.", "twelve-day-war-2025"),
    ("Sudan and South Sudan signed a truce after eleven days of fighting.", "heglig-fighting-2012"),
    ("Kyrgyz and Tajik elders met after the six-day conflict.", "kyrgyz-tajik-fighting-2022"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact"), MEANT)
def test_a_war_is_known_by_its_length_and_its_sides(text: str, fact: str, almanac: Almanac) -> None:
    found = named(text, almanac)
    assert found is not None and found.fact == fact


@pytest.mark.parametrize(
    "text",
    [
        "Georgia's teachers ended a five-day strike.",
        "The five-day war on litter in Leeds is over.",
        "Russia fought a five-day war.",  # with whom?
        "Thai officials opened a five-day conflict workshop in Oslo.",
        "Israel and Gaza had a 300-day war of words.",
    ],
)
def test_nothing_is_made_of_other_lengths(text: str, almanac: Almanac) -> None:
    assert named(text, almanac) is None


def test_a_war_named_elsewhere_is_the_one_meant(almanac: Almanac) -> None:
    text = "Operation Shield and Arrow hit Gaza. Nobody in Israel mourned the five-day operation earlier this month."
    found = [c for c in dating_of(text, almanac).used if c.kind == "event and time"]
    assert found and all(c.fact == "operation-shield-and-arrow-2023" for c in found)
    assert holds(found[0].allowed, date(2023, 5, 20)) and not holds(found[0].allowed, date(2023, 6, 2))


def test_words_of_time_beside_the_length_are_reckoned_from_the_war(almanac: Almanac) -> None:
    text = "The port of Georgia reopened after the five-day war with Russia earlier this month."
    found = [c.allowed for c in dating_of(text, almanac).used if c.kind == "event and time"]
    assert found and all(holds(days, date(2008, 8, 28)) and not holds(days, date(2008, 9, 2)) for days in found)


AFTER = [
    ("The two mayors met on Monday, three days after the 44-day war between Armenia and Azerbaijan.",
     date(2020, 11, 13), date(2020, 12, 20)),
    ("The two mayors met on Friday, weeks after Operation Breaking Dawn.", date(2022, 8, 26), date(2022, 12, 1)),
    ("Yesterday, two months after the 2006 Lebanon war, a school reopened.", date(2006, 10, 16), date(2006, 8, 20)),
    ("The two mayors met on Friday, a week after Operation Breaking Dawn began.", date(2022, 8, 12), date(2022, 9, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inside", "outside"), AFTER)
def test_what_is_news_so_long_after_a_fact_dates_the_report(
    text: str, inside: date, outside: date, almanac: Almanac
) -> None:
    (found,) = [c for c in dating_of(text, almanac).used if c.kind == "time after"]
    assert holds(found.allowed, inside) and not holds(found.allowed, outside)


@pytest.mark.parametrize(
    "text",
    [
        "Weeks after Operation Breaking Dawn he resigned.",  # no news: it may be long ago
        "The mayors met on Friday, weeks after the storm.",
        "He said on Friday that weeks after the vote, which followed Operation Breaking Dawn, he resigned.",
    ],
)
def test_what_is_no_news_dates_nothing(text: str, almanac: Almanac) -> None:
    assert not [c for c in dating_of(text, almanac).used if c.kind == "time after"]
