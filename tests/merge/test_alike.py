"""What joins a large group is compared with it once, and the rest of it is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_cases import ARMY, OMAR, TYRE, almanac, claim, exactly, on, report

from whimbrel.chronicle import Chronicle
from whimbrel.merge import Merging, pair_weights, taking_in
from whimbrel.merge import compared as compared_module
from whimbrel.merge.alike import came_together, links_within
from whimbrel.merge.compare import compare
from whimbrel.merge.groups import connected
from whimbrel.merge.memory_state import MemoryState
from whimbrel.model import Claim, Report
from whimbrel.remaking import bring_up_to_date

KEYS = "abcdefgh"
LINKS = st.sets(st.sampled_from([(a, b) for a, b in combinations(KEYS, 2)]))


def both_ways(links: set[tuple[str, str]]) -> Mapping[str, set[str]]:
    return {key: {b if a == key else a for a, b in links if key in (a, b)} for key in KEYS}


@given(LINKS, st.sets(st.sampled_from(KEYS)))
def test_pairs_come_together_unless_they_were_in_one_group_before(drawn: set[tuple[str, str]], fresh: set[str]) -> None:
    links = both_ways(drawn)
    before = both_ways({link for link in drawn if not fresh.intersection(link)})
    home = {key: n for n, group in enumerate(connected(before)) for key in group}
    for group in connected(links):
        found = list(came_together(group, links, fresh))
        assert len(found) == len(set(found))
        assert set(found) == {(a, b) for a, b in combinations(group, 2) if home[a] != home[b]}
        assert links_within(group, links) == {link for link in drawn if link[0] in group}


DAY = "2021-05-10"
TOLLS = ({"killed": exactly(5)}, {"killed": exactly(90)}, {})  # five and ninety are two raids, and no toll fits both


def raid(n: int) -> Claim:
    """One of many tellings of two raids on one town, all of one group."""
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


def test_what_joins_a_long_group_does_not_have_all_of_it_compared_again(compared: list[frozenset[str]]) -> None:
    days = [str(date(2021, 5, 10) + timedelta(days=n // 2)) for n in range(60)]
    told = [claim(f"c{n:03}", f"r{n:03}", actors=[ARMY], recipients=[OMAR], places=[TYRE]) for n in range(60)]
    state = MemoryState({c.id: c for c in told}, {c.report: on(day) for c, day in zip(told, days, strict=True)})
    for some in (told[:-1], told[-1:]):
        compared.clear()
        merging = Merging(state, almanac())
        for c in some:
            merging.take_in(report(c.report, days[int(c.id[1:])]), [c])
        list(merging.remade())
    assert len(connected({c.id: {end for link in state.links_of([c.id]) for end in link} for c in told})) == 1
    assert {pair for pair in map(frozenset, combinations([c.id for c in told], 2)) if told[-1].id in pair} <= set(
        compared
    )
    assert len(set(compared)) < len(told) * (len(told) - 1) / 4  # of all pairs that there are


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
