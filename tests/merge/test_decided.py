"""What people decide about events stands above what is seen, and does not depend on the order of anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import ARMY, BEIRUT, LINA, NOUR, OMAR, TYRE, almanac, claim, events, exactly, grouped, on, report
from test_order import DRAFTS, REPORTS, drawn

from examples import tried
from whimbrel.merge import Merging, ReportFacts
from whimbrel.merge.decided import NOTHING, Check, Correction, Decided, Ruling, decided
from whimbrel.merge.memory_state import MemoryState
from whimbrel.model import Claim, Count, Event, Status

DAY, NEXT = "2021-05-10", "2021-05-14"
FOUR = [report(name, DAY) for name in ("r1", "r2", "r3", "r4")]


def same(*sides: Iterable[str], by: str = "d") -> Ruling:
    return Ruling(True, (frozenset(sides[0]), frozenset(sides[1])), by)


def different(*sides: Iterable[str], by: str = "d") -> Ruling:
    return Ruling(False, (frozenset(sides[0]), frozenset(sides[1])), by)


def raid(name: str, where: str, day: str = DAY, **given_: object) -> Claim:
    shape: dict = {"actors": [ARMY], "recipients": [OMAR], "places": [TYRE], "counts": {"killed": exactly(7)},
                   "text": "raid bakery harbour"}  # fmt: skip
    return claim(name, where, when=on(day), **{**shape, **given_})


A, B, C = raid("a", "r1"), raid("b", "r2"), raid("c", "r3")
FAR = raid("f", "r3", NEXT, actors=[LINA], recipients=[NOUR], places=[BEIRUT], counts={"killed": exactly(90)})


def test_what_is_one_is_parted_and_what_is_two_is_joined() -> None:
    told = [A, B, FAR]
    assert grouped(events(told, FOUR)) == {frozenset("ab"), frozenset("f")}
    assert grouped(events(told, FOUR, decided([different("a", "b")]))) == {frozenset(x) for x in "abf"}
    assert grouped(events(told, FOUR, decided([same("ab", "f")]))) == {frozenset("abf")}  # day, place, dead, parties


def test_a_later_word_stands_above_an_earlier_one() -> None:
    first, second = different("a", "b"), same("a", "b")
    assert grouped(events([A, B], FOUR, decided([first, second]))) == {frozenset("ab")}
    assert grouped(events([A, B], FOUR, decided([second, first]))) == {frozenset("a"), frozenset("b")}


def test_claims_of_one_report_are_parted_and_joined() -> None:
    told = [raid("a", "r1"), raid("b", "r1"), raid("f", "r1", NEXT, places=[BEIRUT])]
    assert grouped(events(told, FOUR)) == {frozenset("ab"), frozenset("f")}
    assert grouped(events(told, FOUR, decided([different("a", "b"), same("f", "b")]))) == {
        frozenset("a"), frozenset("bf"),
    }  # fmt: skip


def test_two_types_that_are_said_to_be_one_are_one() -> None:
    told = [A, claim("x", "r2", "COERCE", actors=[ARMY]), claim("y", "r1", "COERCE", actors=[ARMY])]
    one = decided([same("a", "x"), same("ax", "y")], [Correction("a", "type", "COERCE", "COERCE", "COERCE")])
    (found,) = events(told, FOUR, one)
    assert (set(found.claims), found.type) == ({"a", "x", "y"}, "COERCE")


def test_in_a_ring_what_is_parted_stays_parted_and_the_later_same_holds() -> None:
    told = [A, FAR, raid("m", "r4", "2021-05-18", places=[BEIRUT], actors=[NOUR], recipients=[])]
    apart = different("a", "m")
    for rulings, wanted in (
        ([same("a", "f"), same("f", "m"), apart], {"a", "fm"}),
        ([same("f", "m"), same("a", "f"), apart], {"af", "m"}),
        ([apart, same("f", "m"), same("a", "f")], {"af", "m"}),
    ):
        assert grouped(events(told, FOUR, decided(rulings))) == {frozenset(group) for group in wanted}


def test_a_telling_that_fits_one_of_two_that_were_joined_goes_with_both() -> None:
    misdated = raid("w", "r2", NEXT, text="raid quarter depot")
    later = raid("z", "r4")
    assert grouped(events([A, misdated, later], FOUR)) == {frozenset("az"), frozenset("w")}
    assert grouped(events([A, misdated, later], FOUR, decided([same("a", "w")]))) == {frozenset("awz")}
    elsewhere = raid("z", "r4", places=[BEIRUT], actors=[LINA], recipients=[NOUR], text="z")  # fits neither
    assert frozenset("z") in grouped(events([A, misdated, elsewhere], FOUR, decided([same("a", "w")])))


def test_corrections_and_checks_follow_the_event_that_keeps_the_id() -> None:
    toll = Count(9, 9, "9")
    about = decided(
        [], [Correction("a", "killed", Count(8, 8, "8"), "8", "8"), Correction("a", "killed", toll, "9", "9", "Ada")],
        [Check("a", "wrong"), Check("a", "right")],
    )  # fmt: skip
    (found,) = events([A, B], FOUR, about)
    assert (found.counts["killed"], found.checked) == (toll, "right")
    assert [(value.value, value.shown, value.rule) for value in found.fields["killed"]] == [
        ("9", True, "decided by Ada"), ("8", False, ""), ("7", False, ""),
    ]  # fmt: skip
    parted = events([A, B], FOUR, decided([different("a", "b")], about.corrections, about.checks))
    assert {event.claims: event.checked for event in parted} == {("a",): "right", ("b",): ""}


def test_what_is_decided_of_claims_that_are_not_there_does_nothing() -> None:
    about = decided([same("a", "q"), different("q", "b")], [Correction("q", "mode", "drone", "drone", "drone")],
                    [Check("q", "wrong")])  # fmt: skip
    assert events([A, B, FAR], FOUR, about) == events([A, B, FAR], FOUR)


def test_denied_and_told_are_joined_where_somebody_says_so() -> None:
    denied = raid("n", "r2", status=Status.PLANNED)
    assert len(events([A, denied], FOUR)) == 2
    assert len(events([A, denied], FOUR, decided([same("a", "n")]))) == 1


# ---- any claims, any decisions

SIDES = st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)
RULINGS = st.lists(st.tuples(st.booleans(), SIDES, SIDES), max_size=5)


def ruled(drafts: Sequence[tuple[bool, list[int], list[int]]]) -> Decided:
    rulings = []
    for number, (one, left, right) in enumerate(drafts):
        sides = ({f"c{n:02}" for n in left}, {f"c{n:02}" for n in right if n not in left})
        if sides[1]:
            rulings.append((same if one else different)(*sides, by=f"d{number}"))
    return decided(rulings)


def taken_in(told: Sequence[Claim], reports: Sequence[ReportFacts], about: Decided, *, late: bool = False) -> set[str]:
    """The events when reports come in this order, each by a run of its own; `late`: decided when all are there."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for one in told:
        by_report[one.report].append(one)
    state = MemoryState({one.id: one for one in told}, {one.id: one.published for one in reports})
    found: dict[str, Event] = {}

    def keep(merging: Merging) -> None:
        groups = [group for part in merging.remade() for group in part]
        anew = {id for group in groups for id in group.claims}
        for gone in [event for event in found.values() if anew & set(event.claims)]:
            assert set(gone.claims) <= anew
            del found[gone.id]
        found.update({event.id: event for group in groups for event in group.events})

    for one in reports:
        merging = Merging(state, almanac(), NOTHING if late else about)
        merging.take_in(one, by_report[one.id])
        keep(merging)
    if late:
        merging = Merging(state, almanac(), about)
        sides = {id for ruling in about.rulings for side in ruling.sides for id in side}
        for one in reports:
            if any(each.id in sides for each in by_report[one.id]):
                merging.retell(one.id, by_report[one.id])
        keep(merging)
    return {str(event) for event in found.values()}


@settings(max_examples=tried(150), deadline=None)
@given(st.lists(DRAFTS, min_size=2, max_size=10), RULINGS, st.permutations(REPORTS))
def test_decisions_give_the_same_events_in_any_order(
    drafts: list[dict], rulings: list, reports: list[ReportFacts]
) -> None:
    told, about = drawn(drafts), ruled(rulings)
    wanted = {str(event) for event in events(told, REPORTS, about)}
    assert taken_in(told, reports, about) == wanted
    assert taken_in(told, reports, about, late=True) == wanted


@settings(max_examples=tried(150), deadline=None)
@given(st.lists(DRAFTS, min_size=2, max_size=10), RULINGS)
def test_who_is_parted_never_meets_and_who_is_joined_does(drafts: list[dict], rulings: list) -> None:
    told, about = drawn(drafts), ruled(rulings)
    home = {id: event.id for event in events(told, REPORTS, about) for id in event.claims}
    for one, other in combinations(sorted(home), 2):
        number = about.number_between([one], [other])
        if number is not None and not about.rulings[number].same:
            assert home[one] != home[other]
        elif number is not None and all(ruling.same for ruling in about.rulings):
            assert home[one] == home[other]
