from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import whimbrel
from whimbrel.api import Chronicle
from whimbrel.chronicle import Decision
from whimbrel.reviewing import Answers, Question, Questions, Skipped, agreements, answers_of, pick, question_of
from whimbrel.reviewing.agreement import kappa
from whimbrel.reviewing.pairs import WORTH_ASKING, is_worth_asking
from whimbrel.reviewing.picking import BACK_AFTER
from whimbrel.reviewing.question import KINDS, open_doubt


@pytest.fixture(scope="module")
def chronicle(examples_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronicle]:
    """The example reports, really read."""
    path = shutil.copyfile(examples_read, tmp_path_factory.mktemp("reviewing") / "chronicle.db")
    with whimbrel.open_chronicle(path) as read:
        yield read


def ruling(verb: str, left: str, right: str, who: str, number: int = 0) -> Decision:
    return Decision(f"d{who}{number}{left}{right}", verb, "e1", ("e2",), who=who, sides=((left,), (right,)))


def check(verb: str, claim: str, who: str) -> Decision:
    return Decision(f"d{verb}{claim}{who}", verb, "e1", who=who, sides=((claim,),))


def test_every_kind_is_asked_the_most_useful_first(chronicle: Chronicle) -> None:
    found = Questions(chronicle, chronicle.almanac).settle()
    assert not found.failed and {one.kind for one in found.questions} == set(KINDS)
    uses = [one.use for one in found.questions]
    assert uses == sorted(uses, reverse=True) and all(one.reasons and 0 <= one.doubt <= 1 for one in found.questions)
    assert [question_of(one.id).about for one in found.questions] == [one.about for one in found.questions]
    same = [one for one in found.questions if one.kind == "same"]
    for one in same:
        reports = {chronicle.claim(id).report for id in one.about}
        assert len(reports) == 2
    weighed = chronicle.why(*same[0].about)["pairs"][0]
    assert abs(weighed["score"]) <= WORTH_ASKING and sorted(c[0] for c in weighed["claims"]) == sorted(same[0].about)


@pytest.mark.slow
def test_what_came_since_is_gathered_and_what_is_gone_is_not_asked(chronicle: Chronicle, tmp_path: Path) -> None:
    with whimbrel.read("examples/reports/asad-strike-clarion.html", tmp_path / "own.db") as own:
        questions = Questions(own, own.almanac)
        before = questions.settle()
        assert not [one for one in before.questions if one.kind == "same"]
        whimbrel.read("examples/reports", own)
        after = questions.settle()
        fresh = Questions(own, own.almanac).settle()
        assert after.questions == fresh.questions and len(after.questions) > len(before.questions)


def test_a_pair_is_weighed_without_what_others_decided(examples_read: Path, tmp_path: Path) -> None:
    with whimbrel.open_chronicle(shutil.copyfile(examples_read, tmp_path / "own.db")) as own:
        before = next(one for one in Questions(own, own.almanac).settle().questions if one.kind == "same")
        own.rule("different", *before.about, who="ana")
        after = {one.id: one for one in Questions(own, own.almanac).settle().questions}
        assert after[before.id].doubt == before.doubt and after[before.id].reasons[0] == before.reasons[0]


def test_a_reviewer_is_asked_nothing_twice_and_nobody_a_third_time() -> None:
    one, other = Question("same", ("a", "b"), 1, 2.0), Question("right", ("c",), 1, 1.5)
    none = pick([one, other], Answers(), "ana")
    assert none == [one, other]
    by_ana = answers_of([ruling("same", "b", "a", "ana")])
    assert pick([one, other], by_ana, "ana") == [other]
    assert pick([one, other], by_ana, "ben") == [other, one], "a second answer is worth less than a first"
    by_both = answers_of([*by_ana.decisions, ruling("different", "a", "b", "ben")])
    assert pick([one, other], by_both, "cyd") == [other]
    undone = answers_of([*by_ana.decisions, Decision("u", "undo", by_ana.decisions[0].id)])
    assert pick([one, other], undone, "ana") == [one, other]


def test_what_is_skipped_comes_back_later() -> None:
    some = [Question("right", (f"c{n:02}",), 1, 100.0 - n) for n in range(30)]
    skipped = Skipped()
    skipped.skip("ana", some[0].id)
    order = pick(some, Answers(), "ana", skipped.waiting("ana"))
    assert order[-1] == some[0] and order[0] == some[1]
    assert pick(some, Answers(), "ben", skipped.waiting("ben"))[0] == some[0]
    for _ in range(BACK_AFTER):
        skipped.passed("ana")
    assert pick(some, Answers(), "ana", skipped.waiting("ana"))[0] == some[0]
    for one in some:
        skipped.skip("ben", one.id)
    assert pick(some, Answers(), "ben", skipped.waiting("ben"))[-1] == some[-1], "with nothing else left"


def test_agreement_is_over_what_two_both_answered() -> None:
    told = [
        ruling("same", "a", "b", "ana"),
        ruling("same", "b", "a", "ben"),
        ruling("same", "c", "d", "ana"),
        ruling("different", "c", "d", "ben"),
        ruling("different", "e", "f", "ana"),
        check("right", "g", "ana"),
        check("wrong", "g", "ben"),
        check("right", "g", "ben"),
    ]
    checks, rulings = agreements(told)
    assert (checks.kind, checks.shared, checks.agreed, checks.kappa) == ("right or wrong", 1, 1, None)
    assert (rulings.one, rulings.other, rulings.shared, rulings.agreed, rulings.share) == ("ana", "ben", 2, 1, 0.5)
    assert rulings.kappa == 0


def test_kappa_is_what_cohen_says() -> None:
    """The example of Cohen's article is of three classes; this one, of two, is worked out by hand: po .7, pe .5."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([]) is None and kappa([("y", "y")]) is None


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=1, max_size=40))
def test_kappa_is_the_same_from_both_sides_and_at_most_one(pairs: list[tuple[str, str]]) -> None:
    value, turned = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert value == pytest.approx(turned) if value is not None else turned is None
    assert value is None or value <= 1
    if value == 1:
        assert all(a == b for a, b in pairs)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_the_nearer_to_the_threshold_the_more_open(a: float, b: float) -> None:
    near, far = sorted((a, b), key=abs)
    assert 0 <= open_doubt(far) <= open_doubt(near) <= 1


def test_far_from_the_threshold_nothing_is_asked() -> None:
    from whimbrel.reviewing.pairs import Weighed  # noqa: PLC0415

    assert is_worth_asking(Weighed(0.1, "")) and is_worth_asking(Weighed(1.0, "place"))
    assert not is_worth_asking(Weighed(5.0, "")) and not is_worth_asking(Weighed(-2.0, "time"))
