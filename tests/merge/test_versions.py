"""Versions of a page, and pages that name others as their originals: whatever order they come in, the same events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import LINA, TYRE, almanac, at_least, claim, events, exactly, on, report
from test_order import DRAFTS

from examples import tried
from whimbrel.merge import Merging, ReportFacts
from whimbrel.merge.copies import sketch
from whimbrel.merge.memory_state import MemoryState
from whimbrel.merge.sources import Sources
from whimbrel.model import Claim, Event
from whimbrel.report_version import Version

PAGES = ("harbour.example/world/story-17", "courier.example/world/story-4", "")
BODY = " ".join(f"word{n}" for n in range(80))
VERSIONS = st.builds(
    Version,
    page=st.sampled_from(PAGES),
    original=st.sampled_from(("", "", *PAGES[:2])),
    outlet=st.sampled_from(("Ledger", "Courier", "")),
    moment=st.sampled_from(("", "2021-05-10T08:00:00Z", "2021-05-11T08:00:00Z", "2021-05-12T08:00:00Z")),
)
TEXTS = st.sampled_from(("", BODY, f"{BODY} and more of it"))
DAYS = st.sampled_from(("2021-05-10", "2021-05-11", "2021-05-30", None))
NAMES = ("r1", "r2", "r3", "r4")
TOLLS = st.sampled_from([{}, *({"killed": count} for count in (exactly(4), exactly(6), exactly(30), at_least(3)))])


def version(moment: str, page: str = PAGES[0], outlet: str = "Ledger") -> Version:
    return Version(page, "", outlet, moment)


def told(name: str, killed: int) -> Claim:
    return claim(
        f"c-{name}", report=name, type="ASSAULT", recipients=[LINA], places=[TYRE], when=on("2021-05-10"),
        counts={"killed": exactly(killed)}, text="bomb market harbour", sure=0.9,
    )  # fmt: skip


def in_batches(claims: Sequence[Claim], facts: Sequence[ReportFacts], random: Random) -> dict[str, Event]:
    published, versions = ({one.id: one.published for one in facts}, {one.id: one.version for one in facts})
    state = MemoryState({one.id: one for one in claims}, published, {}, versions)
    found: dict[str, Event] = {}
    order = random.sample(facts, len(facts))
    while order:
        size = random.choice((1, 1, 2, 4))
        merging = Merging(state, almanac())
        for one in order[:size]:
            merging.take_in(one, [c for c in claims if c.report == one.id])
        for part in merging.remade():
            gone = {id for group in part for id in group.claims}
            found = {id: event for id, event in found.items() if not gone.intersection(event.claims)}
            found |= {event.id: event for group in part for event in group.events}
        order = order[size:]
    return found


@settings(max_examples=tried(150), deadline=None)
@given(
    st.lists(st.tuples(DRAFTS, TOLLS), max_size=12),
    st.tuples(*[st.tuples(VERSIONS, TEXTS, DAYS)] * len(NAMES)),
    st.randoms(use_true_random=False),
)
def test_any_order_and_batches_give_the_same_events(
    drafts: list[tuple[dict, dict]], drawn: tuple[tuple[Version, str, str | None], ...], random: Random
) -> None:
    claims = [claim(f"c{i:02}", **{**draft, "counts": toll}) for i, (draft, toll) in enumerate(drafts)]
    facts = [replace(report(name, day, text), version=its) for name, (its, text, day) in zip(NAMES, drawn, strict=True)]
    first = {event.id: event for event in events(claims, facts)}
    assert in_batches(claims, facts, random) == first
    for event in first.values():
        assert all(set(v.former) <= set(v.claims) for values in event.fields.values() for v in values)
        pages = {fact.version.page for fact in facts if fact.id in event.reports and fact.version.page}
        bare = [fact for fact in facts if fact.id in event.reports and not fact.version.page]
        assert len(event.origins) <= len(pages) + len(bare)  # versions add no origin


def test_versions_of_a_page_are_one_origin_however_little_they_share() -> None:
    facts = [
        ReportFacts(name, on("2021-05-10"), sketch(f"only {name} has these words " * 9), version=version(moment))
        for name, moment in (("r1", "2021-05-10T08:00:00Z"), ("r2", "2021-05-10T09:00:00Z"))
    ]
    (event,) = events([told("r1", 4), told("r2", 40)], facts)
    assert len(event.origins) == 1
    assert event.counts["killed"] == exactly(40)
    assert not event.conflicts
    apart = [replace(one, version=Version()) for one in facts]
    assert len(events([told("r1", 4), told("r2", 40)], apart)) == 2  # by themselves they are two happenings


def test_a_front_page_is_nobodys_version() -> None:
    facts = [
        ReportFacts(name, on("2021-05-10"), sketch(f"only {name} has these words " * 9), version=version(moment, page))
        for page in ("harbour.example/",)
        for name, moment in (("r1", "2021-05-10T08:00:00Z"), ("r2", "2021-05-10T09:00:00Z"))
    ]
    (event,) = events([told("r1", 4), told("r2", 5)], facts)
    assert len(event.origins) == 2
    assert event.conflicts


def test_what_replaces_what() -> None:
    early, late = told("r1", 4), told("r2", 6)

    def replaces(one: Version, other: Version, lineage: str = "") -> bool:
        lineages = {"r1": lineage or "r1", "r2": lineage or "r2"}
        sources = Sources({}, lineages, {}, {"r1": one, "r2": other})
        assert not sources.replaces(early, early)
        return sources.replaces(late, early)

    at, then = "2021-05-10T08:00:00Z", "2021-05-10T09:00:00Z"
    assert replaces(version(at), version(then))
    assert not replaces(version(then), version(at))
    assert not replaces(version(at), version(at))
    assert not replaces(version(""), version(then))
    assert not replaces(version(at), version(then, PAGES[1]))  # another page, another text
    assert replaces(version(at), version(then, PAGES[1]), "r1")  # the outlet's own text again
    assert not replaces(version(at), version(then, PAGES[1], "Courier"), "r1")  # a copy by another outlet
    assert not replaces(version(at, "", ""), version(then, "", ""), "r1")
