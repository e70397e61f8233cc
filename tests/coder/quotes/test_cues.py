"""The cue lexicon."""

from __future__ import annotations

import pytest
from said import SaidIn

from whimbrel.coder.lexicon.tables import rows
from whimbrel.coder.quotes.cues import check, cue_file, load_cues, problems
from whimbrel.errors import DataError

ROW = {"cue": "say/tell", "part": "verb", "content": "~that", "stance": "speech", "example": "He said it rained."}


def test_the_shipped_file_is_sound() -> None:
    assert list(problems()) == []


def test_every_example_is_read_as_its_row_says(said_in: SaidIn) -> None:
    unread = []
    for where, row in rows(cue_file()):
        verbs = {one.quote.verb for one in said_in(row["example"]) if one.quote.stance == row["stance"]}
        wanted = {":"} if row["part"] == "colon" else set(row["cue"].split("/"))
        if not verbs & wanted:
            unread.append((where, row["example"], verbs))
    assert unread == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("part", "particle"), ("stance", "shouting"), ("content", "~maybe"), ("content", ""), ("cue", "say/ tell")],
)
def test_a_broken_row_is_refused_with_its_place(field: str, value: str) -> None:
    with pytest.raises(DataError, match=r"cues\.csv:7"):
        check("cues.csv:7", ROW | {field: value})


def test_particles_belong_to_the_cue() -> None:
    assert "point out" in load_cues().verbs
    assert "point" in load_cues().words
