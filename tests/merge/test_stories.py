"""Reports of one story find each other by wording alone, in any order, and crowded fields are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.errors import DataError
from whimbrel.merge import weights
from whimbrel.merge.linkage import average_linkage
from whimbrel.merge.stories import stories
from whimbrel.merge.story import Gist, gist, likeness
from whimbrel.model import Passage, PassageKind, Report, Span

FERRY = (
    ("Ferry sinks off Batangas, 14 missing", "A ferry went down off Batangas on Tuesday; 14 people are missing."),
    ("Search goes on for Batangas ferry", "Divers looked on Tuesday for 14 people who were aboard the sunken ferry."),
)
LEVY = (
    ("Council votes for parking levy", "The city council voted on Monday for 25 euros for parking in the old town."),
    ("Old town parking to cost 25 euros", "Drivers will pay a levy of 25 euros after a vote of the council on Monday."),
)


def report(id: str, headline: str, lead: str) -> Report:
    start = len(headline) + 2
    passages = (
        Passage(PassageKind.HEADLINE, Span(0, len(headline))),
        Passage(PassageKind.LEAD, Span(start, start + len(lead))),
    )
    return Report(id, "f", f"{headline}\n\n{lead}", passages=passages)


TOLD = {f"{name}{i}": gist(report(f"{name}{i}", *texts)) for name, story in (("a", FERRY), ("b", LEVY))
        for i, texts in enumerate(story)}  # fmt: skip


def test_reports_of_one_story_are_together() -> None:
    assert stories(TOLD) == {"a0": "a0", "a1": "a0", "b0": "b0", "b1": "b0"}


@given(st.permutations(sorted(TOLD)))
def test_the_order_of_reports_is_no_matter(order: list[str]) -> None:
    assert stories({id: TOLD[id] for id in order}) == stories(TOLD)


@given(st.sampled_from(sorted(TOLD)), st.sampled_from(sorted(TOLD)))
def test_likeness_is_symmetric_and_the_sum_of_its_parts(one: str, other: str) -> None:
    found = likeness(TOLD[one], TOLD[other])
    assert found.value == pytest.approx(likeness(TOLD[other], TOLD[one]).value)
    assert found.value == pytest.approx(sum(found.parts.values()))


def test_another_weekday_tells_against() -> None:
    one = gist(report("x", "Ferry sinks off Batangas", "It went down on Tuesday."))
    same, other = (
        gist(report("y", "Ferry sinks off Batangas", f"It went down on {d}.")) for d in ("Tuesday", "Friday")
    )
    assert likeness(one, same).parts["weekday"] > 0 > likeness(one, other).parts["weekday"]


def test_captions_and_credits_are_not_the_story() -> None:
    own = Report("x", "f", "Photo: Harbour. Ferry sinks.", passages=(
        Passage(PassageKind.CREDIT, Span(0, 15)), Passage(PassageKind.LEAD, Span(16, 28))))  # fmt: skip
    assert "ferry" in gist(own).words
    assert "harbour" not in gist(own).words


def test_a_report_without_words_stands_alone() -> None:
    assert stories({"x": Gist({}), **TOLD})["x"] == "x"


def test_every_pair_counts_in_a_mean() -> None:
    near = {"a": {"b": 3.0}, "b": {"a": 3.0, "c": 2.5}, "c": {"b": 2.5}}
    assert average_linkage(near, 1.0) == [["a", "b", "c"]]
    assert average_linkage(near, 1.5) == [["a", "b"], ["c"]]


def test_what_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    weights.shipped_story_weights.cache_clear()
    monkeypatch.setattr(weights, "_read", lambda name: {"ordinary": "much"})
    with pytest.raises(DataError, match="same_story"):
        weights.shipped_story_weights()
    weights.shipped_story_weights.cache_clear()
