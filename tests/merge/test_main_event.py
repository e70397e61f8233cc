"""Which reports tell the same main event: shared events, wording, numbers and days of publication together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_cases import LINA, OMAR, claim, events, on, report

from whimbrel.merge.main_event import Read, same_main_event, shares, weigh
from whimbrel.merge.story import Gist
from whimbrel.merge.weights import shipped_story_weights
from whimbrel.model import PassageKind, When

WORDS = {"quarry": 0.6, "blast": 0.6, "hospital": 0.5}
GIST = Gist(WORDS, numbers=frozenset({"23"}))
OTHER = Gist({"harbour": 0.7, "strike": 0.7})


def came_out(day: int) -> When:
    found = date(2021, 5, day)
    return When(str(found), found, found, "metadata")


ALIKE = {
    "a": Read(GIST, came_out(3), {"e1": 1.0}),
    "b": Read(GIST, came_out(3), {"e1": 1.0, "e2": 0.3}),
    "c": Read(OTHER, came_out(3), {"e3": 1.0}),
}


def test_what_shares_events_words_and_days_is_together() -> None:
    assert same_main_event(ALIKE) == {"a": "a", "b": "a", "c": "c"}


def test_wording_and_numbers_stand_in_for_events_that_were_read_apart() -> None:
    apart = {id: replace(own, events={id: 1.0}) for id, own in ALIKE.items()}
    assert same_main_event(apart)["b"] == "a"


def test_the_same_words_weeks_later_are_another_event() -> None:
    later = {"a": replace(ALIKE["a"], events={}), "b": Read(GIST, came_out(29), {})}
    assert same_main_event(later) == {"a": "a", "b": "b"}


def test_what_is_told_first_takes_up_most_of_a_report() -> None:
    first = claim("c1", "r", "CONSULT", actors=(LINA,), when=on("2021-05-03"), passage=PassageKind.HEADLINE)
    later = claim("c2", "r", "ASSAULT", actors=(OMAR,), when=on("2021-05-03"), at=50)
    known = {one.id: one for one in (first, later)}
    found = events(known.values(), [report("r", "2021-05-03")])
    taken = shares(known.values(), {id: event.id for event in found for id in event.claims})["r"]
    assert {event.claims[0]: taken[event.id] > 2 for event in found} == {"c1": True, "c2": False}


def test_an_undated_report_is_met_by_its_story() -> None:
    told = {"a": replace(ALIKE["a"], events={}), "b": Read(GIST, None, {}), "c": ALIKE["c"]}
    assert same_main_event(told) == {"a": "a", "b": "a", "c": "c"}


@given(st.permutations(sorted(ALIKE)))
def test_the_order_is_no_matter(order: list[str]) -> None:
    assert same_main_event({id: ALIKE[id] for id in order}) == same_main_event(ALIKE)


@given(st.sampled_from(sorted(ALIKE)), st.sampled_from(sorted(ALIKE)), st.integers(0, 60))
def test_weighing_is_symmetric_and_the_sum_of_its_parts(one: str, other: str, gap: int) -> None:
    found = weigh(ALIKE[one], ALIKE[other], gap, shipped_story_weights())
    assert found.value == pytest.approx(sum(found.parts.values()))
    assert found.value == pytest.approx(weigh(ALIKE[other], ALIKE[one], gap, shipped_story_weights()).value)
