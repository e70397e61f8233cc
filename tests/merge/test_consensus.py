"""The record: which value is shown, by what rule, and what is a conflict."""

from __future__ import annotations

from datetime import date

from merge_cases import (
    ARMY,
    LEBANON,
    MINISTRY,
    OMAR,
    PEOPLE,
    REBELS,
    SOUTH,
    TYRE,
    at_least,
    claim,
    events,
    exactly,
    on,
    report,
    speaker,
    weekday,
)

from whimbrel.merge.event import event_of
from whimbrel.merge.sources import Sources
from whimbrel.model import ActorKind, Count, Event, Participant, Status, When

DAY, NEXT, THIRD = "2021-05-10", "2021-05-11", "2021-05-12"
STRIKE = {"actors": [ARMY], "recipients": [PEOPLE], "places": [TYRE], "when": on(DAY)}
STORY = "shells hit the harbour of the old town at dawn and a second salvo struck the fish market " * 4


def one(*claims: object, **published: str) -> Event:
    (event,) = events(claims, [report(name, day) for name, day in published.items()])  # type: ignore[arg-type]
    return event


def test_three_tolls_are_one_event_with_a_conflict() -> None:
    event = one(
        claim("a", "r1", counts={"killed": exactly(2)}, **STRIKE),
        claim("b", "r2", counts={"killed": exactly(4)}, **STRIKE),
        claim("c", "r3", counts={"killed": exactly(5)}, **STRIKE),
        r1=DAY, r2=NEXT, r3=THIRD,
    )  # fmt: skip
    assert event.counts["killed"] == exactly(5)
    assert [value.value for value in event.fields["killed"]] == ["5", "4", "2"]
    assert event.fields["killed"][0].rule == "latest report: 12 May 2021"
    assert [conflict.field for conflict in event.conflicts] == ["killed"]
    assert {c for value in event.conflicts[0].values for c in value.claims} == {"a", "b", "c"}


def test_a_range_that_holds_the_number_is_no_conflict() -> None:
    event = one(
        claim("a", "r1", counts={"killed": at_least(3)}, **STRIKE),
        claim("b", "r2", counts={"killed": exactly(4)}, **STRIKE),
        r1=DAY, r2=DAY,
    )  # fmt: skip
    assert not event.conflicts


def test_floors_far_apart_are_a_conflict() -> None:
    event = one(
        claim("a", "r1", counts={"killed": at_least(20)}, **STRIKE),
        claim("b", "r2", counts={"killed": exactly(70)}, **STRIKE),
        r1=DAY, r2=NEXT,
    )  # fmt: skip
    assert [conflict.field for conflict in event.conflicts] == ["killed"]
    assert event.counts["killed"] == exactly(70)


def test_a_denial_is_a_conflict_of_status() -> None:
    event = one(
        claim("a", "r1", **STRIKE),
        claim("b", "r2", **STRIKE),
        claim("c", "r3", **STRIKE, status=Status.DENIED, says="the army"),
        r1=DAY, r2=DAY, r3=DAY,
    )  # fmt: skip
    assert event.status is Status.HAPPENED
    assert [conflict.field for conflict in event.conflicts] == ["actors", "status"]
    assert [speaker.text for speaker in event.says] == ["the army"]


def test_a_denial_is_against_the_values_that_it_names_and_silence_is_not() -> None:
    told = (
        claim("a", "r1", **STRIKE),
        claim("b", "r2", **{**STRIKE, "places": []}),
        claim("c", "r3", **STRIKE, status=Status.DENIED, says="the army"),
    )
    event = event_of(told, {}, {}, Sources({}, {}))
    (place,) = event.fields["place"]
    assert (place.claims, place.against) == (("a",), ("c",))
    (doer,) = event.fields["actors"]
    assert (doer.value, doer.claims, doer.against) == (ARMY.id, ("a", "b"), ("c",))
    status = {value.value: value for value in event.fields["status"]}
    assert (status["happened"].claims, status["happened"].against) == (("a", "b"), ("c",))


def test_whom_only_a_denial_names_is_not_shown_as_the_doer() -> None:
    event = one(
        claim("a", "r1", **{**STRIKE, "actors": []}, counts={"killed": exactly(4)}),
        claim("b", "r2", **STRIKE, counts={"killed": exactly(4)}, status=Status.DENIED, says="the army"),
        r1=DAY, r2=DAY,
    )  # fmt: skip
    assert event.actors == ()
    (doer,) = event.fields["actors"]
    assert (doer.shown, doer.claims, doer.against) == (False, (), ("b",))


def test_what_is_only_denied_still_says_what() -> None:
    event = one(claim("a", "r1", **STRIKE, status=Status.DENIED, says="the army"), r1=DAY)
    assert (event.actors, event.place, event.status) == ((ARMY,), TYRE, Status.DENIED)
    assert event.fields["actors"][0].against == ("a",)
    assert not event.conflicts


def test_where_sources_name_different_doers_those_of_the_majority_are_shown() -> None:
    told = [
        claim("a", "r1", **STRIKE, text="shells hit the fish market of Tyre at dawn"),
        claim("b", "r2", **STRIKE, text="shells hit the fish market of Tyre at dawn, killing traders"),
        claim("c", "r3", **{**STRIKE, "actors": [REBELS]}, text="the fish market of Tyre hit by shells at dawn"),
    ]
    event = event_of(tuple(told), {}, {}, Sources({}, {}))
    assert event.actors == (ARMY,)
    assert [conflict.field for conflict in event.conflicts] == ["actors"]
    assert {value.value: value.shown for value in event.fields["actors"]} == {ARMY.id: True, REBELS.id: False}
    assert event.fields["actors"][0].rule == "named by most independent origins"
    even = event_of((told[0], told[2]), {}, {}, Sources({}, {}))
    assert {who.id for who in even.actors} == {ARMY.id, REBELS.id}, "no majority: both are shown"


def test_gunmen_may_be_of_any_group() -> None:
    gunmen = Participant("group:gunman:XAA", "gunmen", ActorKind.GROUP, "XAA", "CRM")
    told = (claim("a", "r1", **STRIKE), claim("b", "r2", **{**STRIKE, "actors": [gunmen]}))
    assert not event_of(told, {}, {}, Sources({}, {})).conflicts


def test_the_time_shown_is_the_most_precise_of_those_that_agree_with_most() -> None:
    month = When("2021-05", date(2021, 5, 1), date(2021, 5, 31), "stated", text="in May")
    times = {"a": on(NEXT), "b": on(NEXT), "c": on(DAY), "d": month, "e": month, "f": month}
    told = tuple(claim(id, f"r{id}", **{**STRIKE, "when": when}) for id, when in times.items())
    event = event_of(told, {}, {}, Sources({}, {}))
    assert event.when == on(NEXT)
    assert [conflict.field for conflict in event.conflicts] == ["when"]


def test_the_latest_official_toll_is_shown() -> None:
    event = one(
        claim("a", "r1", counts={"killed": exactly(4)}, says=speaker(MINISTRY), **STRIKE),
        claim("b", "r2", counts={"killed": exactly(6)}, says=speaker(MINISTRY), **STRIKE),
        claim("c", "r3", counts={"killed": exactly(9)}, **STRIKE),
        r1=DAY, r2=NEXT, r3=THIRD,
    )  # fmt: skip
    assert event.counts["killed"] == exactly(6)
    assert event.fields["killed"][0].rule == "latest official toll: the health ministry, 11 May 2021"
    assert [value.value for value in event.fields["killed"]] == ["6", "4", "9"]


def test_a_doers_count_of_the_other_side_is_no_official_toll() -> None:
    fight = {**STRIKE, "recipients": [REBELS]}
    event = one(
        claim("a", "r1", counts={"killed": exactly(40)}, says=speaker(ARMY), **fight),
        claim("b", "r2", counts={"killed": exactly(30)}, **fight),
        r1=DAY, r2=NEXT,
    )  # fmt: skip
    assert event.counts["killed"] == exactly(30)


def test_dozens_is_no_later_toll() -> None:
    event = one(
        claim("a", "r1", counts={"killed": at_least(56)}, **STRIKE),
        claim("b", "r2", counts={"killed": Count(24, None, "dozens")}, **STRIKE),
        r1=DAY, r2=NEXT,
    )  # fmt: skip
    assert event.counts["killed"] == at_least(56)


def test_a_number_that_is_only_denied_is_no_count() -> None:
    event = one(
        claim("a", "r1", **STRIKE),
        claim("b", "r2", **STRIKE, counts={"killed": exactly(4)}, status=Status.DENIED, says="the army"),
        r1=DAY, r2=DAY,
    )  # fmt: skip
    assert event.counts == {}


def test_a_reprint_counts_as_one_origin() -> None:
    """Two papers with one agency's text do not outvote a third that stands by itself."""
    told = [
        claim("a", "r1", **STRIKE, text=STORY),
        claim("b", "r2", **STRIKE, text=STORY),
        claim("c", "r3", **STRIKE, status=Status.ALLEGED, text="army accused"),
        claim("d", "r4", **STRIKE, status=Status.ALLEGED, text="witnesses blame army"),
    ]
    copied = [report("r1", DAY, STORY), report("r2", DAY, "New headline. " + STORY)]
    (event,) = events(told, [*copied, report("r3", DAY), report("r4", DAY)])
    assert event.reports == ("r1", "r2", "r3", "r4")
    assert event.status is Status.ALLEGED
    (event,) = events(told, [report(name, DAY) for name in ("r1", "r2", "r3", "r4")])
    assert event.status is Status.HAPPENED


def test_the_most_precise_time_and_place_are_shown() -> None:
    event = one(
        claim("a", "r1", **{**STRIKE, "places": [LEBANON], "when": None}, text="a strike on the fish market"),
        claim("b", "r2", **{**STRIKE, "places": [SOUTH]}, text="the strike on a fish market"),
        claim("c", "r3", **STRIKE, text="fish market hit by a strike"),
        r1=DAY, r2=DAY, r3=DAY,
    )  # fmt: skip
    assert (event.place, event.when) == (TYRE, on(DAY))
    assert not event.conflicts


def test_a_time_that_is_not_known_is_not_guessed() -> None:
    (event,) = events([claim("a", "r1", "CONSULT", actors=[OMAR], when=weekday("Saturday"))], [report("r1")])
    assert event.when is not None
    assert (event.when.edtf, event.when.relative) == (None, "Saturday before publication")
    (event,) = events([claim("a", "r1", "CONSULT", actors=[OMAR])], [report("r1")])
    assert event.when is not None
    assert (event.when.how, event.when.relative) == ("unresolved", "before publication")


def test_no_time_stated_means_before_publication() -> None:
    (event,) = events([claim("a", "r1", "CONSULT", actors=[OMAR])], [report("r1", DAY)])
    assert event.when is not None
    assert (event.when.edtf, event.when.how) == (f"../{DAY}", "publication")


def test_vague_parties_give_way_to_named_ones() -> None:
    event = one(
        claim("a", "r1", **{**STRIKE, "recipients": [PEOPLE, OMAR]}),
        claim("b", "r2", **STRIKE),
        r1=DAY, r2=DAY,
    )  # fmt: skip
    assert event.recipients == (OMAR,)
    assert {value.value: value.shown for value in event.fields["recipients"]} == {OMAR.id: True, PEOPLE.id: False}
