"""The solver: hard constraints always hold, order does not matter, and what clashes is named."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from whimbrel.dating import Constraint, Strength, solve
from whimbrel.dating.days import EVER, Days, bounds, count, days, edtf, holds, meet, not_after, not_before, within
from whimbrel.dating.weekdays import about_each

DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))
RUNS = st.tuples(DAYS, st.integers(0, 900)).map(lambda run: (run[0], run[0] + timedelta(days=run[1])))
SETS = st.lists(RUNS, min_size=1, max_size=3).map(days)


def said(allowed: Days, strength: Strength = Strength.STRONG, words: str = "x") -> Constraint:
    return Constraint("test", None, words, words, allowed, strength, words)


CONSTRAINTS = st.builds(said, SETS, st.sampled_from(list(Strength)), st.sampled_from("abcdef"))


@given(st.lists(CONSTRAINTS, max_size=8))
def test_the_answer_lies_inside_every_hard_constraint(found: list[Constraint]) -> None:
    solution = solve(found)
    for constraint in found:
        if constraint.strength is Strength.HARD:
            assert meet(solution.days, constraint.allowed) == solution.days


@given(st.lists(CONSTRAINTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_constraints_does_not_matter(found: list[Constraint], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert solve(mixed) == solve(found)


@given(st.lists(CONSTRAINTS, min_size=1, max_size=8))
def test_a_conflict_cannot_hold_and_any_smaller_part_of_it_can(found: list[Constraint]) -> None:
    solution = solve(found)
    if not solution.conflict:
        assert solution.days
        return
    assert solution.days == ()
    for left_out in solution.conflict:
        rest = EVER
        for constraint in solution.conflict:
            if constraint is not left_out:
                rest = meet(rest, constraint.allowed)
        assert rest


@given(SETS, SETS, DAYS)
def test_what_two_sets_share_holds_the_days_that_both_hold(a: Days, b: Days, day: date) -> None:
    assert holds(meet(a, b), day) == (holds(a, day) and holds(b, day))


def test_the_fewer_witnesses_are_left_out_and_listed() -> None:
    late = [said(not_before(date(2014, 7, 17)), words="a"), said(not_before(date(2014, 3, 18)), words="b")]
    early = said(not_after(date(2009, 1, 20)), words="c")
    solution = solve([*late, early])
    assert bounds(solution.days) == (date(2014, 7, 17), None)
    assert solution.left_out == (early,)


def test_the_same_thing_said_twice_is_one_witness() -> None:
    often = [Constraint("test", None, "", "fact", not_after(date(2010, 1, 1)), Strength.STRONG, w) for w in "uvw"]
    others = [said(not_before(date(2012, 1, 1)), words="a"), said(not_before(date(2013, 1, 1)), words="b")]
    assert bounds(solve([*often, *others]).days)[0] == date(2013, 1, 1)


def test_a_weak_constraint_never_outvotes_a_strong_one() -> None:
    strong = said(within(date(2016, 1, 1), date(2016, 12, 31)), words="a")
    weak = [said(within(date(2015, 1, 1), date(2015, 2, 1)), Strength.WEAK, w) for w in "uvw"]
    assert solve([strong, *weak]).days == strong.allowed


def test_sets_are_written_in_edtf() -> None:
    assert edtf(within(date(2022, 8, 12), date(2022, 8, 19))) == "2022-08-12/2022-08-19"
    assert edtf(not_before(date(2022, 8, 12))) == "2022-08-12/.."
    assert edtf(days([(date(2022, 8, 12), date(2022, 8, 12)), (date(2022, 8, 19), date(2022, 8, 19))])) == (
        "[2022-08-12,2022-08-19]"
    )
    assert edtf(EVER) is None
    assert count(within(date(2022, 8, 12), date(2022, 8, 19))) == 8


def test_what_recurs_to_the_end_of_the_calendar_is_open() -> None:
    found = solve([said(about_each(2, early=1), Strength.WEAK)])
    assert bounds(found.days) == (None, None)
