"""From files to events: an undated report that gives a weekday alone, among dated ones, in any order of reading."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import whimbrel as package
from whimbrel import pipeline
from whimbrel.coder import Knowledge
from whimbrel.gather import RawPage
from whimbrel.pages import read_report

TALKS = "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala on Friday. "
DATED = {
    "one": "2023-03-11\n\nThe refinery pipeline, the railway to the border and the price of maize were on the agenda.",
    "two": "2023-03-12\n\nThey spoke of maize prices, of a pipeline for the refinery, of the railway's last stretch.",
    "three": "2023-03-11\n\nAn aide said that the railway came first, then maize and fishing licences on the lake.",
}
OTHER = "2021-08-14\n\nVaccines, a tea auction and the film festival were discussed."  # a Saturday, about a Friday
UNDATED = (
    "The railway, the price of maize and the refinery's pipeline were discussed, with fishing licences on the lake."
)
OF_OTHER = "They discussed a tea auction, a film festival, and the vaccines that both lack."


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def page(name: str, text: str) -> RawPage:
    day, _, told = text.rpartition("\n\n")
    return RawPage(f"{name}.txt", "", "text", TALKS + told, {"source": name} | ({"date": day} if day else {}))


def meetings(order: tuple[str, ...], texts: dict[str, str], knowledge: Knowledge, target: Path) -> set[frozenset[str]]:
    """Which outlets' reports tell of one meeting, read one by one."""
    with package.Chronicle.open(target) as chronicle:
        for name in order:
            report, claims = read_report(page(name, texts[name]), knowledge)
            chronicle.add(report, claims)
            pipeline.remake_events(chronicle, knowledge)
        outlets = {report.id: report.outlet for report in chronicle.reports()}
        found = {event.id: event for event in chronicle.events() if event.type == "CONSULT"}
        assert pipeline.remake_events(chronicle, knowledge, anew=True) == 0
        claims_of = {claim.id: outlets[claim.report] for claim in chronicle.claims()}
    return {frozenset(claims_of[id] for id in event.claims) for event in found.values()}


@pytest.mark.parametrize(
    ("undated", "events"),
    [(UNDATED, {frozenset({*DATED, "undated"})}), (OF_OTHER, {frozenset(DATED), frozenset({"undated"})})],
)
def test_it_joins_the_meeting_that_it_tells_of_or_none(
    undated: str, events: set[frozenset[str]], knowledge: Knowledge, tmp_path: Path
) -> None:
    texts = {**DATED, "other": OTHER, "undated": undated}
    orders = [order for order in permutations(texts) if order[0] == "undated" or order[-1] == "undated"][::7]
    for number, order in enumerate(orders):
        assert meetings(order, texts, knowledge, tmp_path / f"{number}.db") == events | {frozenset({"other"})}
