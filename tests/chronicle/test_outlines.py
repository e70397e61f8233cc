from __future__ import annotations

from dataclasses import replace

import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import New

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.searching import match_words


def filled(new: New) -> Chronicle:
    chronicle = Chronicle.open(new())
    samples.fill(chronicle)
    return chronicle


def test_an_outline_tells_what_the_record_tells(new: New) -> None:
    with filled(new) as chronicle:
        found = {one.id: one for one in chronicle.outlines()}
        assert set(found) == {event.id for event in samples.EVENTS}
        for event in chronicle.events():
            one = found[event.id]
            assert (one.type, one.mode, one.status) == (event.type, event.mode, str(event.status))
            assert one.place == ((event.place.id, event.place.name) if event.place else ("", ""))
            assert one.country == ((event.place and event.place.country) or "")
            assert one.origins == len(event.origins)
            assert one.differs == tuple(conflict.field for conflict in event.conflicts)
            assert [id for id, _ in one.actors] == [who.id for who in event.actors]
            assert set(one.outlets) == {
                chronicle.report(chronicle.claim(c).report).outlet or chronicle.report(chronicle.claim(c).report).file
                for c in event.claims
            }


def test_some_outlines_are_the_same_as_all(new: New) -> None:
    with filled(new) as chronicle:
        every = list(chronicle.outlines())
        ids = [one.id for one in every]
        assert list(chronicle.outlines([])) == []
        assert sorted(chronicle.outlines([*ids, "nothing"]), key=lambda one: one.id) == sorted(
            every, key=lambda one: one.id
        )


def test_words_find_an_event_and_leave_with_it(new: New) -> None:
    with filled(new) as chronicle:
        first = samples.EVENTS[0]
        number = {one.id: one.number for one in chronicle.outlines()}
        assert number[first.id] in chronicle.numbers_with("MOGADISHU")
        assert number[first.id] in chronicle.numbers_with("mogad")  # a beginning will do
        before = chronicle.edge()
        kept = [event for event in chronicle.events() if event.id != first.id]
        chronicle.replace_events(kept)
        assert number[first.id] not in chronicle.numbers_with("mogadishu")
        assert chronicle.changed_since(before) == [first.id]
        chronicle.replace_events([*kept, replace(first, mode="")])
        again = {one.id: one.number for one in chronicle.outlines()}
        assert again[first.id] > number[first.id]  # a number is not used again
        assert again[first.id] in chronicle.numbers_with("mogadishu")


def test_no_words_upset_the_index() -> None:
    with Chronicle.open() as chronicle:

        @settings(deadline=None)
        @given(st.text(max_size=40))
        def asked(words: str) -> None:
            assert chronicle.numbers_with(words) == []

        asked()


def test_operators_of_the_index_are_only_words() -> None:
    assert match_words('a NOT "b c" OR* (d)') == '"a"* "NOT"* "b c" "OR"* "d"*'
    assert match_words("- * ()") == ""
