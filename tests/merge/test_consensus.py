"""The record: which value is shown, by what rule, and what is a conflict."""

from __future__ import annotations

from merge_cases import ARMY, LEBANON, OMAR, PEOPLE, SOUTH, TYRE, at_least, claim, events, exactly, on, report, weekday

from whimbrel.model import Event, Status

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
    assert event.fields["killed"][0].rule == "latest report"
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
    assert [conflict.field for conflict in event.conflicts] == ["status"]
    assert [speaker.text for speaker in event.says] == ["the army"]


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
