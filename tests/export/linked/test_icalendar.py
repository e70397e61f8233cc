"""iCalendar, read back by the icalendar library; its lines are counted by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import icalendar
import made_dossiers as made
from hypothesis import given, settings

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.model import Status

PROPERTIES = frozenset(
    "BEGIN END VERSION PRODID NAME DESCRIPTION X-WR-CALNAME SUMMARY DTSTART DTEND DTSTAMP UID CATEGORIES GEO LOCATION"
    " STATUS TRANSP URL X-WHIMBREL-STATUS".split()
)


def calendar(told: list[Dossier], edition: made.Edition = made.EDITION) -> Any:
    """The calendar as read, after a look at its lines: their ends, lengths and names."""
    raw = made.written("icalendar", told, edition)
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert not [line for line in lines if b"\r" in line or b"\n" in line or len(line) > 75]
    names = {re.split(rb"[:;]", line)[0].decode() for line in lines if not line.startswith((b" ", b"\t"))}
    assert names <= PROPERTIES
    read = icalendar.Calendar.from_ical(raw)
    assert not read.errors
    assert not [error for part in read.subcomponents for error in part.errors]
    return read


def entries(told: list[Dossier]) -> dict[str, Any]:
    return {str(part["uid"]).rpartition(":")[2]: part for part in calendar(told).subcomponents}


def test_everything_can_be_read_back() -> None:
    everything = made.everything()
    found = calendar(everything)
    kept = made.events(everything, *made.HAPPENED, Status.PLANNED)
    assert len(found.subcomponents) == len(kept)
    assert f"{len(everything) - len(kept)} left out" in str(found["description"])
    assert calendar([]).subcomponents == []


def test_a_calendar_holds_what_happened_and_what_was_planned() -> None:
    found = entries(made.every_status())
    status = {str(part["x-whimbrel-status"]): str(part["status"]) for part in found.values()}
    assert status == {**{str(s): "CONFIRMED" for s in made.HAPPENED}, "planned": "TENTATIVE"}


def test_days_are_all_of_the_day_and_no_finer_than_known() -> None:
    told = made.every_time()
    found = entries(list(told.values()))
    dated = {
        name: (found[one.event.id].decoded("dtstart"), found[one.event.id].decoded("dtend"))
        for name, one in told.items()
        if found[one.event.id].name == "VEVENT"
    }
    assert dated == {
        "day": (date(2022, 11, 2), date(2022, 11, 3)),
        "days": (date(2022, 11, 2), date(2022, 11, 6)),
        "month": (date(2022, 11, 1), date(2022, 12, 1)),
    }
    assert str(found[told["days"].event.id]["summary"]).endswith("(some time in 2–5 November 2022)")
    assert "some time" not in str(found[told["day"].event.id]["summary"])
    journal = {name: found[one.event.id] for name, one in told.items() if name not in dated}
    assert {part.name for part in journal.values()} == {"VJOURNAL"}
    assert not [part for part in journal.values() if "dtstart" in part]
    assert str(journal["before"]["summary"]).startswith("On or before 2 November 2022: The Government of Ethiopia")
    assert str(journal["one of"]["summary"]).startswith("2 or 9 November 2022: ")
    assert {str(part["status"]) for part in journal.values()} == {"FINAL"}
    planned = entries([made.dossier(status=Status.PLANNED, when=made.TIMES["after"])])
    assert str(planned["e0"]["status"]) == "DRAFT"


def test_the_head_counts_what_has_no_day() -> None:
    text = str(calendar(list(made.every_time().values()))["description"])
    assert "7 without a day or short range of days: journal entries" in text
    assert "left out" not in text


def test_an_entry_tells_its_sources_words() -> None:
    (part,) = [part for part in calendar(made.of_samples()).subcomponents if "bombing" in str(part["summary"])]
    told = str(part["description"])
    assert "Sources differ on how many were killed" in told
    assert (
        "Gulf Morning Post, Mogadishu toll rises to 120, 1 November 2022, https://gulfmorning.example/a/2: “The death"
        in told
    )
    assert str(part["location"]) == "Mogadishu, Somalia"
    assert part["geo"].to_ical() == "2.0371;45.3438"
    assert str(part["transp"]) == "TRANSPARENT"


def test_only_fine_places_have_a_point() -> None:
    assert sum("geo" in part for part in entries(list(made.every_place().values())).values()) == 3


def test_an_address_is_given_where_there_is_one() -> None:
    (part,) = calendar([made.dossier(id="e1")], made.SERVED).subcomponents
    assert str(part["url"]) == "https://chronicle.example/base/events/e1"


@settings(max_examples=tried(60), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_adds_no_line_of_its_own(told: Dossier) -> None:
    parts = calendar([told]).subcomponents
    assert len(parts) <= 1
    for part in parts:
        assert not part.subcomponents
        assert part.name in ("VEVENT", "VJOURNAL")
