from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.browsing import FIELDS, Browser, Condition, Query, parse_query
from whimbrel.browsing.query import period
from whimbrel.chronicle import Chronicle, EventFilter
from whimbrel.chronicle.outlines import Outline
from whimbrel.errors import UsageError


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    made = Chronicle.open()
    samples.fill(made)
    return made


@pytest.fixture(scope="module")
def browser(chronicle: Chronicle) -> Browser:
    return Browser(chronicle)


def meets(one: Outline, condition: Condition) -> bool:
    """The plain meaning of a condition, without columns."""
    field, op, values = condition.field, condition.op, condition.values
    if field == "day":
        first, last = period(values[0])
        if not (one.earliest or one.latest):
            return False
        not_before = not one.latest or date.fromisoformat(one.latest) >= first
        not_after = not one.earliest or date.fromisoformat(one.earliest) <= last
        return {"gte": not_before, "lte": not_after, "exact": not_before and not_after}[op]
    if field in ("conflicts", "sources", "origins"):
        have = len(one.differs) if field == "conflicts" else getattr(one, field)
        wanted = int(values[0])
        return {"gte": have >= wanted, "lte": have <= wanted, "exact": have == wanted}[op]
    have_all = {
        "actor": {id for id, _ in (*one.actors, *one.recipients)},
        "outlet": set(one.outlets),
        "differs": set(one.differs),
        "place": {one.place[0]},
        "mode": {f"{one.type}/{one.mode}"},
        "checked": {one.checked or "unchecked"},
    }.get(field, {getattr(one, field, "")})
    hit = bool(have_all & set(values))
    return not hit if op == "not" else hit


def some_condition(known: list[Outline]) -> st.SearchStrategy[Condition]:
    values = {
        "actor": [id for one in known for id, _ in (*one.actors, *one.recipients)],
        "outlet": [name for one in known for name in one.outlets],
        "differs": [*(name for one in known for name in one.differs), "place"],
        "place": [one.place[0] for one in known if one.place[0]],
        "country": [one.country for one in known if one.country],
        "type": [one.type for one in known],
        "mode": [f"{one.type}/{one.mode}" for one in known if one.mode],
        "status": [one.status for one in known],
        "checked": ["right", "wrong", "unchecked"],
        "day": ["2022", "2022-11", "2020-05-05", "2022-10-30"],
        "conflicts": ["0", "1"],
        "sources": ["1", "2", "3"],
        "origins": ["0", "1", "2"],
    }

    def of(field: str) -> st.SearchStrategy[Condition]:
        choice = st.sampled_from(sorted(set(values[field])))
        return st.sampled_from(FIELDS[field]).flatmap(
            lambda op: st.builds(
                Condition,
                st.just(field),
                st.just(op),
                (st.lists(choice, min_size=1, max_size=3, unique=True) if op == "in" else st.tuples(choice)).map(tuple),
            )
        )

    return st.sampled_from(sorted(values)).flatmap(of)


@settings(max_examples=tried(150), deadline=None)
@given(st.data())
def test_columns_mean_what_conditions_say(chronicle: Chronicle, browser: Browser, data: st.DataObject) -> None:
    known = list(chronicle.outlines())
    conditions = tuple(data.draw(st.lists(some_condition(known), max_size=4), label="conditions"))
    query = Query(conditions)
    expected = {one.id for one in known if all(meets(one, condition) for condition in conditions)}
    listing = browser.listing(query, limit=1000)
    assert set(listing.ids) == expected and listing.total == len(expected)
    assert parse_query(query.pairs) == Query(tuple(dict.fromkeys(conditions)))
    (types,), bars = browser.facets(query, ["type"], most=100)
    others = [one for one in known if all(meets(one, c) for c in conditions if c.field != "type")]
    counts = Counter(one.type for one in others)
    assert {v.value: v.count for v in types.values if v.count} == counts
    undated = [one for one in known if all(meets(one, c) for c in conditions if c.field != "day")]
    assert sum(bar.count for bar in bars) == sum(bool(one.day) for one in undated)


def test_pages_join_up_to_the_listing(chronicle: Chronicle, browser: Browser) -> None:
    whole = [event.id for event in chronicle.events(EventFilter())]
    found, after = list[str](), ""
    while True:
        page = browser.listing(Query(), after=after, limit=2)
        found += page.ids
        after = page.next
        if not after:
            break
    assert found == whole


def test_what_is_written_is_seen_at_once() -> None:
    with Chronicle.open() as chronicle:
        browser = Browser(chronicle)
        assert browser.listing(Query()).total == 0
        samples.fill(chronicle)
        assert browser.listing(Query()).total == len(samples.EVENTS)
        events = list(chronicle.events())
        chronicle.replace_events([*events[1:-1], replace(events[-1], type="THREATEN", mode="")])
        assert browser.listing(Query()).total == len(events) - 1
        assert events[-1].id in browser.listing(parse_query([("type", "THREATEN")])).ids
        assert set(browser.listing(Query()).ids) == {event.id for event in chronicle.events()}


def test_words_narrow_too(browser: Browser) -> None:
    found = browser.listing(parse_query([("q", "mogadishu bombing"), ("type__in", "ASSAULT,COERCE")]))
    assert samples.EVENTS[0].id in found.ids
    assert browser.listing(parse_query([("q", "zzz")])).total == 0


@pytest.mark.parametrize(
    "pairs",
    [
        [("colour", "red")],
        [("type__like", "A")],
        [("type", "NONSENSE")],
        [("day", "yesterday")],
        [("origins__gte", "-1")],
        [("q", "x" * 2000)],
        [(f"type__{op}", "ASSAULT") for op in ("not", "in")] * 40,
    ],
)
def test_what_cannot_be_asked_is_told(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(UsageError) as told:
        parse_query(pairs)
    assert told.value.remedy


@given(st.text(max_size=30))
def test_a_made_up_cursor_is_refused_or_harmless(browser: Browser, after: str) -> None:
    try:
        browser.listing(Query(), after=after)
    except UsageError as error:
        assert "cursor" in str(error)
