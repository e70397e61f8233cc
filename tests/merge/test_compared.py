"""A verdict is given again as long as nothing that it rests on is another."""

from __future__ import annotations

import pytest
from merge_cases import ARMY, OMAR, TYRE, claim, on

from whimbrel.merge import compared as compared_module
from whimbrel.merge.compare import Evidence, compare
from whimbrel.merge.compared import Compared
from whimbrel.merge.occurrence import Occurrence, occurrence
from whimbrel.merge.words import shipped_rarity


def told(name: str, text: str) -> Occurrence:
    one = claim(f"c{name}", f"r{name}", actors=[ARMY], recipients=[OMAR], places=[TYRE], text=text)
    return occurrence((one,), {f"r{name}": on("2021-05-10")}, shipped_rarity())


A, B = told("a", "a raid on the fish market"), told("b", "soldiers raided the old fish market")


def test_it_is_that_of_comparing_in_either_order() -> None:
    evidence = Evidence({}, {})
    known = Compared(evidence)
    assert known.verdict(A, B) == known.verdict(B, A) == compare(A, B, evidence, brief=True)


def test_reports_that_come_to_be_copies_are_compared_anew() -> None:
    lineage = {"ra": "ra", "rb": "rb"}
    evidence = Evidence({}, lineage)
    known = Compared(evidence)
    before = known.verdict(A, B)
    lineage["rb"] = "ra"
    assert known.verdict(A, B) == compare(A, B, evidence, brief=True) != before


def test_the_oldest_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared_module, "KEPT", 2)
    known = Compared(Evidence({}, {}))
    for other in [told(f"x{n}", "a raid") for n in range(5)]:
        known.verdict(A, other)
    assert len(known._known) == 2
