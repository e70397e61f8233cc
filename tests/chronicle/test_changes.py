"""What became of events between two moments, and what they showed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import samples
from stores import New

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.changes import Change
from whimbrel.chronicle.clock import moment, now, stamp
from whimbrel.chronicle.shown import shown
from whimbrel.errors import UsageError
from whimbrel.model import Count, Event, Status

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (datetime(2022, 10, day, tzinfo=UTC) for day in (24, 25, 26, 27))
BOMB, DEAL = samples.EVENTS[0], samples.EVENTS[2]


@pytest.fixture
def chronicle(new: New, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chronicle]:
    """With all reports read on Monday, and no events yet."""
    monkeypatch.setenv("WHIMBREL_NOW", stamp(MONDAY))
    with Chronicle.open(new()) as opened:
        for source in samples.REPORTS:
            opened.add(source, samples.claims_of(source))
        yield opened


def put(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch, at: datetime, *events: Event) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", stamp(at))
    chronicle.replace_events(events)


def toll(event: Event, number: int) -> Event:
    return replace(event, counts={"killed": Count(number, number, str(number))})


def test_a_toll_before_and_after(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    for at, number in ((MONDAY, 90), (TUESDAY, 100), (WEDNESDAY, 120)):
        put(chronicle, monkeypatch, at, toll(BOMB, number))
    (change,) = chronicle.changes(TUESDAY)
    assert change.before is not None
    assert change.before.counts["killed"].low == 90
    assert change.after == chronicle.event(BOMB.id) == change.now
    (change,) = chronicle.changes(TUESDAY, WEDNESDAY)
    assert change.after is not None
    assert change.after.counts["killed"].low == 100
    (change,) = chronicle.changes(MONDAY, TUESDAY)
    assert change.before is None
    assert change.after is not None
    assert change.after.counts["killed"].low == 90
    assert chronicle.changes(THURSDAY) == []


def test_one_more_source_changes_nothing_that_is_shown(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    put(chronicle, monkeypatch, MONDAY, replace(BOMB, claims=BOMB.claims[:1], reports=BOMB.reports[:1], conflicts=()))
    put(chronicle, monkeypatch, TUESDAY, replace(BOMB, conflicts=()))
    (change,) = chronicle.changes(TUESDAY)
    assert change.before == shown(replace(BOMB, conflicts=()))
    assert not change.unknown


def test_an_event_under_another_id_is_the_same_event(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    part = replace(toll(BOMB, 90), id="old", claims=BOMB.claims[:2], reports=BOMB.reports[:2])
    other = replace(DEAL, id="other", claims=BOMB.claims[2:])
    put(chronicle, monkeypatch, MONDAY, part, other)
    put(chronicle, monkeypatch, TUESDAY, toll(BOMB, 120))
    changes = {change.id: change for change in chronicle.changes(TUESDAY)}
    assert set(changes) == {BOMB.id, "other"}
    before = changes[BOMB.id].before
    assert before is not None
    assert before.counts["killed"].low == 90, "that of the one with most claims"
    assert changes["other"] == Change("other", changes["other"].before, None, None, BOMB.id)
    assert changes["other"].before is not None
    assert changes["other"].before.claims == BOMB.claims[2:]


def test_ids_that_went_twice_lead_to_the_event_of_today(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    put(chronicle, monkeypatch, MONDAY, replace(BOMB, id="a"))
    put(chronicle, monkeypatch, TUESDAY, replace(BOMB, id="b"))
    put(chronicle, monkeypatch, WEDNESDAY, toll(BOMB, 120))
    (change,) = chronicle.changes(TUESDAY)
    assert (change.id, change.before and change.before.id) == (BOMB.id, "a")
    assert [one.id for one in chronicle.changes(TUESDAY, WEDNESDAY)] == ["b"]


def test_what_is_split_off_is_new_and_what_is_gone_keeps_its_words(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(chronicle, monkeypatch, MONDAY, BOMB, DEAL)
    put(
        chronicle,
        monkeypatch,
        TUESDAY,
        replace(BOMB, claims=BOMB.claims[:2]),
        replace(BOMB, id="off", claims=BOMB.claims[2:]),
    )
    changes = {change.id: change for change in chronicle.changes(TUESDAY)}
    assert changes["off"].before is None
    assert changes["off"].other == BOMB.id
    assert changes[DEAL.id].after is None
    assert changes[DEAL.id].before == replace(shown(DEAL), claims=DEAL.claims, reports=DEAL.reports)


def test_what_came_and_went_is_left_out(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    put(chronicle, monkeypatch, MONDAY, DEAL)
    put(chronicle, monkeypatch, TUESDAY, DEAL, BOMB)
    put(chronicle, monkeypatch, WEDNESDAY, DEAL)
    assert chronicle.changes(TUESDAY) == []


def test_a_change_that_nobody_kept_is_unknown(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    put(chronicle, monkeypatch, MONDAY, toll(BOMB, 90))
    put(chronicle, monkeypatch, TUESDAY, toll(BOMB, 120))
    with chronicle._writing() as connection:  # as an older Whimbrel left it
        connection.exec_driver_sql("update event_changes set was = null")
    (change,) = chronicle.changes(TUESDAY)
    assert change.unknown


def test_actors_are_new_with_their_first_report(monkeypatch: pytest.MonkeyPatch, new: New) -> None:
    with Chronicle.open(new()) as chronicle:
        monkeypatch.setenv("WHIMBREL_NOW", stamp(MONDAY))
        chronicle.add(samples.WIRE, samples.claims_of(samples.WIRE))
        monkeypatch.setenv("WHIMBREL_NOW", stamp(TUESDAY))
        for source in (samples.POST, samples.STREET):
            chronicle.add(source, samples.claims_of(source))
        total, found = chronicle.new_actors(TUESDAY, WEDNESDAY)
        assert "igo:un" in {entry.id for entry in found}
        ids = {entry.id for entry in found}
        assert samples.SHABAAB.id not in ids, "named on Monday"
        assert samples.PROTESTERS.id not in ids, "described, not named"
        assert samples.BYSTANDER.id not in ids, "private"
        assert total == len(found)
        assert chronicle.reports_read(TUESDAY, WEDNESDAY) == 2
        assert chronicle.read_times([samples.WIRE.id]) == {samples.WIRE.id: stamp(MONDAY)}


NOW = datetime(2022, 10, 30, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("now", "2022-10-30T18:30:00Z"),
        ("today", "2022-10-30T00:00:00Z"),
        (" Yesterday ", "2022-10-29T00:00:00Z"),
        ("2022-10-28", "2022-10-28T00:00:00Z"),
        ("2022-10-28T07:15", "2022-10-28T07:15:00Z"),
        ("2022-10-28 07:15+02:00", "2022-10-28T05:15:00Z"),
        ("7d", "2022-10-23T18:30:00Z"),
        ("2 days ago", "2022-10-28T18:30:00Z"),
        ("1 hour ago", "2022-10-30T17:30:00Z"),
        ("90min", "2022-10-30T17:00:00Z"),
        ("2w", "2022-10-16T18:30:00Z"),
    ],
)
def test_moments_in_words(words: str, wanted: str) -> None:
    assert stamp(moment(words, NOW)) == wanted


def test_a_day_ends_with_itself() -> None:
    assert stamp(moment("now", NOW, end=True)) == "2022-10-30T18:30:01Z", "with what was stored in this second"
    assert stamp(moment("yesterday", NOW, end=True)) == "2022-10-30T00:00:00Z"
    assert stamp(moment("2022-10-28", NOW, end=True)) == "2022-10-29T00:00:00Z"
    assert stamp(moment("2022-10-28T07:15", NOW, end=True)) == "2022-10-28T07:15:00Z"


@pytest.mark.parametrize("words", ["", "lunch", "2022-13-01", "2022", "-1d", "tomorrow", "9" * 30 + "d", "9999-99-99"])
def test_what_is_no_moment_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="is no time"):
        moment(words, NOW)


@pytest.mark.parametrize("words", ["9999-12-31", "0001-01-01", "9999w"])
def test_the_ends_of_the_calendar_are_times_or_refused(words: str) -> None:
    for end in (False, True):
        try:
            stamp(moment(words, NOW, end=end))
        except UsageError as error:
            assert "is no time" in str(error)


def test_the_clock_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHIMBREL_NOW", "2022-10-30T20:30+02:00")
    assert now() == NOW
    monkeypatch.setenv("WHIMBREL_NOW", "soon")
    with pytest.raises(UsageError, match="WHIMBREL_NOW is 'soon'"):
        now()
    monkeypatch.delenv("WHIMBREL_NOW")
    assert abs((datetime.now(UTC) - now()).total_seconds()) < 60


def test_what_is_shown_holds_no_source_and_no_span() -> None:
    bare = shown(replace(BOMB, status=Status.ALLEGED))
    assert (bare.claims, bare.reports, dict(bare.fields), bare.origins, bare.confidence) == ((), (), {}, (), None)
    assert all(count.span is None for count in bare.counts.values())
    assert [value.claims for conflict in bare.conflicts for value in conflict.values] == [()] * 3


def test_a_clock_that_was_set_back(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log goes on from its last moment: cursors by number and by time see every change, each in its place."""
    put(chronicle, monkeypatch, WEDNESDAY, toll(BOMB, 90))
    seen = chronicle.last_change()
    put(chronicle, monkeypatch, TUESDAY, toll(BOMB, 100))
    assert [one.at for one in chronicle.change_log(after=seen)] == [stamp(WEDNESDAY)]
    assert [one.seq for one in chronicle.change_log(since=stamp(WEDNESDAY))] == [seen, seen + 1]
    put(chronicle, monkeypatch, THURSDAY, toll(BOMB, 120))
    (change,) = chronicle.changes(THURSDAY)
    assert change.before is not None
    assert change.before.counts["killed"].low == 100
    assert chronicle.changes(TUESDAY, WEDNESDAY) == []
    monkeypatch.setenv("WHIMBREL_NOW", stamp(TUESDAY))
    later = samples.report("Wire", "Later", "The United Nations met Ethiopia in Nairobi on 5 May 2020.")
    chronicle.add(later)
    assert chronicle.reports_read(MONDAY, TUESDAY) == len(samples.REPORTS)
    assert chronicle.reports_read(TUESDAY, WEDNESDAY) == 1
