"""The same claims give the same events, whatever their order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import (
    ARMY,
    BEIRUT,
    LEBANON,
    LINA,
    NOUR,
    OMAR,
    PEOPLE,
    REBELS,
    SOUTH,
    TYRE,
    at_least,
    claim,
    events,
    exactly,
    on,
    report,
    weekday,
)  # fmt: skip

from examples import tried
from whimbrel.model import Claim, PassageKind, Status

DAYS = [str(date(2021, 5, 10) + timedelta(days=n)) for n in range(4)]
PARTIES = st.lists(st.sampled_from([LINA, OMAR, NOUR, ARMY, REBELS, PEOPLE]), max_size=2, unique=True)
TIMES = st.none() | st.sampled_from([on(day) for day in DAYS] + [weekday("Monday"), weekday("Friday")])
TOLLS = st.sampled_from([{}, {}, {"killed": exactly(4)}, {"killed": exactly(6)}, {"killed": at_least(3)}])
STOCK = ["market", "shelling", "quarter", "convoy", "depot", "harbour", "bakery"]
WORDS = st.lists(st.sampled_from(STOCK), min_size=2, max_size=5)
DRAFTS = st.fixed_dictionaries(
    {
        "report": st.sampled_from(["r1", "r2", "r3", "r4"]),
        "type": st.sampled_from(["ASSAULT", "ASSAULT", "CONSULT"]),
        "actors": PARTIES,
        "recipients": PARTIES,
        "places": st.lists(st.sampled_from([TYRE, BEIRUT, SOUTH, LEBANON]), max_size=2, unique=True),
        "when": TIMES,
        "counts": TOLLS,
        "status": st.sampled_from([Status.HAPPENED, Status.HAPPENED, Status.DENIED, Status.PLANNED, Status.HISTORICAL]),
        "back": st.booleans(),
        "passage": st.sampled_from([PassageKind.HEADLINE, PassageKind.LEAD, PassageKind.BODY]),
        "text": WORDS.map(" ".join),
        "at": st.integers(0, 900),
    }
)
REPORTS = [report("r1", DAYS[0]), report("r2", DAYS[1]), report("r3", DAYS[3]), report("r4")]


def drawn(drafts: list[dict]) -> list[Claim]:
    return [claim(f"c{i:02}", **draft) for i, draft in enumerate(drafts)]


@settings(max_examples=tried(120), deadline=None)
@given(st.lists(DRAFTS, max_size=14), st.randoms(use_true_random=False))
def test_order_changes_nothing(drafts: list[dict], random: Random) -> None:
    told = drawn(drafts)
    first = events(told, REPORTS)
    shuffled, reports = random.sample(told, len(told)), random.sample(REPORTS, len(REPORTS))
    assert events(shuffled, reports) == first


@settings(max_examples=tried(80), deadline=None)
@given(st.lists(DRAFTS, max_size=14))
def test_every_claim_is_in_one_event_of_its_type(drafts: list[dict]) -> None:
    told = {c.id: c for c in drawn(drafts)}
    found = events(told.values(), REPORTS)
    substantial = {i for i, c in told.items() if c.actors or c.recipients or c.places or c.counts}
    placed = [c for event in found for c in event.claims]
    assert len(placed) == len(set(placed))
    assert substantial <= set(placed) <= set(told)
    assert all({told[c].type for c in event.claims} == {event.type} for event in found)
    assert len({event.id for event in found}) == len(found)


@settings(max_examples=tried(60), deadline=None)
@given(st.lists(DRAFTS, max_size=10))
def test_no_event_holds_two_different_days(drafts: list[dict]) -> None:
    told = {c.id: c for c in drawn(drafts)}
    for event in events(told.values(), REPORTS):
        days = {c.when.edtf for i in event.claims if (c := told[i]).when is not None and c.when.edtf}
        assert len(days) <= 1
