"""Pictures of time: what is known to a day, to a range, to one side, or not at all."""

from __future__ import annotations

from datetime import date

import samples

from whimbrel.model import Origin, Status, When
from whimbrel.plots import timeline, weeks
from whimbrel.plots.material import Material

from .conftest import Make, days

UNDATED = When(None, None, None, "unresolved", relative="before publication")


def bars(axes: object) -> list[float]:
    """Widths of the bars on some axes, in days; what shades every other row is higher."""
    return [patch.get_width() for patch in axes.patches if patch.get_height() < 0.5]  # type: ignore[attr-defined]


def test_a_range_is_a_bar_and_a_day_a_dot(make: Make) -> None:
    events = [make("a", when=days("2022-10-01", "2022-10-21")), make("b", when=samples.day("2022-10-30"))]
    (axes,) = timeline.draw(Material(events)).figure.axes
    assert bars(axes) == [20]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(dots) == 1


def test_an_open_end_is_an_arrow_and_an_undated_event_is_counted(make: Make) -> None:
    events = [make("a", when=days("", "2022-10-30")), make("b", when=UNDATED), make("c", when=None)]
    sheet = timeline.draw(Material(events))
    (axes,) = sheet.figure.axes
    assert "Not drawn: 2 events of no known day." in sheet.caption
    (arrow,) = [text for text in axes.texts if text.arrow_patch is not None]
    assert arrow.xy[0] < arrow.xyann[0], "it points at the past"
    assert not bars(axes)


def test_a_range_of_years_does_not_stretch_the_line(make: Make) -> None:
    events = [make("a", when=samples.day("2022-10-01")), make("b", when=samples.day("2022-10-30")),
              make("c", when=days("1950-01-01", "2022-10-10"))]  # fmt: skip
    (axes,) = timeline.draw(Material(events)).figure.axes
    low, high = axes.get_xlim()
    assert high - low < 60
    assert [line.get_marker() for line in axes.lines if line.get_marker() in "<>"] == ["<"], "it goes on beyond"


def test_what_is_not_a_fact_is_hollow(make: Make) -> None:
    events = [make("a", when=samples.day("2022-10-01"), status=Status.PLANNED)]
    (axes,) = timeline.draw(Material(events)).figure.axes
    assert [line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"] == ["white"]


def test_the_best_attested_are_drawn_and_the_others_counted(make: Make) -> None:
    many = [make(f"m{at:03}", when=samples.day("2022-10-01"), origins=(Origin(("r",), "r"),)) for at in range(300)]
    best = make("z", when=samples.day("2022-10-02"), origins=tuple(Origin((r,), r) for r in "abc"))
    sheet = timeline.draw(Material([*many, best]))
    assert f"Left out: {301 - timeline.MOST} events" in sheet.caption
    assert "×3" in [text.get_text() for text in sheet.figure.texts]


def test_the_first_and_last_day_of_the_calendar_are_drawn(make: Make) -> None:
    events = [make("a", when=samples.day("0001-01-01")), make("b", when=samples.day("9999-12-31"))]
    for picture in (timeline, weeks):
        assert picture.draw(Material(events)).figure.axes


def test_a_week_counts_what_is_known_to_be_in_it_and_news_of_it_apart(make: Make) -> None:
    news = When("../2022-10-28", None, date(2022, 10, 28), "publication")
    events = [
        make("a", when=samples.day("2022-10-24")),
        make("b", when=days("2022-10-24", "2022-10-30")),  # Monday to Sunday
        make("c", when=news),
        make("d", when=days("2022-10-23", "2022-10-24")),  # two weeks
        make("e", when=UNDATED),
        make("f", when=days("", "2022-10-28")),  # some time before: of no week
    ]
    sheet = weeks.draw(Material(events))
    (axes,) = sheet.figure.axes
    assert [patch.get_height() for patch in axes.patches] == [2, 1]
    assert "Not drawn: 3 events known only to more than a week, or not dated." in sheet.caption


def test_rare_types_are_folded_into_others(make: Make) -> None:
    types = ("ASSAULT", "CONSULT", "AGREE", "ACCUSE", "AID", "PROTEST", "REQUEST", "REJECT", "RETREAT", "SUPPORT")
    events = [
        make(f"{type}{at}", type=type, mode="", when=samples.day("2022-10-24"))
        for number, type in enumerate(types)
        for at in range(20 - number)
    ]
    sheet = weeks.draw(Material(events))
    assert len(sheet.figure.axes) == weeks.LANES
    assert "Others: refusal, retreat, support." in sheet.caption


def test_weeks_far_from_the_others_are_counted(make: Make) -> None:
    events = [make(f"a{at}", when=samples.day("2022-10-24")) for at in range(5)]
    sheet = weeks.draw(Material([*events, make("z", when=samples.day("1970-01-01"))]))
    assert "Not drawn: 1 event before or after these weeks." in sheet.caption
