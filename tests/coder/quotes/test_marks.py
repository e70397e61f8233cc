"""Where quotation marks open and close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.coder.quotes.marks import quoted_runs

RUNS = [
    ('He said "no" and "yes" twice.', ['"no"', '"yes"']),
    ("He said “no” twice.", ["“no”"]),
    ("He said ‘no way’ twice.", ["‘no way’"]),
    ("He said 'no way' twice.", ["'no way'"]),
    ("He said «no way» twice.", ["«no way»"]),
    ("He said ``no way'' twice.", ["``no way''"]),
    ("He said „no way“ twice.", ["„no way“"]),
    ("“She told me ‘no’ again,” he said.", ["“She told me ‘no’ again,”"]),
    ("The farmers' market and the mayor's office didn't open.", []),
    ('A 12" pipe and a 6" pipe.', []),
    ("“It was all dark.\n\n“Nobody came.”", ["“It was all dark.", "“Nobody came.”"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "runs"), RUNS)
def test_quoted_runs(text: str, runs: list[str]) -> None:
    assert [text[run.span.start : run.span.end] for run in quoted_runs(text)] == runs


def test_a_run_opened_again_knows_that_it_goes_on() -> None:
    first, second = quoted_runs("“It was dark and the road was gone.\n\n“Nobody came.”")
    assert first.open_end and second.resumes and not second.open_end


@given(st.text(alphabet="ab \n,.'’‘\"“”«»„`5", max_size=200))
def test_runs_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for run in quoted_runs(text):
        assert end <= run.span.start < run.span.end <= len(text)
        end = run.span.end
