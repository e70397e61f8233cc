"""What a report mentions, and the days that leaves."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.almanac import Almanac
from whimbrel.clean import to_report
from whimbrel.dating import Dating, date_report, dated
from whimbrel.dating.days import holds
from whimbrel.dating.show import dating_record
from whimbrel.gather import RawPage
from whimbrel.model import Report, Span, When


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.load()


def dating_of(text: str, almanac: Almanac, url: str = "") -> Dating:
    return date_report(Report("r", "r.txt", text, url=url), almanac)


CASES = {
    "an office held": ("Prime Minister Liz Truss met officials in Leeds.", "2022-08-17/2022-11-24"),
    "an office left": ("Former US secretary of state John Kerry spoke.", None),
    "an event and its weekday": ("Nobody knew who had ordered the Garissa attack on Thursday.", None),
    "an event last month": ("Aid is still short after the Nepal earthquake last month.", "2015-05-01/2015-05-31"),
    "the year of a war": ("The Tigray war is in its second year.", None),
    "an anniversary of a foundation": (
        "A parade marked the 70th anniversary of NATO in Riga.",
        "2019-03-14/2019-04-25",
    ),
    "a week and an anniversary": (
        "Last week, the mayor spoke at a gala marking the 100th anniversary of the Chinese Communist Party in Wuhan.",
        "2021-07-03/2021-07-15",
    ),
    "a weekday and an anniversary that is marked near its day": (
        "On Saturday a speaker praised the alliance at a gala marking the 70th anniversary of NATO in Riga.",
        "[2019-03-30,2019-03-31,2019-04-01,2019-04-05..2019-04-08,2019-04-12]",
    ),
    "the one operation told again": (
        "Gaza counts the cost of Operation Pillar of Defense. Shops reopened after the fighting earlier this month.",
        "2012-11-14/2012-11-30",
    ),
    "an anniversary": ("Families marked the third anniversary of the Rana Plaza collapse.", "2016-04-03/2016-05-15"),
}


@pytest.mark.parametrize(("text", "answer"), CASES.values(), ids=list(CASES))
def test_mentions_bound_the_report(text: str, answer: str | None, almanac: Almanac) -> None:
    found = dating_of(text, almanac)
    assert found.used
    if answer is not None:
        assert found.when is not None
        assert found.when.edtf == answer


def test_an_address_between_office_and_name_is_passed_over(almanac: Almanac) -> None:
    plain = dating_of("The secretary-general of NATO, Jens Stoltenberg, spoke.", almanac)
    addressed = dating_of("The secretary-general of NATO, the honourable Mr Jens Stoltenberg, spoke.", almanac)
    assert plain.earliest == addressed.earliest is not None


def test_an_office_is_read_behind_a_body_that_leads_to_it(almanac: Almanac) -> None:
    found = dating_of("A governing coalition led by Prime Minister-designate Mustafa al-Kadhimi is near.", almanac)
    assert {c.kind for c in found.used} == {"office", "office awaited"}
    assert found.latest == date(2020, 5, 7)


def test_two_operations_leave_open_which_one_is_meant(almanac: Almanac) -> None:
    text = "After Operation Pillar of Defense came Operation Protective Edge. The fighting last month was worse."
    assert not [c for c in dating_of(text, almanac).used if "the one named" in c.words]


def test_a_body_named_without_its_anniversary_says_nothing(almanac: Almanac) -> None:
    assert not dating_of("NATO and the African Union met in Riga.", almanac).used


def test_nothing_is_answered_where_nothing_is_mentioned(almanac: Almanac) -> None:
    found = dating_of("Police arrested four men near the market.", almanac)
    assert found.when is None
    assert not found.used


def test_a_day_without_its_year_keeps_every_year_that_its_weekday_fits(almanac: Almanac) -> None:
    found = dating_of("Prime Minister David Cameron opened the school, which was finished on Monday, 12 May.", almanac)
    assert holds(found.days, date(2014, 5, 14))
    assert not holds(found.days, date(2013, 5, 14))


def test_a_dateline_without_its_year_is_completed(almanac: Almanac) -> None:
    text = "NAIROBI, May 3 (Reuters) - President Uhuru Kenyatta met traders who lost goods in the Westgate attack."
    found = date_report(to_report(RawPage("r.txt", "", "text", text, {})), almanac)
    assert all(day.endswith(("-05-03", "-05-06")) for day in _ends(found))


def _ends(found: Dating) -> list[str]:
    return [date.fromordinal(n).isoformat() for run in found.days for n in run]


def test_the_address_of_the_page_dates_it(almanac: Almanac) -> None:
    found = dating_of("The council met again.", almanac, url="https://news.example/2017/03/09/council")
    assert found.when is not None
    assert holds(found.days, date(2017, 3, 9))


def test_a_toll_stands_for_the_months_in_which_it_was_counted(almanac: Almanac) -> None:
    found = dating_of("In Syria more than 230,000 people have died since fighting broke out.", almanac)
    assert found.when is not None
    assert holds(found.days, date(2015, 7, 1))
    assert not holds(found.days, date(2014, 7, 1))


def test_a_summit_to_come_bounds_from_above(almanac: Almanac) -> None:
    found = dating_of("Leaders will discuss grain at the coming G20 summit in Bali.", almanac)
    assert found.latest == date(2022, 11, 16)


def test_the_habits_of_news_do_not_reach_the_times_of_claims(almanac: Almanac) -> None:
    text = "Mourners gathered on Sunday near the school after the Uvalde shooting."
    found = dating_of(text, almanac)
    assert found.when is not None
    assert found.firm is None
    assert dated(Report("r", "r.txt", text), almanac).published is None


def test_a_list_of_dated_entries_is_not_dated(almanac: Almanac) -> None:
    entries = "\n".join(f"March {day} - Prime Minister Theresa May spoke of Grenfell." for day in range(1, 7))
    assert dating_of(entries, almanac).when is None


def test_a_report_with_a_date_keeps_it(almanac: Almanac) -> None:
    day = date(2020, 1, 2)
    report = Report(
        "r", "r.txt", "Prime Minister Theresa May spoke.", published=When("2020-01-02", day, day, "metadata")
    )
    assert dated(report, almanac) is report


def test_every_constraint_is_told_with_its_span(almanac: Almanac) -> None:
    text = "Aid is still short after the Nepal earthquake last month."
    record = dating_record(dating_of(text, almanac))
    assert record["answer"] == "2015-05-01/2015-05-31"
    assert all(c["words"] and text[slice(*c["span"])] == c["text"] for c in record["used"])
    assert isinstance(Span(*record["used"][0]["span"]), Span)
