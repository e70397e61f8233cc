"""What an expression means against a known day of publication: Friday, 14 May 2021."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.coder.times import TimeExpression, find_times, resolve

FRIDAY = date(2021, 5, 14)


def only(words: str) -> TimeExpression:
    found = find_times(words, 0, len(words))
    assert len(found) == 1, [expression.text for expression in found]
    return found[0]


STATED = [
    ("14 May 2021", "2021-05-14"),
    ("14th May 2021", "2021-05-14"),
    ("the 14th of May, 2021", "2021-05-14"),
    ("May 14, 2021", "2021-05-14"),
    ("May 14th, 2021", "2021-05-14"),
    ("May 14 2021", "2021-05-14"),
    ("Friday, May 14, 2021", "2021-05-14"),
    ("Friday 14 May 2021", "2021-05-14"),
    ("Fri. 14 May 2021", "2021-05-14"),
    ("2021-05-14", "2021-05-14"),
    ("14.05.2021", "2021-05-14"),
    ("14/05/2021", "2021-05-14"),
    ("5/14/2021", "2021-05-14"),
    ("5/14/21", "2021-05-14"),
    ("14-05-2021", "2021-05-14"),
    ("14-May-2021", "2021-05-14"),
    ("Sept. 3, 2013", "2013-09-03"),
    ("3 Sep 2013", "2013-09-03"),
    ("03/04/2021", "[2021-03-04,2021-04-03]"),
    ("04/04/2021", "2021-04-04"),
    ("3.4.2021", "2021-04-03"),
    ("29 February 2020", "2020-02-29"),
    ("in May 2021", "2021-05"),
    ("in May of 2021", "2021-05"),
    ("in Sept. 2020", "2020-09"),
    ("in early April 2019", "2019-04-01/2019-04-10~"),
    ("in mid-April 2019", "2019-04-10~/2019-04-20~"),
    ("in late April 2019", "2019-04-21~/2019-04-30"),
    ("at the end of June 2018", "2018-06-21~/2018-06-30"),
    ("late 2019", "2019-09~/2019-12"),
    ("early 2019", "2019-01/2019-04~"),
    ("mid-2019", "2019-05~/2019-08~"),
    ("in 1967", "1967"),
    ("the 1990s", "199X"),
    ("the late 1990s", "1997~/1999"),
    ("the 1980s", "198X"),
    ("the '80s", "198X"),
    ("the nineties", "199X"),
    ("the 20th century", "19XX"),
    ("the nineteenth century", "18XX"),
    ("summer 2013", "2013-22"),
    ("the spring of 2011", "2011-21"),
    ("the autumn of 2016", "2016-23"),
    ("the third quarter of 2020", "2020-35"),
    ("the first half of 2020", "2020-40"),
    ("Christmas 2014", "2014-12-25"),
    ("Easter 2021", "2021-04-04"),
    ("Good Friday 2021", "2021-04-02"),
    ("Passover 2021", "2021-03-28/2021-04-04"),
    ("Rosh Hashanah 2021", "2021-09-07/2021-09-08"),
    ("Yom Kippur 2023", "2023-09-25"),
    ("Purim 2024", "2024-03-24"),
    ("Ramadan 2021", "2021-04-13~/2021-05-12~"),
    ("Eid al-Fitr 2021", "2021-05-13~/2021-05-15~"),
    ("Eid al-Adha 2022", "2022-07-10~/2022-07-13~"),
    ("Thanksgiving 2022", "2022-11-24"),
    ("Orthodox Easter 2021", "2021-05-02"),
    ("the eve of Ramadan 2021", "2021-04-12"),
    ("May 10-21, 2021", "2021-05-10/2021-05-21"),
    ("10-21 May 2021", "2021-05-10/2021-05-21"),
    ("from 10 to 21 May 2021", "2021-05-10/2021-05-21"),
    ("between May 10 and May 21, 2021", "2021-05-10/2021-05-21"),
    ("from 2014 to 2019", "2014/2019"),
    ("between 2014 and 2019", "2014/2019"),
    ("the 2019-20 season", "2019/2020"),
    ("two days after Christmas 2014", "2014-12-27"),
    ("44 BC", "-0043"),
]

PAST = [
    ("today", "2021-05-14"),
    ("yesterday", "2021-05-13"),
    ("tomorrow", "2021-05-15"),
    ("yesterday morning", "2021-05-13"),
    ("late yesterday", "2021-05-13"),
    ("the day before yesterday", "2021-05-12"),
    ("the day after tomorrow", "2021-05-16"),
    ("this morning", "2021-05-14"),
    ("tonight", "2021-05-14"),
    ("last night", "2021-05-13"),
    ("overnight", "2021-05-13/2021-05-14"),
    ("on Saturday night", "2021-05-08"),
    ("on Thursday", "2021-05-13"),
    ("on Friday", "2021-05-14"),
    ("early Tuesday", "2021-05-11"),
    ("on Wednesday evening", "2021-05-12"),
    ("at 10 p.m. on Wednesday", "2021-05-12"),
    ("noon Thursday", "2021-05-13"),
    ("in the early hours of Monday", "2021-05-10"),
    ("last Friday", "2021-05-07"),
    ("last Monday", "2021-05-10"),
    ("next Tuesday", "2021-05-18"),
    ("this coming Sunday", "2021-05-16"),
    ("last week", "2021-05-03/2021-05-09"),
    ("this week", "2021-05-10/2021-05-16"),
    ("next week", "2021-05-17/2021-05-23"),
    ("last month", "2021-04"),
    ("this month", "2021-05"),
    ("next month", "2021-06"),
    ("last year", "2020"),
    ("this year", "2021"),
    ("next year", "2022"),
    ("last decade", "201X"),
    ("this century", "20XX"),
    ("earlier this month", "2021-05-01/2021-05-14"),
    ("later this month", "2021-05-14/2021-05-31"),
    ("earlier this week", "2021-05-10/2021-05-14"),
    ("earlier this year", "2021-01-01/2021-05-14"),
    ("later this year", "2021-05-14/2021-12-31"),
    ("late last month", "2021-04-21~/2021-04-30"),
    ("early last year", "2020-01/2020-04~"),
    ("early next year", "2022-01/2022-04~"),
    ("at the end of the year", "2021-09~/2021-12"),
    ("the weekend", "2021-05-08/2021-05-09"),
    ("last weekend", "2021-05-08/2021-05-09"),
    ("next weekend", "2021-05-15/2021-05-16"),
    ("in May last year", "2020-05"),
    ("in June of last year", "2020-06"),
    ("in October", "2020-10"),
    ("in May", "2021-05"),
    ("in June", "2020-06"),
    ("May 1", "2021-05-01"),
    ("1 May", "2021-05-01"),
    ("May 20", "2020-05-20"),
    ("Dec. 31", "2020-12-31"),
    ("29 February", "2020-02-29"),
    ("Friday, May 7", "2021-05-07"),
    ("Sunday, June 6", "2021-06-06"),
    ("early April", "2021-04-01/2021-04-10~"),
    ("since mid-October", "2020-10-10/2021-05-14"),
    ("since 2015", "2015/2021-05-14"),
    ("since Monday", "2021-05-10/2021-05-14"),
    ("until Thursday", "../2021-05-13"),
    ("by Thursday", "../2021-05-13"),
    ("before Thursday", "../2021-05-13"),
    ("last May", "2020-05"),
    ("last December", "2020-12"),
    ("last April", "[2020-04,2021-04]"),
    ("last summer", "2020-22"),
    ("this summer", "2021-22"),
    ("last Christmas", "2020-12-25"),
    ("two days ago", "2021-05-12"),
    ("10 days ago", "2021-05-04"),
    ("a week ago", "2021-05-04~/2021-05-10~"),
    ("two weeks ago", "2021-04-27~/2021-05-03~"),
    ("three months ago", "2021-02~"),
    ("two years ago", "2019~"),
    ("a decade ago", "201X~"),
    ("a hundred years ago", "1921~"),
    ("two days from now", "2021-05-16"),
    ("three hours ago", "2021-05-13~/2021-05-14~"),
    ("the past two months", "2021-03-14~/2021-05-14"),
    ("the past 24 hours", "2021-05-13~/2021-05-14"),
    ("the next two weeks", "2021-05-14/2021-05-28~"),
    ("in recent days", "2021-05-04~/2021-05-14"),
    ("in recent weeks", "2021-03-19~/2021-05-14"),
    ("in the coming days", "2021-05-14/2021-05-24~"),
    ("recently", "../2021-05-14"),
    ("now", "2021-05-14~"),
    ("between 10 and 21 May", "2021-05-10/2021-05-21"),
    ("from Monday to Wednesday", "2021-05-10/2021-05-12"),
    ("Monday through Thursday", "2021-05-10/2021-05-13"),
    ("from March to April", "2021-03/2021-04"),
    ("during Ramadan", "2021-04-13~/2021-05-12~"),
    ("at Christmas", "2020-12-25"),
    ("on New Year's Eve", "2020-12-31"),
    ("at Easter", "2021-04-04"),
    ("Passover", "2021-03-28/2021-04-04"),
    ("on the eve of Christmas", "2020-12-24"),
    ("the first quarter", "2021-33"),
    ("Friday the 14th", "2021-05-14"),
]

FUTURE = [
    ("on Thursday evening", "2021-05-20"),
    ("on Friday", "2021-05-14"),
    ("on Sunday", "2021-05-16"),
    ("in June", "2021-06"),
    ("in May", "2021-05"),
    ("May 1", "2022-05-01"),
    ("May 20", "2021-05-20"),
    ("the weekend", "2021-05-15/2021-05-16"),
    ("by Monday", "../2021-05-17"),
    ("after Monday", "2021-05-17/.."),
    ("since Monday", "2021-05-17/.."),
    ("at Christmas", "2021-12-25"),
    ("from Monday to Wednesday", "2021-05-17/2021-05-19"),
    ("next Friday", "2021-05-21"),
    ("tomorrow", "2021-05-15"),
    ("in early June", "2021-06-01/2021-06-10~"),
    ("during Ramadan", "2022-04-03~/2022-05-02~"),
]


@pytest.mark.parametrize(("words", "edtf"), STATED)
def test_stated_dates_need_no_anchor(words: str, edtf: str) -> None:
    for anchor in (None, FRIDAY):
        found = resolve(only(words), anchor)
        assert (found.edtf, found.how) == (edtf, "stated")


@pytest.mark.parametrize(("words", "edtf"), PAST)
def test_past(words: str, edtf: str) -> None:
    found = resolve(only(words), FRIDAY)
    assert found.edtf == edtf
    assert found.how in ("relative", "stated")


@pytest.mark.parametrize(("words", "edtf"), FUTURE)
def test_future(words: str, edtf: str) -> None:
    assert resolve(only(words), FRIDAY, "future").edtf == edtf


def test_present_takes_a_weekday_either_way() -> None:
    assert resolve(only("on Thursday"), FRIDAY, "present").edtf == "[2021-05-13,2021-05-20]"
    assert resolve(only("on Friday"), FRIDAY, "present").edtf == "2021-05-14"
    assert resolve(only("in June"), FRIDAY, "present").edtf == "2021-06"


def test_next_weekday_of_this_week_may_be_meant_or_the_one_after() -> None:
    assert resolve(only("next Friday"), date(2021, 5, 11)).edtf == "[2021-05-14,2021-05-21]"


def test_a_sunday_report_may_count_its_weeks_from_sunday() -> None:
    found = resolve(only("last week"), date(2021, 5, 16))
    assert (found.earliest, found.latest) == (date(2021, 5, 3), date(2021, 5, 15))


def test_bounds_cover_the_edtf() -> None:
    found = resolve(only("in May last year"), FRIDAY)
    assert (found.earliest, found.latest) == (date(2020, 5, 1), date(2020, 5, 31))
    found = resolve(only("until Thursday"), FRIDAY)
    assert (found.earliest, found.latest) == (None, date(2021, 5, 13))


def test_weekday_is_the_named_one() -> None:
    assert resolve(only("on Saturday night"), FRIDAY).weekday == 5
    assert resolve(only("yesterday"), FRIDAY).weekday is None


@pytest.mark.parametrize(
    "words", ["for two weeks", "every Friday", "the 35th anniversary of the accord", "two days later"]
)
def test_what_no_calendar_day_answers_to_stays_unresolved(words: str) -> None:
    found = resolve(only(words), FRIDAY)
    assert (found.edtf, found.earliest, found.latest, found.how) == (None, None, None, "unresolved")


def test_time_told_before_is_counted_from() -> None:
    told = resolve(only("8 May 2021"), None)
    assert resolve(only("two days later"), FRIDAY, "past", told).edtf == "2021-05-10"
    assert resolve(only("two days later"), None, "past", told).edtf == "2021-05-10"
    assert resolve(only("the following month"), FRIDAY, "past", told).edtf == "2021-06"
    assert resolve(only("that year"), None, "past", told).edtf == "2021"
