"""Hostile text: no crash, no long wait, and every span is exact."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import tried
from whimbrel.coder import Knowledge
from whimbrel.coder.quotes import Kind, attributions

SOUND = 'The mayor said that the harbour was closed. "Nobody was warned," he added.'
SCRAPS = st.sampled_from(
    ["said", "says", "he", "the minister", "Reuters", "told", "according to", "that", "claim", "vowed", "to", "leave",
     "“", "”", '"', "''", "'", "‘", "’", "«", "»", "``", ":", ",", ".", "?", "—", "\n", "\n\n", "who", "denied",
     "SAID", "HAMAS", "it", "was", "closed", "by", "of", "sure", "reportedly", "accused", "rebels", "(", ")", "\u202e",
     "\x00", "مدينة", "🕊"]
)  # fmt: skip
SLOW = settings(
    max_examples=tried(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def hold(text: str, knowledge: Knowledge) -> None:
    """What is true of all attributions of a text."""
    found = attributions(text, knowledge, nested=True)
    ids = {one.id for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert one.content
        end = 0
        for part in one.content:
            assert end <= part.start < part.end <= len(text)
            assert text[part.start : part.end].strip() == text[part.start : part.end]
            end = part.end
        for span in (one.cue, one.source, one.addressee):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert one.source is None or not one.source.overlaps(one.cue)
        assert not one.within or one.within in ids
        assert one.kind in Kind
        for link in one.chain:
            assert link.span is None or text[link.span.start : link.span.end] == link.text


@SLOW
@given(st.lists(SCRAPS, max_size=60).map(" ".join))
def test_scraps_with_stray_marks(knowledge: Knowledge, text: str) -> None:
    hold(text, knowledge)


@SLOW
@given(st.text(max_size=300))
def test_any_text(knowledge: Knowledge, text: str) -> None:
    hold(text, knowledge)


@SLOW
@given(st.integers(0, len(SOUND)), st.sampled_from(['"', "“", "”", "'", "«", "''", ":", "\n\n"]))
def test_a_mark_too_many_anywhere(knowledge: Knowledge, at: int, mark: str) -> None:
    hold(SOUND[:at] + mark + SOUND[at:], knowledge)


@pytest.mark.parametrize("text", ["", " ", '"', "“" * 300, '" ' * 300, ": : :", "’" * 99])
def test_nothing_but_marks(knowledge: Knowledge, text: str) -> None:
    assert attributions(text, knowledge, nested=True) == ()


def test_a_sentence_of_two_thousand_words_is_given_up_and_the_next_is_read(knowledge: Knowledge) -> None:
    text = "the mayor said that " * 500 + "it rained.\n\n" + SOUND
    start = time.perf_counter()
    found = attributions(text, knowledge)
    assert time.perf_counter() - start < 10
    assert [one.verb for one in found][-2:] == ["say", "add"]


def test_many_quotations_do_not_take_quadratic_time(knowledge: Knowledge) -> None:
    long = " ".join([SOUND] * 400)
    start = time.perf_counter()
    assert len(attributions(long, knowledge)) >= 700
    assert time.perf_counter() - start < 20


def test_capitals_are_read(knowledge: Knowledge) -> None:
    text = "THE MAYOR SAID THAT THE HARBOUR WAS CLOSED."
    hold(text, knowledge)
    assert [text[one.cue.start : one.cue.end] for one in attributions(text, knowledge)] == ["SAID"]
