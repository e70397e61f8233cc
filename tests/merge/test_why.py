"""What keeps events apart, and what holds their tellings together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from merge_cases import ARMY, BEIRUT, LINA, OMAR, PEOPLE, TYRE, almanac, claim, exactly, on, report

from whimbrel.merge import Merging
from whimbrel.merge.decided import NOTHING, Decided, Ruling, decided
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.why import Apart, Events, Why, parting, why_apart, why_together
from whimbrel.model import Claim, Event

DAY = "2021-05-10"
NOTHING_KNOWN: dict = {"actors": [], "recipients": [], "places": [], "counts": {}, "text": "x", "when": None}


def raid(name: str, where: str, **given: object) -> Claim:
    shape: dict = {"actors": [ARMY], "recipients": [OMAR], "places": [TYRE], "counts": {"killed": exactly(7)},
                   "text": "raid bakery harbour", "when": on(DAY)}  # fmt: skip
    return claim(name, where, **{**shape, **given})


class Made:
    """Events made of claims, each in a report of its own day, ready to be asked about."""

    def __init__(self, told: Sequence[Claim], about: Decided = NOTHING) -> None:
        reports = sorted({one.report for one in told})
        facts = [report(name, DAY) for name in reports]
        self.state = MemoryState({one.id: one for one in told}, {one.id: one.published for one in facts})
        self.merging = Merging(self.state, almanac(), about)
        for one in facts:
            self.merging.take_in(one, [each for each in told if each.report == one.id])
        self.events: dict[str, Event] = {
            e.id: e for part in self.merging.remade() for group in part for e in group.events
        }
        self.home = {id: event.id for event in self.events.values() for id in event.claims}

    def why(self, claim_id: str) -> Why:
        events = Events(
            lambda ids: {id: self.home[id] for id in ids if id in self.home}, lambda id: self.events[id].claims
        )
        return why_together(self.state, self.merging, self.events[self.home[claim_id]].claims, events)

    def apart(self, left: Sequence[str], right: Sequence[str]) -> tuple[Apart, set[str]]:
        sides = [list(self.merging.told(self.state.keys_of(side)).values()) for side in (left, right)]
        found = parting(self.merging, *sides)
        return found.how, {found.by.one.key, found.by.other.key}


def test_an_events_pairs_come_best_first_with_all_their_parts() -> None:
    made = Made([raid("a", "r1"), raid("b", "r2"), raid("c", "r3", places=[]), raid("d", "r1", text="the raid", at=50)])
    found = made.why("a")
    assert [item.key for item in found.tellings] == ["a", "b", "c"]
    values = [pair.verdict.score.value for pair in found.pairs]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)
    for pair in found.pairs:
        assert sum(pair.verdict.score.parts.values()) == pytest.approx(pair.verdict.score.value)
        assert {"bakery", "harbour"} <= set(pair.words)
    assert [(pair.one.key, pair.other.key) for pair in found.within] == [("a", "d")]
    assert not found.near


def test_near_misses_tell_what_kept_them_apart() -> None:
    made = Made([raid("a", "r1"), raid("n", "r2", when=on("2021-05-12"))])
    (near,) = made.why("a").near
    assert near.event == made.home["n"]
    assert (near.parting.how, near.best.verdict.forbidden) == (Apart.FORBIDDEN, "time")
    assert made.why("n").near[0].event == made.home["a"]


def test_what_another_report_tells_of_something_else_is_no_near_miss() -> None:
    made = Made([raid("a", "r1"), raid("f", "r2", places=[BEIRUT], actors=[LINA], recipients=[], text="x",
                                       counts={})])  # fmt: skip
    assert not made.why("a").near


def test_each_way_of_being_apart() -> None:
    told = [
        raid("a", "r1"), raid("b", "r2"),
        raid("v", "r3", actors=[], recipients=[PEOPLE], places=[], counts={}, text="some raid", when=on("2021-05-11")),
        raid("w", "r4", **NOTHING_KNOWN),
        *(raid(f"w{n}", f"r{n}w", **NOTHING_KNOWN) for n in range(9)),
        raid("z", "r5", when=on("2021-05-12")),
    ]  # fmt: skip
    made = Made(told)
    assert made.apart(["a"], ["z"]) == (Apart.FORBIDDEN, {"a", "z"})
    assert made.apart(["a"], ["w"]) == (Apart.LITTLE, {"a", "w"})
    assert made.apart(["a"], ["b", "z"]) == (Apart.ONE_CONTRADICTS, {"a", "z"})
    assert made.apart(["a"], ["b"])[0] is Apart.ELSEWHERE
    assert made.apart(["a"], ["b", "w", *(f"w{n}" for n in range(9))])[0] is Apart.TOGETHER
    ruled = Made(told, decided([Ruling(False, (frozenset("a"), frozenset("b")), "d1")]))
    assert ruled.apart(["a"], ["b"]) == (Apart.DECIDED, {"a", "b"})
    assert ruled.why("a").near[0].parting.how is Apart.DECIDED


def test_two_sides_are_compared_type_by_type() -> None:
    made = Made([raid("a", "r1"), claim("m", "r1", "CONSULT", actors=[ARMY, LINA]), raid("b", "r2")])
    pairs = why_apart(made.state, made.merging, ["a", "m"], ["b"])
    assert [(pair.one.key, pair.other.key, pair.compared) for pair in pairs] == [("a", "b", True)]
    (pair,) = why_apart(made.state, made.merging, ["m"], ["b"])
    assert pair.verdict.forbidden == "type"
