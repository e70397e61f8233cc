"""Panels: which cell an event is in, what a cell adds up to, and what pandas and Stata's readers make of the files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas
import pytest
import samples

from whimbrel.api import Chronicle
from whimbrel.chronicle import EventFilter
from whimbrel.errors import UsageError
from whimbrel.export.panels import Ask, build
from whimbrel.export.panels.table import MOST
from whimbrel.export.panels.write import write_panel
from whimbrel.export.toll import Toll, toll
from whimbrel.model import Conflict, Count, Event, FieldValue, Participant, Status, When

BOMB, DEAL, GAS = samples.EVENTS[0], samples.EVENTS[2], samples.EVENTS[6]


def dated(event: Event, first: str | None, last: str | None, how: str = "stated") -> Event:
    ends = (date.fromisoformat(day) if day else None for day in (first, last))
    return replace(event, when=When(f"{first or '..'}/{last or '..'}", *ends, how))


def rows(events: list[Event], **ask: object) -> list[dict[str, object]]:
    found = build(events, Ask(**{"kind": "country-month", **ask}))  # type: ignore[arg-type]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


@pytest.fixture(scope="module")
def chronicle() -> Iterator[Chronicle]:
    with Chronicle.open() as opened:
        samples.fill(opened)
        yield opened


@pytest.mark.parametrize(
    ("first", "last", "month", "week"),
    [
        ("2022-10-29", "2022-10-29", 10, 43),
        ("2022-10-24", "2022-10-30", 10, 43),
        ("2022-10-24", "2022-10-31", 10, None),
        ("2022-10-31", "2022-11-01", None, 44),
        ("2022-10-01", "2022-10-31", 10, None),
        ("2023-01-01", "2023-01-01", 1, 52),
        (None, "2022-10-29", None, None),
        ("2022-10-29", None, None, None),
        (None, None, None, None),
    ],
)
def test_an_event_is_where_all_its_days_are(first: str, last: str, month: int | None, week: int | None) -> None:
    event = replace(dated(BOMB, first, last), recipients=(samples.UN,))
    assert [row["month"] for row in rows([event])] == ([month] if month else [])
    assert [row["week"] for row in rows([event], kind="dyad-week")] == ([week] if week else [])


def test_the_first_of_january_may_be_of_the_last_years_week() -> None:
    (row,) = rows([replace(dated(BOMB, "2023-01-01", "2023-01-01"), recipients=(samples.UN,))], kind="dyad-week")
    assert (row["year"], row["week"], row["start"]) == (2022, 52, date(2022, 12, 26))


def test_news_told_without_a_time_counts_on_the_day_of_its_report_only_when_asked() -> None:
    event = dated(BOMB, None, "2022-10-30", "publication")
    assert not rows([event])
    assert [row["month"] for row in rows([event], days="reported")] == [10]
    open_for_another_reason = dated(BOMB, None, "2022-10-30", "relative")
    assert not rows([open_for_another_reason], days="reported")


def test_why_events_are_in_no_row() -> None:
    events = [
        BOMB,
        dated(BOMB, None, "2022-10-30"),
        dated(BOMB, "2022-10-30", "2022-11-02"),
        replace(BOMB, place=None),
        replace(BOMB, status=Status.DENIED),
        replace(BOMB, checked="wrong"),
    ]
    found = build(events, Ask("country-month"))
    assert found.counted == 1
    assert found.left_out == {
        "without known days": 1,
        "that may be of several months": 1,
        "without a known country": 1,
        "denied": 1,
        "checked and found wrong": 1,
    }


def test_what_did_not_happen_counts_only_when_asked() -> None:
    alleged = replace(BOMB, status=Status.ALLEGED)
    assert not rows([alleged])
    assert rows([alleged], statuses=frozenset({Status.ALLEGED}))[0]["events"] == 1


def test_a_cell_adds_up() -> None:
    other = replace(BOMB, id="other", mode="firearms", conflicts=(), counts={}, fields={}, part_of=BOMB.id)
    (row,) = rows([BOMB, other, replace(DEAL, place=samples.MOGADISHU, when=BOMB.when)])
    assert (row["events"], row["assault"], row["agree"]) == (3, 2, 1)
    assert (row["material_conflict"], row["verbal_cooperation"], row["verbal_conflict"]) == (2, 1, 0)
    assert (row["score_sum"], row["score_mean"]) == (-15.5, -5.1667)
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["with_toll"]) == (100, 100, 100, 1)
    assert (row["origins"], row["with_conflict"], row["parts"]) == (5, 1, 1)
    assert row["reports"] == 5


def test_deaths_are_a_range_of_what_sources_give() -> None:
    values = (
        FieldValue("80..", "at least 80", ("a",), True),
        FieldValue("75..95", "about 85", ("b",), False),
        FieldValue("300", "300", (), False, against=("c",)),
    )
    event = replace(BOMB, counts={"killed": Count(80, None, "at least 80")}, fields={"killed": values})
    assert toll(event, "killed") == Toll(75, 80, 95)
    assert toll(replace(event, conflicts=(Conflict("killed", values),)), "killed") == Toll(75, 80, 95)
    assert toll(replace(event, counts={"killed": Count(10, 20, "10 to 20")}, fields={}), "killed") == Toll(10, 15, 20)
    assert toll(replace(event, counts={"killed": Count(None, None, "dozens")}), "killed") is None
    assert toll(replace(event, counts={}), "killed") is None


def test_dyads_are_directed_and_those_who_agree_are_paired_both_ways() -> None:
    attack = replace(BOMB, recipients=(samples.UN, samples.SUDAN_POLICE))
    assert [(row["source"], row["target"]) for row in rows([attack], kind="dyad-week")] == [
        ("SOM", "IGO"),
        ("SOM", "SDN"),
    ]
    meeting = replace(BOMB, type="CONSULT", actors=(samples.ABIY, samples.MOHAMUD), recipients=())
    pairs = [(row["source"], row["target"]) for row in rows([meeting], kind="dyad-week")]
    assert pairs == [("ETH", "SOM"), ("SOM", "ETH")]
    home = replace(DEAL, when=BOMB.when)
    assert [(row["source"], row["target"]) for row in rows([home], kind="dyad-week")] == [("ETH", "ETH")]
    assert not rows([replace(BOMB, recipients=())], kind="dyad-week")
    assert not rows([replace(BOMB, actors=(samples.ABIY, samples.MOHAMUD), recipients=())], kind="dyad-week")


@pytest.mark.parametrize(
    ("parties", "expected"),
    [("country", ("SOM", "SDN")), ("sector", ("SOMREB", "SDNCOP")), ("actor", ("group:al-shabaab", "police:SDN"))],
)
def test_parties_of_a_dyad(parties: str, expected: tuple[str, str]) -> None:
    attack = replace(BOMB, recipients=(samples.SUDAN_POLICE,))
    (row,) = rows([attack], kind="dyad-week", parties=parties)
    assert (row["source"], row["target"]) == expected


def test_an_event_counts_once_in_a_cell_however_many_of_its_parties_are_alike() -> None:
    attack = replace(BOMB, actors=(samples.SHABAAB, samples.MOHAMUD), recipients=(samples.UN, samples.UN))
    (row,) = rows([attack], kind="dyad-week")
    assert row["events"] == 1


def test_a_balanced_panel_has_every_unit_in_every_period() -> None:
    events = [
        dated(BOMB, "2022-08-13", "2022-08-13"),
        dated(BOMB, "2022-11-02", "2022-11-02"),
        dated(replace(BOMB, place=samples.KHARTOUM), "2022-10-02", "2022-10-02"),
    ]
    found = rows(events, balanced=True)
    assert [(row["country"], row["month"]) for row in found] == [
        (country, month) for country in ("SDN", "SOM") for month in (8, 9, 10, 11)
    ]
    assert [row["events"] for row in found] == [0, 0, 1, 0, 1, 0, 0, 1]
    empty = found[0]
    assert (empty["score_sum"], empty["score_mean"], empty["killed_best"]) == (0, None, 0)
    wider = rows(events, balanced=True, since=date(2022, 7, 1), until=date(2022, 12, 31))
    assert len(wider) == 12


def test_a_panel_that_would_be_too_large_is_refused() -> None:
    events = [
        replace(
            dated(BOMB, day, day), actors=(Participant(f"p{n}", "", samples.SHABAAB.kind, "SOM"),), recipients=(who,)
        )
        for n in range(100)
        for day, who in (("1022-01-01", samples.UN), ("2022-01-01", samples.ABIY))
    ]
    assert MOST < 200 * 52_000
    with pytest.raises(UsageError, match="narrow it"):
        rows(events, kind="dyad-week", parties="actor", balanced=True)


@pytest.mark.parametrize("ask", [{"kind": "dyad-day"}, {"parties": "person"}, {"days": "some"}])
def test_what_there_is_not_is_refused(ask: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="one of"):
        rows([BOMB], **ask)


@pytest.mark.parametrize("kind", ["dyad-week", "country-month"])
def test_every_file_says_the_same(chronicle: Chronicle, kind: str, tmp_path: Path) -> None:
    found = chronicle.panel_table(kind, days="reported")
    assert found.rows
    for format in ("csv", "parquet", "dta"):
        with (tmp_path / f"p.{format}").open("wb") as out:
            write_panel(found, out, format)
    frame = chronicle.panel(kind, days="reported")
    assert frame.attrs["left_out"] == found.left_out
    read = {
        "csv": pandas.read_csv(tmp_path / "p.csv", parse_dates=["start"]),
        "parquet": pandas.read_parquet(tmp_path / "p.parquet"),
        "dta": pandas.read_stata(tmp_path / "p.dta"),
    }
    for format, one in read.items():
        one["start"] = pandas.to_datetime(one["start"])
        pandas.testing.assert_frame_equal(one, frame, check_dtype=False, obj=format)


def test_equal_panels_give_equal_files(chronicle: Chronicle) -> None:
    for format in ("csv", "parquet", "dta"):
        outs = [io.BytesIO(), io.BytesIO()]
        for out in outs:
            write_panel(chronicle.panel_table("country-month"), out, format)
        assert outs[0].getvalue() == outs[1].getvalue()


def test_the_filter_narrows_a_panel_and_names_its_statuses(chronicle: Chronicle) -> None:
    planned = chronicle.panel("country-month", EventFilter(status="planned"))
    assert list(planned["country"]) == ["KEN"]
    assert set(chronicle.panel("country-month", EventFilter(place="ZAF"))["country"]) == {"ZAF"}
    assert chronicle.panel("country-month", EventFilter(place="ATA")).empty
