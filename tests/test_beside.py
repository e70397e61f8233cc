"""Reports beside one: undated and unread ones are found by their words in the store, strangers are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whimbrel.beside import Beside, reports_beside
from whimbrel.chronicle import Chronicle
from whimbrel.model import Passage, PassageKind, Report, Span, When

TEXTS = {
    "r1": "Ferry sinks off Batangas, 14 missing. Divers search the wreck of the ferry.",
    "r2": "Divers search ferry wreck off Batangas. Of those aboard 14 are missing.",
    "r3": "The council of the old town votes for a parking levy of 25 euros.",
    "r4": "Divers open a school for the children of the old town.",
}


def test_what_is_worded_alike_lies_beside() -> None:
    with Chronicle.open(":memory:") as chronicle:
        for id, text in TEXTS.items():
            passages = (Passage(PassageKind.LEAD, Span(0, len(text))),)
            chronicle.add(Report(id, f"{id}.txt", text, passages=passages), [])
        found = reports_beside(chronicle, chronicle.report("r1"))
        assert [one.id for one in found.alike] == ["r2"]
        assert found.same == ()  # no day is known and no event shared: they may be of two wrecks
        assert reports_beside(chronicle, chronicle.report("r3")) == Beside()


@pytest.mark.parametrize(("later", "same"), [(1, ["r2"]), (400, [])])
def test_dated_reports_lie_beside_when_they_came_out_together(later: int, same: list[str]) -> None:
    with Chronicle.open(":memory:") as chronicle:
        for number, id in enumerate(("r1", "r2")):
            day = date(2021, 5, 10) + timedelta(days=later * number)
            passages = (Passage(PassageKind.LEAD, Span(0, len(TEXTS[id]))),)
            published = When(str(day), day, day, "metadata")
            chronicle.add(Report(id, f"{id}.txt", TEXTS[id], passages=passages, published=published), [])
        found = reports_beside(chronicle, chronicle.report("r1"))
        assert [one.id for one in found.same] == same
        assert found.alike == ()


def test_reports_are_found_by_how_many_words_they_hold() -> None:
    with Chronicle.open(":memory:") as chronicle:
        for id, text in TEXTS.items():
            chronicle.add(Report(id, f"{id}.txt", text), [])
        assert chronicle.reports_with(["ferry", "DIVERS", "100%"], least=2, most=9) == ["r1", "r2"]
        assert chronicle.reports_with(["divers", "town"], least=1, most=2) == ["r4", "r1"]
        assert chronicle.reports_with([], least=1, most=2) == []
