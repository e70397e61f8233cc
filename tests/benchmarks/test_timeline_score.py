"""The measure of SemEval-2015 task 4 on timelines worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.timeline_score import Closure, Counts, Entry, Relation, compare, graph, relations

A, B, C = (("event", name, 0) for name in "abc")
MAY = Entry(1, "2010-05", ("a",))
JUNE = Entry(2, "2010-06-07", ("b",))


def test_events_are_simultaneous_with_their_dates_and_before_later_neighbours() -> None:
    assert relations([JUNE, MAY]) == [
        Relation(A, "simultaneous", ("time", "2010-05", 0)),
        Relation(B, "simultaneous", ("time", "2010-06-07", 0)),
        Relation(A, "before", B),
    ]


def test_order_nought_is_not_compared() -> None:
    assert relations([Entry(0, "XXXX-XX-XX", ("a", "b"))]) == []
    assert compare([Entry(0, "XXXX-XX-XX", ("a",)), MAY], [MAY]).f1 == 1.0


def test_what_follows_from_the_date_is_left_out_of_the_reduced_set() -> None:
    line = [Entry(1, "2010-05", ("a", "b")), Entry(1, "2010-05", ("c",))]
    assert len(relations(line)) == 5  # three to the date, two between neighbours
    assert len(graph(line).reduced) == 3


def test_what_contradicts_is_counted_and_adds_nothing() -> None:
    """Two orders on one day: the order cannot be, since both are the day's; the task counts it all the same."""
    line = [Entry(1, "2010-05-01", ("a",)), Entry(2, "2010-05-01", ("b",))]
    drawn = graph(line)
    assert Relation(A, "before", B) in drawn.reduced
    assert not drawn.closure.entails(Relation(A, "before", B))
    assert drawn.closure.entails(Relation(A, "simultaneous", B))
    assert compare(line, line) == Counts(3, 3, 3, 3)


def test_a_timeline_worked_out_by_hand() -> None:
    """Gold: a in May, b on 7 June, c on 7 June. Ours: a in May, c on 7 June, d on 8 June.

    Gold reduced: a=May, b=June, c=June, a<b (b=c follows): 4. Ours reduced: a=May, c=7 June, d=8 June, a<c, c<d: 5.
    Of ours a=May, c=7 June and a<c (by b=c) hold in the gold: 3 of 5. Of the gold a=May and c=June hold in ours: 2 of
    4; a<b does not, for ours does not have b.
    """
    gold = [MAY, JUNE, Entry(2, "2010-06-07", ("c",))]
    ours = [MAY, Entry(2, "2010-06-07", ("c",)), Entry(3, "2010-06-08", ("d",))]
    counts = compare(gold, ours)
    assert counts == Counts(right=3, found=5, met=2, wanted=4)
    assert counts.f1 == pytest.approx(2 * 0.6 * 0.5 / 1.1)


def test_a_date_of_other_precision_is_another_date() -> None:
    assert compare([MAY], [Entry(1, "2010-05-01", ("a",))]) == Counts(0, 1, 0, 1)


def test_order_alone_is_worth_something() -> None:
    counts = compare([MAY, JUNE], [Entry(1, "2009", ("a",)), Entry(2, "2011", ("b",))])
    assert counts == Counts(1, 3, 1, 3)


def test_the_same_words_twice_in_a_sentence_are_two_events() -> None:
    gold = [Entry(1, "2010", ("lost", "lost"))]
    assert compare(gold, [Entry(1, "2010", ("lost",))]) == Counts(1, 1, 1, 2)
    assert compare(gold, gold).f1 == 1.0


def test_an_empty_timeline_finds_nothing() -> None:
    assert compare([MAY, JUNE], []) == Counts(0, 0, 0, 3)
    assert Counts().f1 == 0.0


def test_counts_are_summed() -> None:
    assert Counts(1, 2, 3, 4) + Counts(1, 1, 1, 1) == Counts(2, 3, 4, 5)


def test_the_closure_knows_what_follows() -> None:
    closure = Closure()
    assert closure.add(Relation(A, "before", B)) == "new"
    assert closure.add(Relation(B, "simultaneous", C)) == "new"
    assert closure.add(Relation(A, "before", C)) == "entailed"
    assert closure.add(Relation(C, "before", A)) == "contradicted"
    assert closure.add(Relation(A, "simultaneous", C)) == "contradicted"
    assert not closure.entails(Relation(A, "before", ("event", "unheard of", 0)))


LINES = st.lists(
    st.builds(
        Entry,
        st.integers(0, 5),
        st.sampled_from(["2010", "2010-05", "2010-05-01", "XXXX-XX-XX"]),
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3).map(tuple),
    ),
    max_size=8,
)


@given(LINES, LINES)
def test_bounds_and_symmetry(one: list[Entry], other: list[Entry]) -> None:
    counts, turned = compare(one, other), compare(other, one)
    assert 0 <= counts.right <= counts.found
    assert 0 <= counts.met <= counts.wanted
    assert (counts.right, counts.found, counts.met, counts.wanted) == (
        turned.met, turned.wanted, turned.right, turned.found,
    )  # fmt: skip
    own = compare(one, one)
    assert own.right == own.found == own.met == own.wanted
