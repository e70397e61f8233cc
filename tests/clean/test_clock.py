from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.clean.clock import day_or_clock, with_clock
from whimbrel.model import Report
from whimbrel.report_version import instant, moment_of


@pytest.mark.parametrize(
    ("value", "stamp"),
    [
        ("2021-05-11T10:05:00+02:00", "2021-05-11T10:05:00+02:00"),
        ("2021-05-11T10:05:00.123Z", "2021-05-11T10:05:00+00:00"),
        ("2021-05-11 10:05", "2021-05-11T10:05:00"),  # no zone is told
        ("20210511T100500Z", "2021-05-11T10:05:00+00:00"),
        ("Tue, 11 May 2021 10:00:00 -0330", "2021-05-11T10:00:00-03:30"),
        ("Tue, 11 May 2021 10:00:00 GMT", "2021-05-11T10:00:00+00:00"),
        ("May 11, 2021 10:05 PM EST", "2021-05-11T22:05:00-05:00"),
        ("May 11, 2021, 12:30 a.m.", "2021-05-11T00:30:00"),
        ("11 May 2021 10:05 IST", "2021-05-11T10:05:00"),  # of India, Ireland or Israel
        ("13.05.2021 14:30 MSK", "2021-05-13T14:30:00+03:00"),
        ("May 11, 2021 at 5pm", "2021-05-11T17:00:00"),
        ("2021-05-11", ""),
        ("2021-05-11T00:00:00", ""),  # a day in the dress of a time
        ("2021-05-11T00:00:00Z", ""),
        ("11/05/2021 10:00", ""),  # the day itself is open
        ("2021-05-11T25:00:00", ""),
        ("10:00", ""),
    ],
)
def test_the_time_beside_a_day(value: str, stamp: str) -> None:
    assert with_clock(value) == stamp


def test_a_day_alone_is_one() -> None:
    assert day_or_clock("2021-05-11") == "2021-05-11"
    assert day_or_clock("11/05/2021") == ""
    assert day_or_clock("soon") == ""


@given(st.text(max_size=80))
def test_what_is_given_can_be_read_again(value: str) -> None:
    stamp = with_clock(value)
    assert not stamp or instant(stamp)
    assert not stamp or with_clock(stamp) == stamp


def report(**fields: str) -> Report:
    return Report("r", "f", "t", **fields)  # type: ignore[arg-type]


def test_moments_sort_versions() -> None:
    early = report(modified="2021-05-11T10:00:00+03:00", fetched="2021-05-11T09:00:00Z")
    late = report(modified="2021-05-11T08:00:00+00:00", fetched="2021-05-11T09:00:00Z")
    assert moment_of(early) < moment_of(late)
    day_only = report(modified="2021-05-11", fetched="2021-05-11T09:30:00Z")
    assert moment_of(late) < moment_of(day_only)  # some time of that day, before it was fetched
    assert moment_of(report(fetched="2021-05-11T09:00:00Z")) < moment_of(day_only)
    assert moment_of(report()) == ""
    assert moment_of(report(published_at="2021-05-11T10:00:00+03:00")) == "2021-05-11T07:00:00Z"
