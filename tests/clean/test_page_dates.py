"""The day of a page: which of its statements is believed."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.clean.html import read_page
from whimbrel.clean.page_dates import dating, parse
from whimbrel.clean.written_days import days_in
from whimbrel.errors import DataError

TODAY = date(2022, 6, 1)
PROSE = (
    "The council had decided about the bridge on 3 March 2019, and nothing was heard of it for a year after that day."
)


def day_of(body: str, head: str = "", url: str = "") -> str:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(page, {"url": url} if url else {}, TODAY).fields.get("date", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. März 2021", date(2021, 3, 3)),
        ("am 03.02.21 um 8 Uhr", date(2021, 2, 3)),
        ("le 1er août 2020", date(2020, 8, 1)),
        ("5 de mayo de 2019", date(2019, 5, 5)),
        ("12 kwietnia 2020", date(2020, 4, 12)),
        ("7 июня 2018", date(2018, 6, 7)),
        ("Feb. 3rd, 2021", date(2021, 2, 3)),
        ("2021-02-03T08:00:00Z", date(2021, 2, 3)),
        ("20210203", date(2021, 2, 3)),
        ("2021年2月3日", date(2021, 2, 3)),
        ("13/02/2021", date(2021, 2, 13)),
        ("02/13/2021", date(2021, 2, 13)),
    ],
)
def test_written_days(text: str, day: date) -> None:
    assert [found.day for found in days_in(text, dating().calendar)][:1] == [day]


@pytest.mark.parametrize(
    "text", ["31.02.2021", "3 May 1871", "1.2.3.4", "12 of 2021", "May 2021", "3.14.15", "v2.11.20.1"]
)
def test_what_is_no_day(text: str) -> None:
    assert days_in(text, dating().calendar) == []


def test_machines_words_go_before_those_for_readers() -> None:
    head = '<meta property="article:published_time" content="2021-05-04T10:00:00+02:00">'
    assert day_of("<h1>A bridge</h1><p>Published 6 May 2021</p>", head) == "2021-05-04T10:00:00+02:00"


def test_a_day_in_the_address() -> None:
    assert day_of("<p>no day</p>", url="https://example.org/2021/05/04/a-bridge") == "2021-05-04"
    assert day_of("<p>no day</p>", url="https://example.org/news/04-05-2021-a-bridge") == "2021-05-04"
    assert day_of("<p>no day</p>", url="https://example.org/20210504/a-bridge") == "2021-05-04"
    assert day_of("<p>no day</p>", url="https://example.org/20210504123/a-bridge") == ""


@pytest.mark.parametrize(
    ("stamp", "shown", "day"),
    [
        ("2021-05-05T02:30:00Z", "4 May 2021", "2021-05-04"),
        ("2021-05-04T22:00:00Z", "5 May 2021", "2021-05-05"),
        ("2021-05-05T12:30:00Z", "4 May 2021", "2021-05-05T12:30:00+00:00"),
        ("2021-05-05T02:30:00Z", "6 May 2021", "2021-05-05T02:30:00+00:00"),
        ("2021-05-05T02:30:00+02:00", "4 May 2021", "2021-05-05T02:30:00+02:00"),
    ],
)
def test_universal_time_may_be_another_day_where_the_outlet_is(stamp: str, shown: str, day: str) -> None:
    head = f'<meta property="article:published_time" content="{stamp}">'
    assert day_of(f"<h1>A bridge</h1><div class=date>{shown}</div>", head) == day


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>A bridge</h1><p>By Ann Poe, 4 May 2021</p><p>{PROSE}</p>",
        "<h1>A bridge</h1><div>Last updated: 6 May 2021</div><div>Published: 4 May 2021</div>",
        "<aside>5 May 2021</aside><h1>A bridge</h1><span>4 May 2021</span><footer>© 9 May 2021</footer>",
        "<h1>A bridge</h1><time datetime=2021-05-04>yesterday</time><div class=related><time>1 May 2021</time></div>",
        "<h1>A bridge</h1><div class=date>4 May 2021</div><div class=comments><div class=date>5 May 2021</div></div>",
        "<h1>A bridge</h1><p>1 May 2031</p><p>4 May 2021</p>",
    ],
)
def test_what_a_reader_sees(body: str) -> None:
    assert day_of(body) == "2021-05-04"


def test_a_day_told_in_the_story_alone_is_not_the_days_of_the_page() -> None:
    assert day_of(f"<p>{PROSE}</p>") == ""


def test_a_change_is_the_last_resort() -> None:
    page = '<meta property="article:modified_time" content="2021-05-06"><p>nothing</p>'
    found = read_page(page, {}, TODAY)
    assert (found.fields["date"], found.fields["modified"], found.dated_by) == ("2021-05-06", "2021-05-06", "change")


def test_the_lists_are_checked() -> None:
    source = files("whimbrel.clean").joinpath("dating.toml").read_text("utf-8")
    parse(source)
    for broken in (
        source.replace('"pubdate"', '"PubDate"', 1),
        source.replace("january/jan", "january/feb", 1),
        source.replace("january/jan ", "", 1),
        source.replace("loose =", "firm =", 1),
        source.replace("[labels]", "[label]", 1),
        "not toml",
    ):
        with pytest.raises(DataError):
            parse(broken)


@given(st.text(max_size=200))
def test_any_text_has_days_in_order(text: str) -> None:
    found = days_in(text, dating().calendar)
    assert found == sorted(found, key=lambda day: (day.start, -day.end))
    assert all(0 <= day.start < day.end <= len(text) for day in found)
