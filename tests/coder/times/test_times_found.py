"""Which words are times, and which only look like them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.coder.times import find_times, resolve, timex, timexes
from whimbrel.coder.times.words import feasts, lexicon, traps


def texts(text: str) -> list[str]:
    return [expression.text for expression in find_times(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Year 0025 of the count",
        "Call 555-1999 or +1 212 555 1984",
        "They won 3-2 at home",
        "He lives at 1920 Main Street",
        "The house at 1600 Pennsylvania Avenue",
        "It cost $2000 or €1999",
        "A crowd of 2000 people",
        "Some 1950 troops were sent",
        "He is 45 and she is 52",
        "The 37-year-old baker",
        "A man, 52 years old, was held",
        "They may leave the town",
        "May they prosper",
        "Theresa May spoke",
        "Protesters march on the palace",
        "March on, they cried",
        "The Sun newspaper said so",
        "The Sun rose over Sat Nav",
        "The second man fled",
        "He came second",
        "A second blast was heard",
        "Resolution 1701 was cited",
        "Flight 1990 landed safely",
        "Room 2010 was sealed",
        "The Arab Spring changed them",
        "He will fall from power",
        "Spring water was sold",
        "April Jones won the seat",
        "The Six-Day War changed borders",
        "A quarter of the town is gone",
        "About three-quarters of the food is imported",
        "The ratio was 10:1",
        "Verse 3:16 was read",
        "The rate of 7.5 % held",
        "An august body convened",
        "Bloody Sunday was remembered",
        "He sat with them and wed her",
        "Version 2.0.1 was out",
        "IP 192.168.1.10 was blocked",
        "ISBN 0-19-852663-6",
        "A 2000-year-old temple",
        "Ramadan Abdullah spoke",
        "A visit to Easter Island",
        "USA TODAY reported",
        "[02:07] Some of it",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said on Saturday night that talks would start next week.", ["Saturday night", "next week"]),
        ("The May 14 attack and the 2014 war", ["May 14", "2014"]),
        ("In May, Theresa May may march in March.", ["May", "March"]),
        ("Since mid-October the army has held the pass.", ["mid-October"]),
        ("The truce, nearly four years ago, failed.", ["nearly four years ago"]),
        ("It lasted more than four hours on Friday.", ["more than four hours", "Friday"]),
        ("The eight-year war ended in August 1988.", ["eight-year", "August 1988"]),
        ("third-quarter results fell from a year earlier", ["third-quarter", "a year earlier"]),
        ("Police came at around 7:15 p.m. on Monday.", ["around 7:15 p.m. on Monday"]),
        ("at 14:30 GMT (10:30 a.m. local time)", ["14:30 GMT", "10:30 a.m. local time"]),
        ("They meet every Friday, twice a week or daily.", ["every Friday", "twice a week", "daily"]),
        ("the late 1970s and the 11th century", ["the late 1970s", "the 11th century"]),
        ("He died on the eve of Ramadan.", ["the eve of Ramadan"]),
        ("marking the 35th anniversary of the revolt", ["the 35th anniversary"]),
        ("Fridays are quiet; Monday nights are not.", ["Fridays", "Monday nights"]),
        ("weeks or months of waiting", ["weeks or months"]),
        ("a fortnight ago", ["a fortnight ago"]),
        ("Monday\n\n5 May", ["Monday", "5 May"]),
        ("within two to three weeks", ["two to three weeks"]),
        ("half an hour before dawn", ["half an hour"]),
        ("nineteen ninety-six", ["nineteen ninety-six"]),
        ("in the year two thousand", ["the year two thousand"]),
        ("twenty-four hours", ["twenty-four hours"]),
        ("Eid al-Adha begins on July 10, 2022", ["Eid al-Adha", "July 10, 2022"]),
        ("the foreseeable future", ["the foreseeable future"]),
        ("in the past, these days, right now", ["the past", "these days", "right now"]),
        ("sales of $2 million a year", []),
        ("yesterday's raid", ["yesterday"]),
        ("on September 11, 2001, and 9/11", ["September 11, 2001"]),
        ("between 2,000 and 3,000 people in 2012", ["2012"]),
    ],
)
def test_spans(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on Friday", "date"),
        ("Friday night", "time"),
        ("at 10 p.m.", "time"),
        ("two weeks", "duration"),
        ("every year", "set"),
        ("now", "date"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    (expression,) = find_times(text, 0, len(text))
    assert expression.kind == kind


def test_offsets_are_the_whole_texts() -> None:
    text = "Gaza, 14 May 2021 — talks on Saturday"
    found = find_times(text, 6, len(text))
    assert [text[e.span.start : e.span.end] for e in found] == ["14 May 2021", "Saturday"]
    assert texts("x" * 5) == []


def test_parts_bound_and_lean() -> None:
    (expression,) = find_times("will meet by Friday, May 14", 0, 27)
    assert expression.parts == {"month": 5, "day": 14, "weekday": 4}
    assert (expression.bound, expression.lean) == ("by", "future")


def test_ranges_keep_their_ends() -> None:
    text = "between 10 and 21 May"
    (expression,) = find_times(text, 0, len(text))
    assert [member.text for member in expression.members] == ["10", "21 May"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last week", ("DATE", "2021-W18")),
        ("Saturday night", ("TIME", "2021-05-08TNI")),
        ("10 p.m. Wednesday", ("TIME", "2021-05-12T22:00")),
        ("2 1/2 years", ("DURATION", "P2Y6M")),
        ("a minute and a half", ("DURATION", "PT1M30S")),
        ("the last twenty four hours", ("DURATION", "P1D")),
        ("several months", ("DURATION", "PXM")),
        ("every Friday", ("SET", "XXXX-WXX-5")),
        ("daily", ("SET", "XXXX-XX-XX")),
        ("past fortnights", ("DURATION", "PXW")),
        ("fortnightly", ("SET", "P2W")),
        ("now", ("DATE", "PRESENT_REF")),
        ("recently", ("DATE", "PAST_REF")),
        ("the 1990s", ("DATE", "199")),
        ("the 20th century", ("DATE", "19")),
        ("the third quarter of 2020", ("DATE", "2020-Q3")),
        ("summer 2013", ("DATE", "2013-SU")),
        ("the weekend", ("DATE", "2021-W18-WE")),
        ("this morning", ("TIME", "2021-05-14TMO")),
        ("May 20", ("DATE", "2021-05-20")),
    ],
)
def test_timex(text: str, expected: tuple[str, str] | None) -> None:
    found = find_times(text, 0, len(text))
    if expected is not None:
        assert [timex(expression, date(2021, 5, 14)) for expression in found] == [expected]
    for _, kind, value in timexes(found, date(2021, 5, 14)):
        assert kind in ("DATE", "TIME", "DURATION", "SET")
        assert value


def test_the_story_carries_time_on() -> None:
    text = "In March 1989 it was sold. The following month it closed. That year 300 left."
    values = [value for _, _, value in timexes(find_times(text, 0, len(text)), date(1990, 5, 14))]
    assert values == ["1989-03", "1989-04", "1989"]


WORDS = st.sampled_from(
    [
        *lexicon(),
        *feasts(),
        "the",
        "of",
        "a",
        "-",
        ",",
        "/",
        ":",
        ".",
        "'",
        "1",
        "31",
        "1999",
        "2021",
        "th",
        "s",
        "\n\n",
        "and",
        "to",
        "between",
    ]
)
ANCHORS = st.one_of(st.none(), st.dates())


@settings(deadline=None, max_examples=tried(100))
@given(
    st.one_of(
        st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join)
    ),
    ANCHORS,
)
def test_any_text_is_read_without_harm(text: str, anchor: date | None) -> None:
    found = find_times(text, 0, len(text))
    end = 0
    for expression in found:
        assert end <= expression.span.start < expression.span.end <= len(text)
        assert expression.text == text[expression.span.start : expression.span.end]
        end = expression.span.end
        for tense in ("past", "present", "future"):
            meant = resolve(expression, anchor, tense)
            if meant.earliest and meant.latest:
                assert meant.earliest <= meant.latest
            assert (meant.how == "unresolved") == (meant.edtf is None) or "conflict" in meant.relative
    timexes(found, anchor)


@settings(deadline=None, max_examples=tried(50))
@given(st.lists(WORDS, max_size=25).map(lambda words: " ".join(word.capitalize() for word in words)), st.dates())
def test_capitals_do_no_harm(text: str, anchor: date) -> None:
    for expression in find_times(text, 0, len(text)):
        resolve(expression, anchor)


@pytest.mark.parametrize(
    "unit",
    [
        "twenty ",
        "1,000",
        "the ",
        "between 1 and ",
        "last ",
        "a year and ",
        "\n",
        "2021-",
        "two days after ",
        "the day after ",
        "May ",
        "'",
        "and a half ",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times
        start = time.process_time()
        find_times(text, 0, len(text))
        return time.process_time() - start

    cost(200)
    small, large = min(cost(400) for _ in range(3)), min(cost(1600) for _ in range(2))
    assert large < 0.05 + small * 4 * 4


def test_word_lists_are_sound() -> None:
    assert lexicon()["january"]["month"] == "1"
    assert all(feast.days >= 1 for feast in feasts().values())
    assert "may" in traps()
