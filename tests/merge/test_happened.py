"""Confidence that it happened: who says so, how often independently, and who denies it."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import ARMY, LINA, MINISTRY, REBELS, RESIDENTS, TYRE, UN, claim, on, speaker

from examples import tried
from whimbrel.errors import DataError
from whimbrel.merge import happened
from whimbrel.merge.sources import Sources
from whimbrel.merge.voices import Sides, Voice, voice
from whimbrel.model import Claim, Score, Status

DAY = "2021-05-10"
STRIKE = {"actors": [ARMY], "recipients": [REBELS], "places": [TYRE], "when": on(DAY)}
SIDES = Sides((ARMY,), (REBELS,))
ALONE = Sources({}, {})


def sure(*claims: Claim, sources: Sources = ALONE) -> Score:
    return happened.confidence(claims, SIDES, {}, sources)


@pytest.mark.parametrize(
    ("says", "given", "whose"),
    [
        (None, {}, Voice.OUTLET),
        (ARMY, {}, Voice.ITSELF),
        (ARMY, {"counts": {"killed": None}}, Voice.BOAST),
        (REBELS, {}, Voice.OTHER_SIDE),
        (MINISTRY, {}, Voice.OFFICIAL),
        (UN, {}, Voice.BODY),
        (RESIDENTS, {}, Voice.WITNESS),
        (LINA, {}, Voice.SOMEBODY),
        (REBELS, {"type": "CONSULT"}, Voice.ITSELF),
    ],
)
def test_whose_word_it_is(says: object, given: dict, whose: Voice) -> None:
    told = claim("a", "r1", **{**STRIKE, **given}, says=speaker(says) if says else "")  # type: ignore[arg-type]
    assert voice(told, SIDES, {}) is whose


def test_those_who_fight_a_state_are_the_other_side_of_it_even_where_nobody_is_named_as_hit() -> None:
    told = claim("a", "r1", actors=[ARMY], says=speaker(REBELS))
    assert voice(told, Sides((ARMY,), ()), {}) is Voice.OTHER_SIDE


def test_the_parts_add_up() -> None:
    found = sure(
        claim("a", "r1", **STRIKE),
        claim("b", "r2", **STRIKE, says=speaker(REBELS)),
        claim("c", "r3", **STRIKE, status=Status.DENIED, says=speaker(ARMY)),
        claim("d", "r4", **STRIKE, status=Status.ALLEGED, says=speaker(RESIDENTS)),
    )
    told = {"told by the outlet", "told by the other side", "alleged by people there"}
    assert set(found.parts) == {"base", *told, "denied by a party of itself"}
    assert found.value == pytest.approx(1 / (1 + exp(-sum(found.parts.values()))), abs=0.001)


def test_a_third_party_is_worth_more_than_the_enemy_and_an_admission_more_than_a_boast() -> None:
    def by(who: object, **given: object) -> float:
        return sure(claim("a", "r1", **STRIKE, says=speaker(who), **given)).value  # type: ignore[arg-type]

    boast = {"counts": {"killed": None}}
    assert by(UN) > by(REBELS)
    assert by(ARMY) > by(ARMY, **boast)
    assert by(UN) > by(UN, status=Status.ALLEGED)


def test_ten_papers_that_quote_one_spokesman_are_one_spokesman() -> None:
    quoting = [claim(f"c{n}", f"r{n}", **STRIKE, says=speaker(REBELS)) for n in range(10)]
    one, ten = sure(quoting[0]).value, sure(*quoting).value
    two = sure(quoting[0], claim("x", "rx", **STRIKE, says=speaker(UN))).value
    assert one < ten < two


def test_a_plan_is_nothing_that_happened() -> None:
    planned = claim("a", "r1", **STRIKE, status=Status.PLANNED)
    assert sure(planned).value < 0.15
    assert "only planned" in sure(planned).parts


DRAWN = st.builds(
    lambda report, status, who, certain: {"report": report, "status": status, "who": who, "sure": certain},
    st.sampled_from([f"r{n}" for n in range(6)]),
    st.sampled_from([Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.DENIED, Status.NEGATED, Status.PLANNED]),
    st.sampled_from([None, ARMY, REBELS, UN, RESIDENTS, MINISTRY]),
    st.floats(0.05, 0.95),
)


def made(drawn: list[dict]) -> list[Claim]:
    return [
        claim(f"c{n:02}", d["report"], **STRIKE, status=d["status"], sure=d["sure"],
              says=speaker(d["who"]) if d["who"] else "")
        for n, d in enumerate(drawn)
    ]  # fmt: skip


SLIGHT = 0.004  # parts are rounded


@settings(max_examples=tried(150))
@given(st.lists(DRAWN, max_size=8), DRAWN.filter(lambda d: d["status"] in (Status.HAPPENED, Status.ALLEGED)))
def test_a_further_origin_never_lowers(drawn: list[dict], more: dict) -> None:
    before = made(drawn)
    (new,) = made([{**more, "report": "another"}])
    assert sure(*before, new).value >= sure(*before).value - SLIGHT


@settings(max_examples=tried(150))
@given(st.lists(DRAWN, max_size=8), DRAWN, st.sampled_from([Status.DENIED, Status.NEGATED]))
def test_a_denial_never_raises(drawn: list[dict], more: dict, status: Status) -> None:
    before = made(drawn)
    (new,) = made([{**more, "report": "another", "status": status}])
    assert sure(*before, new).value <= sure(*before).value + SLIGHT


@settings(max_examples=tried(100))
@given(st.lists(DRAWN, min_size=1, max_size=8), st.randoms())
def test_copies_change_nothing_nor_does_the_order(drawn: list[dict], chance: object) -> None:
    before = made(drawn)
    copies = made([{**d, "report": f"copy of {d['report']}"} for d in drawn])
    lineage = {f"copy of r{n}": f"r{n}" for n in range(6)}
    both = [*before, *copies]
    chance.shuffle(both)  # type: ignore[attr-defined]
    assert sure(*both, sources=Sources({}, lineage)) == sure(*before)


def test_weights_that_are_wrong_are_refused() -> None:
    from importlib.resources import files  # noqa: PLC0415

    text = (files("whimbrel.merge") / "data" / "happened.toml").read_text(encoding="utf-8")
    assert happened.parse(text).told[Voice.OUTLET] > 0
    for old, new in (
        ('"somebody" = 1.0', ""), ("echo = 0.2", "echo = 2"), ("base = -0.2", "base = true-ish"),
        ('"an official" = 1.7', '"an official" = -1'), ("[denied]", "[refused]"),
    ):  # fmt: skip
        with pytest.raises(DataError):
            happened.parse(text.replace(old, new))
