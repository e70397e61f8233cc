"""The sieve before the alignment loses nothing: look-ups give what comparing every candidate gives."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from whimbrel.almanac import Almanac
from whimbrel.almanac.match import FLOOR, Matcher
from whimbrel.almanac.name_parts import parse_name
from whimbrel.almanac.name_sieve import Sifted, may_be_same
from whimbrel.almanac.names import same_name
from whimbrel.almanac.token_likeness import ALIKE, kin_keys, token_likeness

PAIRS = list(csv.DictReader((Path(__file__).parent / "name_pairs.csv").open(encoding="utf-8")))
PARTS = (
    "Yahya", "Yehya", "al-Sinwar", "Sinwar", "Mohammed", "Mohamed", "bin", "Salman", "Abdel", "Fattah", "Abdelfattah",
    "Kim", "Jong-un", "Jong", "Un", "Jongun", "J.", "H.", "W.", "Bush", "Popular", "Front", "Liberation", "Palestine",
    "PFLP", "Brigades", "Brigade", "al-Quds", "Qods", "Alsanousi", "Sanousi", "Abdullah", "Abdallah", "Jr.", "Party",
    "Workers'", "Nasr", "Allah", "Nasrallah", "of", "the", "السنوار", "يحيى", "נתניהו", "Путин", "Vladimir",
)  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Almanac.load()._matcher


def _names(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(PARTS, k=draw.choice((1, 2, 2, 3, 3, 4, 5)))) for _ in range(count)]


def test_only_pairs_below_half_are_sifted_out() -> None:
    kept = 0
    for a, b in zip(_names(1, 6000), _names(2, 6000), strict=True):
        if may_be_same(Sifted.of(a), Sifted.of(b)):
            kept += 1
        else:
            assert same_name(a, b).value < FLOOR, (a, b)
    assert kept < 3000


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']}={pair['b']}")
def test_known_pairs_pass(pair: dict[str, str]) -> None:
    if same_name(pair["a"], pair["b"]).value >= FLOOR:
        assert may_be_same(Sifted.of(pair["a"]), Sifted.of(pair["b"]))


@pytest.mark.slow
def test_look_ups_give_what_comparing_every_candidate_gives(matcher: Matcher) -> None:
    found = 0
    filed = [alias.text for aliases in list(matcher._store.aliases.values())[::97] for alias in aliases]
    draw = random.Random(3)
    spelt = [name.replace("a", draw.choice("ae"), 1).replace("i", draw.choice("iy"), 1) for name in filed]
    for name in [*spelt, *_names(4, 100)]:
        plain = {
            (one.alias.actor, one.alias.text)
            for one in matcher.candidates(Sifted.of(name), "")
            if same_name(name, one.alias.text).value >= FLOOR
        }
        best = matcher.look_alikes(name, "")
        assert {actor.id for actor, _, _ in best} == {actor for actor, _ in plain}
        assert {(actor.id, text) for actor, text, _ in best} <= plain
        found += len(best)
    assert found > 100


def test_tokens_without_a_key_in_common_are_two(matcher: Matcher) -> None:
    filed = [alias.text for aliases in list(matcher._store.aliases.values())[::150] for alias in aliases]
    tokens = {token for name in [*PARTS, *filed] for token in parse_name(name).tokens}
    ordered = sorted(tokens)[::2]
    strangers = 0
    for one in ordered:
        for other in ordered[::5]:
            ours, theirs = kin_keys(one), kin_keys(other)
            if ours is not None and theirs is not None and ours.isdisjoint(theirs):
                strangers += 1
                assert token_likeness(one, other, 0.0) < ALIKE, (one, other)
    assert strangers > 1000


def test_a_likeness_given_up_early_is_below_the_floor(matcher: Matcher) -> None:
    filed = [alias.text for aliases in list(matcher._store.aliases.values())[::400] for alias in aliases]
    tokens = sorted({token for name in [*PARTS, *filed] for token in parse_name(name).tokens})
    alike = 0
    for one in tokens:
        for other in tokens[::3]:
            exact, quick = token_likeness(one, other, 0.0), token_likeness(one, other)
            alike += exact >= ALIKE
            assert quick == exact if exact >= ALIKE else quick < ALIKE, (one, other)
    assert alike > 30
