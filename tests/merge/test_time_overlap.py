from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coder.times import find_times, resolve
from whimbrel.merge.time_overlap import compatible, days_apart, width_days
from whimbrel.model import When

FRIDAY = date(2021, 5, 14)


def said(words: str, anchor: date | None = FRIDAY, tense: str = "past") -> When:
    (expression,) = find_times(words, 0, len(words))
    return resolve(expression, anchor, tense)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (said("on Saturday"), said("8 May 2021", None), True),
        (said("on Saturday"), said("on Thursday"), False),
        (said("on Saturday"), said("last week"), None),
        (said("on Wednesday"), said("last week"), False),
        (said("last week"), said("this month"), None),
        (said("in April"), said("in March"), False),
        (said("on Saturday", None), said("on Saturday", None), None),
        (said("on Saturday", None), said("on Sunday", None), False),
        (said("on Saturday", None), said("on Sunday"), False),
        (said("on Sunday", None), said("on Sunday"), None),
        (said("since Saturday", None), said("on Sunday", None), None),
        (said("May 1", None), said("2 May 2021"), False),
        (said("May 1", None), said("1 May 2021"), None),
        (said("in May", None), said("2 June 2021"), False),
        (said("in May", None), said("2 May 2021"), None),
        (said("recently", None), said("2 May 2021"), None),
        (said("Thursday, May 14, 2021"), said("May 13, 2021"), None),
        (said("Thursday, May 14, 2021"), said("May 14, 2021"), None),
        (said("Thursday, May 14, 2021"), said("May 17, 2021"), False),
        (said("31 February 2021"), said("3 March 2021"), None),
        (said("31 February 2021"), said("5 March 2021"), False),
        (said("since 2015"), said("in 2010"), False),
        (said("03/04/2021"), said("3 April 2021"), None),
        (said("03/04/2021"), said("5 April 2021"), False),
        (said("over the weekend"), said("7 May 2021"), None),  # a Friday is often told as the weekend
        (said("over the weekend"), said("6 May 2021"), False),
        (said("over the weekend"), said("10 May 2021"), False),
        (said("8-9 May 2021"), said("7 May 2021"), False),
        (None, said("today"), None),
        (None, None, None),
    ],
)
def test_compatible(a: When | None, b: When | None, expected: bool | None) -> None:
    assert compatible(a, b) is expected
    assert compatible(b, a) is expected


def test_days_apart_counts_the_gap() -> None:
    assert days_apart(said("yesterday"), said("today")) == 1
    assert days_apart(said("today"), said("this month")) == 0
    assert days_apart(said("last month"), said("8 May 2021")) == 8
    assert days_apart(said("on Saturday", None), said("today")) is None
    assert days_apart(None, said("today")) is None


def test_width_is_in_days() -> None:
    assert width_days(said("today")) == 1
    assert width_days(said("last week")) == 7
    assert width_days(said("in 2020")) == 366
    assert width_days(said("until Monday")) is None
    assert width_days(None) is None


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@st.composite
def whens(draw: st.DrawFn) -> When:
    start = draw(DAYS)
    end = start + timedelta(days=draw(st.integers(0, 40)))
    low, high = draw(st.sampled_from([(start, end), (start, None), (None, end), (None, None)]))
    return When(None, low, high, "relative", weekday=draw(st.sampled_from([None, 0, 3])))


@given(whens(), whens())
def test_symmetric_and_consistent(a: When, b: When) -> None:
    verdict = compatible(a, b)
    assert verdict is compatible(b, a)
    apart = days_apart(a, b)
    assert apart == days_apart(b, a)
    if apart:
        assert verdict is False
    if verdict is True:
        assert apart == 0
