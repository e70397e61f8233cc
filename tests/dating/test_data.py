"""The dated facts and tolls as data: each row can be read, and keeps the rules."""

from __future__ import annotations

from collections import Counter

import pytest

from whimbrel.almanac.dated_facts import REMEMBERED, as_fact, load_dated_facts, rows
from whimbrel.almanac.fold import words_of
from whimbrel.almanac.states import load_states
from whimbrel.almanac.table import Row
from whimbrel.almanac.tolls import load_tolls
from whimbrel.errors import DataError

REGIONS = {"africa", "americas", "asia_pacific", "europe", "mena", "international"}


def row(**cells: str) -> Row:
    plain = {"id": "a-2014", "name": "Battle of Aa", "names": "", "start": "2014-01-02", "end": "", "country": "MLI"}
    return Row({**plain, "kind": "offensive", "source": "x", **cells}, "test.csv", 2)


def test_facts_keep_the_rules() -> None:
    facts = load_dated_facts().facts
    states = {state.country for state in load_states().by_id.values()} | {"VAT"}
    assert len(facts) > 3000
    told = [fact for fact in facts.values() if fact.kind != REMEMBERED]
    assert all(2001 <= fact.start.year <= 2026 or fact.start.year in {1994, 1998, 2000} for fact in told)
    assert {fact.country for fact in told} <= states
    assert {fact.country for fact in facts.values()} <= states | {""}
    assert all(fact.precise and fact.start == fact.end for fact in facts.values() if fact.kind == REMEMBERED)


def test_every_region_and_year_has_its_facts() -> None:
    files = Counter(found.file.rpartition("/")[2].removesuffix(".csv") for found in rows())
    assert set(files) == REGIONS | {"foundations"}
    years = Counter(fact.start.year for fact in load_dated_facts().facts.values())
    assert all(years[year] >= 25 for year in range(2005, 2026))


def test_every_row_has_a_source() -> None:
    assert all(found["source"] and found["name"] for found in rows())


def test_tolls_are_of_known_facts() -> None:
    facts = load_dated_facts().facts
    assert {toll.fact for found in load_tolls().values() for toll in found} <= set(facts)


@pytest.mark.parametrize("cells", [{"end": "2013"}, {"kind": "thing"}, {"names": "kill* + Aa"}, {"start": "soon"}])
def test_a_broken_row_is_told_with_its_line(cells: dict[str, str]) -> None:
    with pytest.raises(DataError, match=r"test\.csv:2"):
        as_fact(row(**cells))


def test_a_wording_in_parts_needs_all_of_them_in_one_sentence() -> None:
    facts = load_dated_facts()
    for text, named in (
        ("A gas attack on Ghouta with sarin.", True),
        ("Farmers of Ghouta sold apricots.", False),
        ("the ghouta of sarin", False),
    ):
        found = {mention.fact.id for mention in facts.mentions(words_of(text), text)}
        assert ("ghouta-chemical-attack-2013" in found) is named
