"""When happenings were, and how they stand on one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from whimbrel.coder import Knowledge
from whimbrel.timelines import Happening, Text, called, happened_to, line_up, written

Read = Callable[..., Text]


def happened(text: Text, knowledge: Knowledge) -> list[Happening]:
    return happened_to(text, called("Helen Marsh", text.trees, knowledge), knowledge)


@pytest.mark.parametrize(
    ("text", "own", "supposed"),
    [
        ("Helen Marsh resigned on 3 May 2019.", "2019-05-03", "2021-06-16"),
        ("Helen Marsh resigned in 2009.", "2009", "2021-06-16"),
        ("Helen Marsh resigned yesterday.", "2021-06-15", "2021-06-15"),
        ("Helen Marsh resigned.", "", "2021-06-16"),
        # the day of the lead is that of the story
        ("The club burned down on Monday. Helen Marsh fainted.", "", "2021-06-14"),
        ("The club burned down on Monday. Helen Marsh owns it.", "", "2021-06-16"),
        # from the time told of before
        ("The club opened in 1984. A year later Helen Marsh was fired.", "1985", "2021-06-16"),
        # a day to come that is near, not one a year ago
        ("Helen Marsh's departure was announced for June 24.", "2021-06-24", "2021-06-16"),
        # the year of a name
        ("Helen Marsh sang at Rowing World 2019.", "", "2021-06-16"),
    ],
)
def test_days(text: str, own: str, supposed: str, read: Read, knowledge: Knowledge) -> None:
    last = happened(read(text), knowledge)[-1]
    assert written(last.when) == own
    assert written(last.supposed) == supposed


def test_an_undated_report_supposes_nothing(read: Read, knowledge: Knowledge) -> None:
    (found,) = happened(read("Helen Marsh resigned.", day=None), knowledge)
    assert found.when is None
    assert found.supposed is None
    assert [(point.order, point.date) for point in line_up([found], suppose=True)] == [(0, "")]


def test_tellings_of_one_happening_are_one_point(read: Read, knowledge: Knowledge) -> None:
    texts = [
        read("Helen Marsh resigned on 3 May 2019.", id="a"),
        read("In 2019 Helen Marsh resigned. She then sailed home.", id="b"),
        read("Helen Marsh founded the club in 1984.", id="c"),
    ]
    who = called("Helen Marsh", [tree for text in texts for tree in text.trees], knowledge)
    points = line_up(h for text in texts for h in happened_to(text, who, knowledge))
    assert [(p.order, p.date, [h.report for h in p.tellings], p.tellings[0].lemma) for p in points] == [
        (0, "", ["b"], "sail"),
        (1, "1984", ["c"], "found"),
        (2, "2019-05-03", ["a", "b"], "resign"),
    ]


def test_order_of_input_does_not_matter(read: Read, knowledge: Knowledge) -> None:
    found = happened(
        read("Helen Marsh sold the mine in May 2019. She opened it in 2018. She resigned on 1 June 2019."), knowledge
    )
    assert line_up(found) == line_up(reversed(found))
    assert [point.date for point in line_up(found)] == ["2018", "2019-05", "2019-06-01"]


def test_dates_without_their_day() -> None:
    assert written(None) == ""


def test_a_headline_tells_of_the_story(read: Read, knowledge: Knowledge) -> None:
    text = read("Helen Marsh resigns\n\nThe mayor, Helen Marsh, resigned on Monday.", headline=True)
    headline = happened(text, knowledge)[0]
    assert written(headline.supposed) == date(2021, 6, 14).isoformat()
