"""The day of a page: which of its statements is believed."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.clean.date_lists import dating, parse
from whimbrel.clean.html import read_page
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


OTHERS = "".join(f"<p class=teaser>{day} May 2021</p>" for day in range(10, 16))


@pytest.mark.parametrize(
    "body",
    [
        f"{OTHERS}<h1>A bridge</h1><p>4 May 2021, 10:16, from our correspondent in the town of Ham</p>{OTHERS}",
        "<h1><b>A bridge</b></h1><em>4 May 2021</em><p>See <a class=publication>No. 34 of 5 May 2021</a>",
        "<h1>A bridge</h1><a href=a rel=bookmark>4 May 2021</a>",
    ],
)
def test_days_of_other_stories_are_not_the_page_s(body: str) -> None:
    assert day_of(body) == "2021-05-04"


def test_the_month_in_the_address_tells_which_day() -> None:
    body = "<p>3 June 2021</p><p>4 May 2021</p>"
    assert day_of(body, url="https://example.org/2021/05/a-bridge") == "2021-05-04"
    assert day_of(body, url="https://example.org/a-bridge") == "2021-06-03"


def test_a_publication_that_is_the_last_change_gives_way_to_the_day_before_if_shown() -> None:
    stamps = [
        f'<meta property="article:{name}_time" content="2021-05-05T12:30:00Z">' for name in ("published", "modified")
    ]
    body = "<h1>A bridge</h1><div class=date>4 May 2021</div>"
    assert day_of(body, "".join(stamps)) == "2021-05-04"
    assert day_of(body, stamps[0]) == "2021-05-05T12:30:00+00:00"


def test_of_two_statements_at_odds_the_one_that_is_shown_is_believed() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-05-01"}</script>'
    head = f'{data}<meta property="article:published_time" content="2021-05-04">'
    assert day_of("<h1>A bridge</h1><div class=date>4 May 2021</div>", head) == "2021-05-04"
    assert day_of("<h1>A bridge</h1><div class=date>3 May 2021</div>", head) == "2021-05-01"
    assert day_of("<p>no day</p>", head) == "2021-05-01"


@pytest.mark.parametrize(
    ("head", "day", "how"),
    [
        (
            '<script>var page = {"id": 7, "createdAt": "2021-05-04T10:00:00Z"}</script>',
            "2021-05-04T10:00:00+00:00",
            "script",
        ),
        ('<meta property="og:image" content="https://a.example/up/2021/05/04/b.png">', "2021-05-04", "picture"),
        ('<meta property="site:uploaded" content="2021-05-04">', "2021-05-04", "meta site:uploaded"),
    ],
)
def test_where_nothing_is_said_nor_shown_what_nobody_reads_tells(head: str, day: str, how: str) -> None:
    page = f"<html><head>{head}</head><body><p>no day</p></body></html>"
    found = read_page(page, {}, TODAY)
    assert (found.fields["date"], found.dated_by) == (day, how)
    assert read_page(page, {"listed": "2021-05-03"}, TODAY).fields["date"] == (
        day if how.startswith("meta") else "2021-05-03"
    )
    assert day_of("<h1>A bridge</h1><p>3 May 2021</p>", head) == "2021-05-03"


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
