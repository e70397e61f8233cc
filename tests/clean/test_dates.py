"""Stamps, datelines and metadata dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.clean.clock import with_clock
from whimbrel.clean.dates import dateline_at, read_date, stamp_at


@pytest.mark.parametrize(
    ("text", "day", "stamp"),
    [
        ("2021-05-11 14:02:10\nText", (2021, 5, 11), "2021-05-11 14:02:10"),
        ("date 2021-05-11 Text", (2021, 5, 11), "date 2021-05-11"),
        ("Published: 3 May 2021", (2021, 5, 3), "Published: 3 May 2021"),
        ("Tue Sep 7 2021 Two men", (2021, 9, 7), "Tue Sep 7 2021"),
        ("Posted on August 3 2021 by A", (2021, 8, 3), "Posted on August 3 2021"),
        ("Last updated at Jul 152021 A man", (2021, 7, 15), "Last updated at Jul 152021"),
        ("Saturday 11 April 2020 18:05 The", (2020, 4, 11), "Saturday 11 April 2020 18:05"),
        ("May 3rd, 2021 at 2:30 pm GMT", (2021, 5, 3), "May 3rd, 2021 at 2:30 pm GMT"),
        ("13-08-2021 Three", (2021, 8, 13), "13-08-2021"),
        ("01-06-2021 Three", (2021, 6, 1), "01-06-2021"),
        ("October 7 2021 2000 people", (2021, 10, 7), "October 7 2021"),
    ],
)
def test_stamps(text: str, day: tuple[int, int, int], stamp: str) -> None:
    found = stamp_at(text, 0)
    assert found is not None
    assert (found.days, found.text) == ((date(*day),), stamp)


def test_a_slashed_date_may_be_two_days_and_a_weekday_decides() -> None:
    found = stamp_at("03/04/2021", 0)
    assert found is not None
    assert found.days == (date(2021, 3, 4), date(2021, 4, 3))
    found = stamp_at("Sat 03/04/2021", 0)
    assert found is not None
    assert found.days == (date(2021, 4, 3),)


@pytest.mark.parametrize(
    "text", ["2021 was a bad year", "31 February 2021", "May be 2021", "In May 2021", "99-99-2021", "v1.2.2021x"]
)
def test_what_is_no_stamp(text: str) -> None:
    assert stamp_at(text, 0) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-05-11T23:30:00+02:00", (2021, 5, 11)),
        ("20210511", (2021, 5, 11)),
        ("20210511T101500Z", (2021, 5, 11)),
        ("Tue, 11 May 2021 10:00:00 GMT", (2021, 5, 11)),
        ("May 11, 2021", (2021, 5, 11)),
    ],
)
def test_metadata_dates(value: str, day: tuple[int, int, int]) -> None:
    assert read_date(value) == (date(*day),)


@pytest.mark.parametrize(
    ("text", "town", "month", "day"),
    [
        ("GAZA, May 11 (Reuters) — Two", "GAZA", 5, 11),
        ("BEIRUT (AP) — Two", "BEIRUT", 0, 0),
        ("ERBIL, Iraq– During", "ERBIL, Iraq", 0, 0),
        ("PORT SUDAN, Sudan, Jan. 4 (AFP) - Two", "PORT SUDAN, Sudan", 1, 4),
    ],
)
def test_datelines(text: str, town: str, month: int, day: int) -> None:
    found = dateline_at(text, 0)
    assert found is not None
    assert (found.town, found.month, found.day) == (town, month, day)


def test_a_name_in_capitals_is_no_dateline() -> None:
    assert dateline_at("NATO troops - some of them", 0) is None
    assert dateline_at("The UN - which", 0) is None


@given(st.text(max_size=200))
def test_nothing_breaks_the_readers(text: str) -> None:
    read_date(text)
    stamp_at(text, 0)
    dateline_at(text, 0)
    with_clock(text)
