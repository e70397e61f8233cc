"""What is made into events together stays small, however far links reach; what a report cannot change is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from merge_cases import ARMY, OMAR, TYRE, almanac, claim, exactly, on, one_of, report

from whimbrel.chronicle import Chronicle
from whimbrel.merge import Merging, pair_weights, taking_in
from whimbrel.merge import compared as compared_module
from whimbrel.merge.compare import Verdict, compare
from whimbrel.merge.decided import NOTHING, Decided, Ruling, decided
from whimbrel.merge.groups import connected
from whimbrel.merge.holding import Group, Holding
from whimbrel.merge.marks import Marked
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.merge.pair_weights import weight_of
from whimbrel.merge.reach import may_be_regrouped
from whimbrel.merge.several_days import may_be_of_several
from whimbrel.merge.state import Link, Telling
from whimbrel.merge.timing import WEEKDAY_ALONE
from whimbrel.model import Claim, Report, Score
from whimbrel.remaking import bring_up_to_date

KEYS = "abcdefghij"
PAIRS = list(combinations(KEYS, 2))
ITEMS = {key: occurrence((claim(key, f"r{key}"),), {}) for key in KEYS}
OF_SEVERAL_DAYS = {
    key: occurrence((claim(key, f"r{key}", when=when),), {})
    for key, when in zip(
        KEYS,
        [on("2021-05-07"), on("2021-05-14"), one_of("Friday", "2021-05-07", "2021-05-14"), on("2021-05-07"), None] * 2,
        strict=True,
    )
}
Weights = Mapping[Link, float]
WEIGHTS = st.fixed_dictionaries({pair: st.sampled_from([-12.0, -2.0, -0.5, 0.5, 1.0, 2.0, 3.0]) for pair in PAIRS})
ASKED = st.sets(st.sampled_from(PAIRS))


def linked(weights: Weights, asked: set[Link]) -> set[Link]:
    """The pairs that are compared and fit."""
    return {pair for pair in asked if weights[pair] > 0}


def groups(
    weights: Weights,
    links: set[Link],
    starts: Sequence[str] = KEYS,
    items: Mapping[str, Occurrence] = ITEMS,
    said: Decided = NOTHING,
    *,
    known: bool = True,
    state: MemoryState | None = None,
    looked_at: list[str] | None = None,
) -> list[Group]:
    """The groups that these links, and those of `state`, hold together."""

    def briefly(a: Occurrence, b: Occurrence) -> Verdict:
        weight = weights.get((a.key, b.key), -12.0)
        return Verdict(Score(weight), "" if weight > -10 else WEEKDAY_ALONE if weight < -50 else "place")

    def items_of(keys: Sequence[str]) -> Mapping[str, Occurrence]:
        if looked_at is not None:
            looked_at.extend(keys)
        return {key: items[key] for key in keys}

    state = state or MemoryState({}, {})
    told = [Telling(key, f"r{key}", "", (key,), (), may_be_of_several(item)) for key, item in items.items()]
    state.put_tellings([(one, Marked(one.key, 0, {})) for one in told])
    weighed = {(low, high): weight_of(briefly(items[low], items[high])) for low, high in sorted(links)}
    state.put_links(weighed if known else dict.fromkeys(weighed))
    ruled = state.keys_of(said.ruled)
    return Holding(state, items_of, briefly, ruled).groups(starts)


def keys_of(found: Sequence[Group]) -> set[tuple[str, ...]]:
    return {group.keys for group in found}


@given(WEIGHTS, ASKED, st.sets(st.sampled_from(KEYS)))
def test_a_group_is_the_same_from_wherever_one_looks(weights: Weights, asked: set[Link], starts: set[str]) -> None:
    links = linked(weights, asked)
    whole = groups(weights, links)
    assert sorted(key for group in whole for key in group.keys) == list(KEYS)
    found = groups(weights, links, sorted(starts))
    assert keys_of(found) == {group.keys for group in whole if starts & set(group.keys)}
    assert {pair: weight for group in found for pair, weight in group.links.items()}.items() <= weights.items()


@given(WEIGHTS, ASKED, st.sets(st.sampled_from(KEYS)))
def test_what_links_weigh_is_the_same_remembered_or_asked(weights: Weights, asked: set[Link], starts: set[str]) -> None:
    links = linked(weights, asked)
    assert groups(weights, links, sorted(starts)) == groups(weights, links, sorted(starts), known=False)


@given(WEIGHTS, ASKED, st.sets(st.sampled_from(KEYS)))
def test_what_was_weighed_once_is_not_weighed_again(weights: Weights, asked: set[Link], starts: set[str]) -> None:
    state = MemoryState({}, {})
    first = groups(weights, linked(weights, asked), state=state)
    looked_at: list[str] = []
    assert groups(weights, set(), state=state, looked_at=looked_at) == first
    assert looked_at == []
    state.drop_links(sorted(starts))
    left = {pair for pair in linked(weights, asked) if starts.isdisjoint(pair)}
    assert groups(weights, set(), state=state) == groups(weights, left)


OPENED = {("a", "c"): 3.0, ("a", "d"): 1.0, ("c", "d"): -2.0}  # with "b", what "c" tells is left open, so "d" joins "a"
UNLIKE = dict.fromkeys(PAIRS, -12.0)


@pytest.mark.parametrize("items", [ITEMS, OF_SEVERAL_DAYS], ids=["any", "of several days"])
@given(WEIGHTS, WEIGHTS, ASKED, st.sampled_from(KEYS))
@example({**UNLIKE, **OPENED}, {**UNLIKE, ("b", "c"): 3.0}, set(PAIRS), "b")
def test_what_a_telling_does_not_reach_is_left_as_it_was(
    items: Mapping[str, Occurrence], weights: Weights, others: Weights, asked: set[Link], key: str
) -> None:
    """One telling that is weighed anew changes no group that holds nothing that it reaches, before or after."""
    now = {pair: others[pair] if key in pair else weight for pair, weight in weights.items()}
    before, after = linked(weights, asked), linked(now, asked)
    state = MemoryState({}, {})
    was, found = groups(weights, before, items=items), groups(now, after, items=items, state=state)
    near = set(may_be_regrouped({key, *(end for link in before | after if key in link for end in link)}, state))
    assert [one for one in was if near.isdisjoint(one.keys)] == [one for one in found if near.isdisjoint(one.keys)]


def test_a_link_holds_unless_the_nearest_of_an_end_speak_against_it() -> None:
    fits = {("a", "b"): 3.0, ("b", "c"): 1.0}
    assert keys_of(groups({**fits, ("a", "c"): -0.5}, set(fits), "abc")) == {("a", "b", "c")}
    assert keys_of(groups({**fits, ("a", "c"): -2.0}, set(fits), "abc")) == {("a", "b"), ("c",)}
    assert keys_of(groups({**fits, ("b", "c"): 4.0, ("a", "c"): -2.0}, set(fits), "abc")) == {("a", "b", "c")}


def test_a_link_that_a_decision_touches_holds() -> None:
    fits = {("a", "b"): 3.0, ("b", "c"): 1.0}
    same = decided([Ruling(True, (frozenset("b"), frozenset("c")))])
    assert keys_of(groups({**fits, ("a", "c"): -12.0}, set(fits), "abc", said=same)) == {("a", "b", "c")}


def test_a_link_that_rests_on_a_weekday_alone_holds() -> None:
    links = {("a", "b"), ("b", "c")}
    assert keys_of(groups({("a", "b"): -99.0, ("b", "c"): -99.0}, links, "abc")) == {("a", "b", "c")}


def test_what_may_be_of_several_days_is_held_to_none_of_them() -> None:
    items = {
        key: occurrence((claim(key, f"r{key}", when=when),), {})
        for key, when in (
            ("a", on("2021-05-07")), ("b", on("2021-05-14")), ("c", one_of("Friday", "2021-05-07", "2021-05-14")),
        )
    }  # fmt: skip
    fits = {("a", "c"): 3.0, ("b", "c"): 3.0}
    assert keys_of(groups(fits, {("a", "c")}, "abc", items)) == {("a", "c"), ("b",)}
    assert keys_of(groups(fits, set(fits), "abc", items)) == {("a",), ("b",), ("c",)}


DAY = "2021-05-10"
TOLLS = ({"killed": exactly(5)}, {"killed": exactly(90)}, {})  # five and ninety are two raids, and no toll fits both


def raid(n: int) -> Claim:
    """One of many tellings of two raids on one town, linked to each other."""
    return claim(f"c{n:03}", f"r{n:03}", actors=[ARMY], recipients=[OMAR], places=[TYRE], when=on(DAY),
                 counts=TOLLS[n % 3], text=f"raid on the market with word{n % 8} and other{n // 8}")  # fmt: skip


def stored(told: Claim) -> Report:
    text = f"only {told.report} says this " * 3
    return Report(told.report, "raids.jsonl", text, published=on(DAY))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[frozenset[str]]]:
    """The pairs of keys that are compared, as they are."""
    pairs: list[frozenset[str]] = []

    def noting(a: object, b: object, *rest: object, **more: object) -> object:
        pairs.append(frozenset((a.key, b.key)))  # type: ignore[attr-defined]
        return compare(a, b, *rest, **more)  # type: ignore[arg-type]

    for module in (compared_module, pair_weights, taking_in):
        monkeypatch.setattr(module, "compare", noting)
    yield pairs


def added_to_a_chain(days: int, compared: list[frozenset[str]]) -> tuple[int, int]:
    """A raid a day, each told twice with its toll, and once so that it may be that of the days around as well: the
    length of the chain by its links, and how many pairs are compared for the last that comes in."""
    told: list[Claim] = []
    day_of: dict[str, str] = {}
    for n in range(days):
        day = str(date(2021, 5, 10) + timedelta(days=n))
        toll = {"killed": exactly(10 + 7 * n)}
        for name, when, counts in (("a", on(day), toll), ("b", on(day), toll), ("c", None, {})):
            key = f"{n:03}{name}"
            told.append(
                claim(key, f"r{key}", actors=[ARMY], recipients=[OMAR], places=[TYRE], when=when, counts=counts)
            )
            day_of[f"r{key}"] = day
    state = MemoryState({c.id: c for c in told}, {report: on(day) for report, day in day_of.items()})
    for some in (told[:-1], told[-1:]):
        compared.clear()
        merging = Merging(state, almanac())
        for c in some:
            merging.take_in(report(c.report, day_of[c.report]), [c])
        list(merging.remade())
    links = {c.id: {end for link in state.links_of([c.id]) for end in link} for c in told}
    return max(map(len, connected(links))), len(compared)


def test_what_one_report_costs_does_not_grow_with_the_chain_that_it_joins(compared: list[frozenset[str]]) -> None:
    (short, few), (long, many) = (added_to_a_chain(days, compared) for days in (20, 60))
    assert (short, long) == (60, 180)
    assert many <= few * 1.1


def test_events_that_hold_what_they_held_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [raid(n) for n in range(24)]
    kept: list[tuple[str, ...]] = []
    put = taking_in.Remaking.remade

    def noting(self: taking_in.Remaking, *args: object) -> object:
        found = put(self, *args)  # type: ignore[arg-type]
        kept.extend(event.claims for one in found for event in one.events)
        return found

    with Chronicle.open() as chronicle:
        for c in told[:-1]:
            chronicle.add(stored(c), [c])
        bring_up_to_date(chronicle, almanac())
        before = {event.id: event for event in chronicle.events()}
        monkeypatch.setattr(taking_in.Remaking, "remade", noting)
        chronicle.add(stored(told[-1]), told[-1:])
        bring_up_to_date(chronicle, almanac())
        after = {event.id: event for event in chronicle.events()}
        made = set(kept)
        assert bring_up_to_date(chronicle, almanac(), anew=True) == 0  # what was left alone is what it would be
    changed = {event.claims for id, event in after.items() if before.get(id) != event}
    assert made == changed
    assert len(changed) < len(after)
