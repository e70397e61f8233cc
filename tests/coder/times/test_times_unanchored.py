"""What can be said when the report's own day is not known or only roughly; and words that contradict themselves."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.coder.times import TimeExpression, find_times, resolve
from whimbrel.model import When

FRIDAY = date(2021, 5, 14)
SOME_DAY_OF_MAY = When("2021-05", date(2021, 5, 1), date(2021, 5, 31), "metadata")
THREE_DAYS = When("2021-05-14/2021-05-16", date(2021, 5, 14), date(2021, 5, 16), "metadata")


def only(words: str) -> TimeExpression:
    found = find_times(words, 0, len(words))
    assert len(found) == 1, [expression.text for expression in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "tense", "relative", "weekday"),
    [
        ("on Saturday", "past", "Saturday before publication", 5),
        ("on Saturday night", "past", "Saturday night before publication", 5),
        ("on Thursday evening", "future", "Thursday evening after publication", 3),
        ("next Sunday", "past", "Sunday after publication", 6),
        ("two days ago", "past", "two days before publication", None),
        ("this month", "past", "the month of publication", None),
        ("last month", "past", "the month before the month of publication", None),
        ("earlier this month", "past", "earlier in the month of publication", None),
        ("yesterday", "past", "the day before publication", None),
        ("tomorrow morning", "past", "the morning of the day after publication", None),
        ("overnight", "past", "the night before publication", None),
        ("the weekend", "past", "the weekend before publication", None),
        ("in May last year", "past", "May of the year before the year of publication", None),
        ("two days later", "past", "two days after the time told of before", None),
        ("since Monday", "past", "since Monday before publication", 0),
        ("the past two weeks", "past", "the two weeks before publication", None),
        ("from Monday to Wednesday", "past", "from Monday before publication to Wednesday before publication", None),
        ("the 35th anniversary", "past", "an anniversary (number 35)", None),
        ("recently", "past", "some time before publication", None),
    ],
)
def test_without_an_anchor_the_words_are_kept(words: str, tense: str, relative: str, weekday: int | None) -> None:
    found = resolve(only(words), None, tense)
    assert (found.edtf, found.earliest, found.latest, found.how) == (None, None, None, "unresolved")
    assert (found.relative, found.weekday) == (relative, weekday)


@pytest.mark.parametrize(
    ("words", "edtf", "weekday"),
    [
        ("May 1", "XXXX-05-01", None),
        ("1 May", "XXXX-05-01", None),
        ("in May", "XXXX-05", None),
        ("Friday, May 14", "XXXX-05-14", 4),
    ],
)
def test_a_day_without_its_year_is_partial(words: str, edtf: str, weekday: int | None) -> None:
    found = resolve(only(words), None)
    assert (found.edtf, found.how, found.weekday) == (edtf, "partial", weekday)


@pytest.mark.parametrize(
    ("words", "anchor", "edtf"),
    [
        ("on Saturday", SOME_DAY_OF_MAY, "[2021-05-01,2021-05-08,2021-05-15,2021-05-22,2021-05-29]"),
        ("yesterday", THREE_DAYS, "[2021-05-13..2021-05-15]"),
        ("on Monday", THREE_DAYS, "2021-05-10"),
        ("this month", SOME_DAY_OF_MAY, "2021-05"),
        ("last month", SOME_DAY_OF_MAY, "2021-04"),
        ("May 1", SOME_DAY_OF_MAY, "2021-05-01"),
        ("last week", THREE_DAYS, "[2021-05-03..2021-05-15]"),
        ("14 May 2021", SOME_DAY_OF_MAY, "2021-05-14"),
    ],
)
def test_an_uncertain_anchor_gives_every_answer_it_allows(words: str, anchor: When, edtf: str) -> None:
    found = resolve(only(words), anchor)
    assert found.edtf == edtf


def test_an_anchor_too_wide_or_open_ties_nothing() -> None:
    decade = When("201X", date(2010, 1, 1), date(2019, 12, 31), "metadata")
    open_end = When("../2020", None, date(2020, 12, 31), "metadata")
    for anchor in (decade, open_end):
        assert resolve(only("on Saturday"), anchor).how == "unresolved"


def test_wrong_weekday_is_told_and_not_repaired() -> None:
    found = resolve(only("Thursday, May 14, 2021"), None)
    assert found.edtf == "2021-05-14"
    assert found.weekday == 3
    assert found.relative == "conflict: says Thursday, but 2021-05-14 is a Friday; the nearest Thursday is 2021-05-13"


def test_friday_the_14th_that_was_a_wednesday() -> None:
    found = resolve(only("Friday the 14th"), date(2021, 4, 20))
    assert found.edtf == "2021-04-14"
    assert "says Friday, but 2021-04-14 is a Wednesday" in found.relative


def test_a_weekday_may_tell_which_year() -> None:
    assert resolve(only("Friday, May 14"), date(2021, 5, 10)).edtf == "2021-05-14"


@pytest.mark.parametrize("words", ["31 February 2021", "February 31, 2021"])
def test_impossible_day_gives_both_readings(words: str) -> None:
    found = resolve(only(words), None)
    assert found.edtf == "[2021-02-28,2021-03-03]"
    assert found.relative.startswith("conflict: says 31 February 2021, but that month has 28 days")


def test_impossible_day_without_a_year() -> None:
    assert "conflict" in resolve(only("31 April"), None).relative
    assert resolve(only("31 April"), FRIDAY).edtf == "[2021-04-30,2021-05-01]"


def test_a_mistyped_year_is_told_with_both_readings_and_neither_is_taken() -> None:
    found = resolve(only("3 March 0025"), None)
    assert found.edtf is None
    assert found.relative == "conflict: says the year 0025; 0025-03-03 or 2025-03-03"


def test_29_february_of_a_common_year_is_a_conflict() -> None:
    assert resolve(only("29 February 2021"), None).edtf == "[2021-02-28,2021-03-01]"


def test_range_the_wrong_way_round_is_told() -> None:
    found = resolve(only("from 21 May 2021 to 10 May 2021"), None)
    assert found.edtf is None
    assert "conflict: begins" in found.relative
