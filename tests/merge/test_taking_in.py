"""Reports come in any order and batching, links break, lineages join: the events depend on the set alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_cases import LINA, OMAR, TYRE, almanac, claim, exactly, on, report

from benchmarks.growth import read
from benchmarks.synthesis import day_by_day, stock, synthesise
from whimbrel.chronicle import Chronicle
from whimbrel.coder import Knowledge
from whimbrel.merge import ReportFacts
from whimbrel.merge.copies import sketch
from whimbrel.merge.groups import connected, in_parts
from whimbrel.merge.lineages import copied_from
from whimbrel.merge.marks import Marked, moment, searches, wanted, worth_comparing
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.state import Telling
from whimbrel.merge.taking_in import Merging
from whimbrel.model import Claim, Event, Report, When
from whimbrel.remaking import bring_up_to_date

REAL = Path(__file__).parents[3] / "shared" / "data" / "trial" / "syria_dev.jsonl"
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports" / "meridian.jsonl"
Told = tuple[Report, Sequence[Claim]]


# ---- any order, any batches


def taken_in(told: Sequence[Told], random: Random) -> dict[str, Event]:
    """The events after all reports came in, in an order and in batches drawn by chance."""
    facts = {r.id: ReportFacts(r.id, r.published, sketch(r.text)) for r, _ in told}
    state = MemoryState({c.id: c for _, own in told for c in own}, {id: one.published for id, one in facts.items()})
    events: dict[str, Event] = {}
    for batch in batches(told, random):
        merging = Merging(state, almanac())
        for its, own in batch:
            merging.take_in(facts[its.id], own)
        for part in merging.remade():
            claims = {id for group in part for id in group.claims}
            gone = [id for id, event in events.items() if claims.intersection(event.claims)]
            assert all(claims.issuperset(events[id].claims) for id in gone)  # no event loses a part unseen
            for id in gone:
                del events[id]
            events |= {event.id: event for group in part for event in group.events}
    return events


def stored(told: Sequence[Told], random: Random) -> dict[str, Event]:
    """The same through a chronicle; made anew, nothing changes."""
    with Chronicle.open() as chronicle:
        for batch in batches(told, random):
            for its, own in batch:
                chronicle.add(its, own)
            bring_up_to_date(chronicle, almanac())
        events = {event.id: event for event in chronicle.events()}
        assert bring_up_to_date(chronicle, almanac(), anew=True) == 0
        assert {event.id: event for event in chronicle.events()} == events
        return events


def batches(told: Sequence[Told], random: Random) -> Iterable[Sequence[Told]]:
    order = random.sample(told, len(told))
    while order:
        size = random.choice([1, 1, 2, 5, 20, 100])
        yield order[:size]
        order = order[size:]


@pytest.mark.slow
def test_order_of_made_reports() -> None:
    known = list(read(EXAMPLES, Knowledge.load()))
    stream = synthesise(stock(known), date(2020, 1, 6), day_by_day(12))
    told = [next(stream) for _ in range(60)]
    first = taken_in(told, Random(0))
    assert len(first) > 60
    for seed in range(1, 6):
        assert taken_in(told, Random(seed)) == first
    for seed in range(2):
        assert stored(told, Random(seed)).keys() == first.keys()


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason="the trial reports are not here")
def test_order_of_real_reports() -> None:
    told = list({its.id: (its, own) for its, own in read(REAL, Knowledge.load())}.values())
    first = taken_in(told, Random(0))
    for seed in range(1, 6):
        assert taken_in(told, Random(seed)) == first
    kept = [stored(told, Random(seed)) for seed in range(2)]
    assert kept[0] == kept[1]
    assert kept[0].keys() == first.keys()


# ---- marks

DAYS = st.integers(0, 900).map(lambda n: date(2016, 1, 1) + timedelta(days=n))
WHENS = st.one_of(
    st.none(),
    st.builds(lambda a, n: When("", a, a + timedelta(days=n), "stated"), DAYS, st.sampled_from([0, 1, 9, 11, 40, 600])),
    st.builds(lambda a: When("", None, a, "stated"), DAYS),
)
MARKS = st.dictionaries(st.integers(1, 6), st.integers(20, 300), max_size=6)


@given(st.lists(st.tuples(WHENS, MARKS), min_size=2, max_size=8))
def test_whoever_is_worth_comparing_is_found_from_either_side(drawn: list[tuple[When | None, dict[int, int]]]) -> None:
    marked = [Marked(f"k{n}", moment(when), marks) for n, (when, marks) in enumerate(drawn)]
    state = MemoryState({}, {})
    state.put_tellings([(Telling(one.key, "r", "ASSAULT", ()), one) for one in marked])
    for a in marked:
        found = {key for some in state.found(list(searches(a))) for key, _, _ in some}
        for b in marked:
            assert worth_comparing(a, b) == worth_comparing(b, a)
            assert wanted(a.moment, b.moment) == wanted(b.moment, a.moment)
            if a is not b and worth_comparing(a, b):
                assert b.key in found


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh"))), st.integers(1, 4))
def test_groups_and_parts_hold_every_key_once(drawn: Mapping[str, set[str]], most: int) -> None:
    links: dict[str, set[str]] = {}
    for one, others in drawn.items():
        for other in {one, *others}:
            links.setdefault(one, set()).add(other)
            links.setdefault(other, set()).add(one)
    groups = connected(links)
    assert sorted(key for group in groups for key in group) == sorted(links)
    assert all(links[key] <= set(group) for group in groups for key in group)
    assert [key for part in in_parts(groups, most) for key in part] == [key for group in groups for key in group]


# ---- clusters, not chains


def attack(name: str, its: str, day: str, dead: int, **more: object) -> Claim:
    told = claim(
        name, its, actors=[LINA], recipients=[OMAR], places=[TYRE], when=on(day), counts={"killed": exactly(dead)},
        text="gunmen stormed the customs depot",
    )  # fmt: skip
    return replace(told, **more)  # type: ignore[arg-type]


def merged(claims: Sequence[Claim], days: Mapping[str, str]) -> set[frozenset[str]]:
    state = MemoryState({c.id: c for c in claims}, {id: on(day) for id, day in days.items()})
    merging = Merging(state, almanac())
    for id in sorted(days):
        merging.take_in(report(id, days[id]), [c for c in claims if c.report == id])
    return {frozenset(e.claims) for part in merging.remade() for group in part for e in group.events}


def test_one_wrong_link_does_not_join_two_consistent_clusters() -> None:
    days = {f"r{n}": "2021-05-11" for n in range(9)}
    first = [attack(f"a{n}", f"r{n}", "2021-05-10", 40) for n in range(4)]
    second = [attack(f"b{n}", f"r{n + 4}", "2021-05-11", 3) for n in range(4)]
    between = attack("c", "r8", "2021-05-11", 40, when=None)  # no day, the toll of one, printed with the other
    found = merged([*first, *second, between], days)
    assert not [group for group in found if {"a0", "b0"} <= group]
    assert [group for group in found if {"a0", "a1", "a2", "a3"} <= group]
    assert [group for group in found if {"b0", "b1", "b2", "b3"} <= group]


# ---- copies

STORY = " ".join(f"word{n}" for n in range(300))


def test_a_copy_leads_to_the_earliest_that_holds_its_text() -> None:
    days = {"first": on("2021-05-10"), "again": on("2021-05-12"), "longer": on("2021-05-13"), "other": on("2021-05-09")}
    texts = {"first": STORY, "again": f"New headline. {STORY}", "longer": f"{STORY} and more", "other": STORY[::-1]}
    state = MemoryState({}, days)
    merging = Merging(state, almanac())
    for id, text in texts.items():
        merging.take_in(ReportFacts(id, days[id], sketch(text)), [])
    assert {id: copied_from(id, state) for id in texts} == {
        "first": None, "again": "first", "longer": "first", "other": None,
    }  # fmt: skip
