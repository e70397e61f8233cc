"""Input that is hard on merging, through the whole pipeline: no strangers come together, no origins are made up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import hard_texts
import pytest

from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.model import Event
from whimbrel.pipeline import read
from whimbrel.remaking import StoredState, bring_up_to_date

Row = dict[str, str]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def row(text: str, day: date, outlet: str) -> Row:
    title, rest = text.split("\n", 1)
    url = f"https://{outlet.replace(' ', '-')}.example/{day}"
    return {"title": title, "text": rest.strip(), "date": str(day), "source": outlet, "url": url}


def chronicle_of(rows: Sequence[Row], folder: Path, knowledge: Knowledge) -> Chronicle:
    path = folder / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    chronicle = Chronicle.open()
    assert read([path], chronicle, knowledge=knowledge).new == len(rows)
    return chronicle


def origins(chronicle: Chronicle, event: Event) -> int:
    with chronicle.ground(write=False) as ground:
        state = StoredState(ground)
        return len({state.lineage(report) for report in event.reports})


def test_a_report_that_contradicts_itself_makes_an_event_of_either_version(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    with chronicle_of([row(hard_texts.CONTRADICTORY, date(2018, 3, 14), "Post")], tmp_path, knowledge) as chronicle:
        found = {
            (event.when.edtf, event.counts["killed"].low)
            for event in chronicle.events()
            if event.type == "ASSAULT" and event.when is not None and event.counts
        }
    assert found == {("2018-03-14", 12), ("2018-03-13", 19)}


def test_a_live_blog_merges_none_of_its_forty_events(tmp_path: Path, knowledge: Knowledge) -> None:
    day = date(2018, 3, 14)
    with chronicle_of([row(hard_texts.live_blog(day), day, "Post")], tmp_path, knowledge) as chronicle:
        towns = [event.place.name for event in chronicle.events() if event.place is not None]
        days = {event.when.latest for event in chronicle.events() if event.when is not None}
    assert sorted(towns) == sorted(hard_texts.TOWNS)
    assert days == {day}  # 09:40 is no date


def test_a_year_in_review_pulls_no_events_together(tmp_path: Path, knowledge: Knowledge) -> None:
    alone = [hard_texts.of_the_review(2018, i) for i in range(0, 200, 9)]
    rows = [row(text, day, f"Paper {i}") for i, (day, text) in enumerate(alone)]
    rows.append(row(hard_texts.year_in_review(2018), date(2018, 12, 30), "Post"))
    with chronicle_of(rows, tmp_path, knowledge) as chronicle:
        claims = {claim.id: claim for claim in chronicle.claims()}
        events = list(chronicle.events())
    for event in events:
        told = [claims[id] for id in event.claims]
        assert len({claim.place.id for claim in told if claim.place}) <= 1
        assert len({claim.when.edtf for claim in told if claim.when and claim.when.edtf}) <= 1
        assert len({claim.counts[name].low for claim in told for name in claim.counts}) <= 1
    recalled = [event for event in events if len(event.reports) == 2]
    assert len(recalled) >= len(alone) * 3 // 4  # most of those that were reported at the time are found again
    assert all(len(event.reports) <= 2 for event in events)


def test_a_hoax_copied_by_thirty_outlets_has_one_origin(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [row(hard_texts.HOAX, date(2017, 10, 9) + timedelta(days=i // 10), f"Outlet {i}") for i in range(30)]
    with chronicle_of(rows, tmp_path, knowledge) as chronicle:
        events = list(chronicle.events())
        assert {origins(chronicle, event) for event in events} == {1}
        assert {len(event.reports) for event in events} == {30}
        assert len({event.type + event.mode for event in events}) == len(events)


@pytest.mark.parametrize("archive_first", [False, True])
def test_what_an_archive_publishes_again_keeps_its_day(
    tmp_path: Path, knowledge: Knowledge, *, archive_first: bool
) -> None:
    rows = [row(hard_texts.ARCHIVED, day, "Lake Post") for day in (date(2016, 5, 10), date(2016, 11, 25))]
    order = rows[::-1] if archive_first else rows
    with chronicle_of(order, tmp_path, knowledge) as chronicle:
        events = list(chronicle.events())
        assert {origins(chronicle, event) for event in events} == {1}
        assert bring_up_to_date(chronicle, knowledge.almanac, anew=True) == 0
    assert all(len(event.reports) == 2 for event in events)
    assert all(event.when is not None and str(event.when.latest) <= "2016-05-10" for event in events)
    assert not [event.conflicts for event in events if event.conflicts]
    (attack,) = [event for event in events if event.type == "ASSAULT"]
    assert attack.when is not None
    assert attack.when.edtf == "2016-05-09"
