"""Undated tellings that give a weekday alone: what they join, and when they stay alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from merge_cases import BEIRUT, LINA, NOUR, OMAR, TYRE, almanac, claim, grouped, on, one_of, report, weekday

from whimbrel.merge import Merging, merge
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.whole import Alike, Whole, alike, nothing_known, words_of
from whimbrel.merge.why import AS_A_WHOLE, Events, why_together
from whimbrel.merge.words import shipped_rarity
from whimbrel.model import Claim, Event, Status

FIRST, WEEK_AFTER, YEARS_AFTER = "2021-05-10", "2021-05-17", "2024-06-03"  # Mondays
TALKS: dict[str, Any] = {"type": "CONSULT", "actors": [LINA, OMAR], "places": [BEIRUT]}
QUARRY = (
    "The quarry tax, the stranded ferries and the orchard lease were on the table, with a glassworks pension.",
    "They spoke of ferries stranded in the harbour, the pension of the glassworks, and the tax on quarries.",
    "An orchard lease was renewed; the quarry tax and the pension dispute at the glassworks were put off.",
)
CHESS = (
    "A chess academy, vaccine freezers and the tramway depot filled the agenda; a museum loan was agreed.",
    "The museum loan and the tramway came first, then freezers for vaccines and the academy for chess.",
    "They agreed on the depot of the tramway and on lending a museum its astrolabe.",
)
OLD = "Ferries are stranded, the pension of the glassworks is unpaid, and the quarry tax and orchard lease are due."
Told = tuple[Claim, str | None, Whole]


def dated(name: str, text: str, day: str = FIRST, **more: Any) -> Told:
    """A report of a day that tells of talks on it."""
    return claim(name, f"r-{name}", **{**TALKS, "when": on(day), **more}), day, Whole(words_of(text))


def undated(text: str = OLD, *, written: tuple[tuple[str, str], ...] | None = None, **more: Any) -> Told:
    """An undated report of talks on a Monday; `written` are the days that its grounds leave."""
    runs = written and tuple((ordinal(first), ordinal(last)) for first, last in written)
    return claim("u", "r-u", **{**TALKS, "when": weekday("Monday"), **more}), None, Whole(words_of(text), runs)


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def talks(name: str, texts: Sequence[str], day: str, **more: Any) -> list[Told]:
    return [dated(f"{name}{n}", text, day, **more) for n, text in enumerate(texts)]


def made(told: Sequence[Told]) -> list[Event]:
    wholes = {one.report: whole for one, _, whole in told}
    reports = [report(one.report, day) for one, day, _ in told]
    return merge([one for one, _, _ in told], reports, almanac(), whole=wholes.__getitem__)


def home(told: Sequence[Told]) -> set[str]:
    """The claims that the undated one is with."""
    (group,) = (group for group in grouped(made(told)) if "u" in group)
    return set(group) - {"u"}


ZEIN = replace(NOUR, id="person:zein-mansour", name="Zein Mansour")
QUARRY_TALKS, CHESS_TALKS = talks("q", QUARRY, FIRST), talks("c", CHESS, YEARS_AFTER)


def test_it_joins_the_happening_that_its_whole_report_tells_of() -> None:
    assert home([*QUARRY_TALKS, undated()]) == {"q0", "q1", "q2"}


def test_a_look_alike_of_another_year_is_left_aside() -> None:
    assert home([*QUARRY_TALKS, *CHESS_TALKS, undated()]) == {"q0", "q1", "q2"}
    assert home([*CHESS_TALKS, undated()]) == set()


@pytest.mark.parametrize(
    "more",
    [
        {"when": weekday("Tuesday")},
        {"places": [TYRE]},
        {"places": []},
        {"actors": [LINA]},
        {"actors": [LINA, NOUR]},
        {"status": Status.PLANNED},
        {"type": "AGREE"},
        {"when": None},
    ],
)
def test_it_stays_alone_where_weekday_town_company_or_deed_do_not_agree(more: dict[str, Any]) -> None:
    assert home([*QUARRY_TALKS, undated(**more)]) == set()


def test_each_side_may_name_more_but_not_both() -> None:
    assert home([*QUARRY_TALKS, undated(actors=[LINA, OMAR, NOUR])]) == {"q0", "q1", "q2"}
    others = talks("q", QUARRY, FIRST, actors=[LINA, OMAR, NOUR])
    assert home([*others, undated()]) == {"q0", "q1", "q2"}
    assert home([*others, undated(actors=[LINA, OMAR, ZEIN])]) == set()


def test_two_happenings_that_fit_leave_it_alone() -> None:
    again = talks("a", QUARRY, WEEK_AFTER)
    assert home([*QUARRY_TALKS, *again, undated()]) == set()
    assert home([*QUARRY_TALKS, *again[:1], undated()]) == set()  # that few tell of the other makes it no other day's


def test_grounds_of_dating_may_exclude_one_of_two_or_the_only_one() -> None:
    again, june = talks("a", QUARRY, WEEK_AFTER), (("2021-05-12", "2021-05-15"),)
    assert home([*QUARRY_TALKS, *again, undated(written=june)]) == {"q0", "q1", "q2"}
    assert home([*QUARRY_TALKS, undated(written=(("2022-01-01", "2022-12-31"),))]) == set()
    assert home([*QUARRY_TALKS, undated(written=())]) == set()  # its grounds contradict each other


def test_one_report_tells_too_little_of_what_is_particular() -> None:
    assert home([*QUARRY_TALKS[:1], undated()]) == set()


def test_one_word_that_all_hold_is_not_enough() -> None:
    texts = ["The pilgrimage.", "A pilgrimage was the subject.", "Both want pilgrimages."]
    assert home([*talks("q", texts, FIRST), undated("Pilgrimages again.")]) == set()


def test_what_its_people_always_talk_of_is_not_enough() -> None:
    usual = " Customs, visas, embassies, pilgrims, smuggling and fisheries were mentioned."
    told = talks("q", [QUARRY[0] + usual, *QUARRY[1:]], FIRST)
    later = " ".join(CHESS) + usual
    assert home([*told, undated(later)]) == set()
    assert home([*told, undated(OLD + usual)]) == {"q0", "q1", "q2"}


def test_without_whole_reports_it_joins_nothing() -> None:
    told = [*QUARRY_TALKS, undated()]
    found = merge([one for one, _, _ in told], [report(one.report, day) for one, day, _ in told], almanac())
    assert frozenset({"u"}) in grouped(found)
    assert nothing_known("r").may_be_written(date(2021, 5, 10), date(2021, 5, 10))


MONDAYS = [str(date(2021, 3, 1) + timedelta(weeks=n)) for n in range(20)]  # FIRST and WEEK_AFTER are among them


def test_a_weekday_of_many_weeks_is_as_open_as_one_of_any() -> None:
    many = {"when": one_of("Monday", *MONDAYS)}
    assert home([*QUARRY_TALKS, undated(**many)]) == {"q0", "q1", "q2"}
    assert home([*QUARRY_TALKS[:1], undated(**many)]) == set()
    assert home([*QUARRY_TALKS, undated(CHESS[0], **many)]) == set()
    assert home([*talks("q", QUARRY, YEARS_AFTER), undated(**many)]) == set()
    assert home([*QUARRY_TALKS, *talks("a", QUARRY, WEEK_AFTER), undated(**many)]) == set()


# ---- any order


def taken_in(told: Sequence[Told], random: Random) -> Mapping[str, Event]:
    """The events after the reports came in one by one or by a few."""
    wholes = {one.report: whole for one, _, whole in told}
    facts = {one.report: report(one.report, day) for one, day, _ in told}
    state = MemoryState({one.id: one for one, _, _ in told}, {id: its.published for id, its in facts.items()})
    events: dict[str, Event] = {}
    order = random.sample(told, len(told))
    while order:
        size = random.choice([1, 1, 2, 4])
        merging = Merging(state, almanac(), whole=wholes.__getitem__)
        for one, _, _ in order[:size]:
            merging.take_in(facts[one.report], [one])
        for group in (group for part in merging.remade() for group in part):
            events = {id: event for id, event in events.items() if not {*event.claims} & {*group.claims}}
            events |= {event.id: event for event in group.events}
        order = order[size:]
    return events


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_reports_changes_nothing(seed: int) -> None:
    random = Random(seed)
    stock = [*QUARRY_TALKS, *CHESS_TALKS, *talks("a", QUARRY, WEEK_AFTER), undated()]
    told = random.sample(stock, random.randint(5, len(stock)))
    first = taken_in(told, random)
    assert all(taken_in(told, random) == first for _ in range(4))
    assert {event.id: event for event in made(told)} == first


# ---- why


def test_why_tells_what_the_whole_reports_share() -> None:
    told = [*QUARRY_TALKS, undated()]
    wholes = {one.report: whole for one, _, whole in told}
    state = MemoryState({one.id: one for one, _, _ in told}, {one.report: day and on(day) for one, day, _ in told})
    merging = Merging(state, almanac(), whole=wholes.__getitem__)
    for one, day, _ in told:
        merging.take_in(report(one.report, day), [one])
    events = [event for part in merging.remade() for group in part for event in group.events]
    of = {id: event.id for event in events for id in event.claims}
    claims = {event.id: event.claims for event in events}
    asked = Events(lambda ids: {id: of[id] for id in ids if id in of}, claims.__getitem__)
    pairs = [p for p in why_together(state, merging, claims[of["u"]], asked).pairs if "u" in (p.one.key, p.other.key)]
    assert len(pairs) == 3
    assert all(list(pair.verdict.score.parts) == [AS_A_WHOLE] for pair in pairs)
    assert {"quarrie", "glasswork"} & set(pairs[0].words)


# ---- likeness


def test_likeness_is_symmetric_and_between_nought_and_one() -> None:
    sides = [[words_of(text) for text in texts] for texts in (QUARRY, CHESS, (OLD,))]
    rarity = shipped_rarity()
    for one in sides:
        assert alike(one, one, frozenset(), rarity).value == pytest.approx(1.0)
        for other in sides:
            assert alike(one, other, frozenset(), rarity) == alike(other, one, frozenset(), rarity)
    assert (
        alike(sides[0], sides[1], frozenset(), rarity).value
        < 0.1
        < alike(sides[0], sides[2], frozenset(), rarity).value
    )
    assert alike(sides[0], sides[2], words_of(OLD), rarity) == Alike()


def test_weekdays_and_short_words_tell_nothing() -> None:
    assert words_of("On Monday the two met in Rome's ports") == {"rome", "port"}
