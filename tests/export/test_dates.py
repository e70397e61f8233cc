from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whimbrel.export.dates import edtf_words, when_words
from whimbrel.model import When


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-10-29", "29 October 2022"),
        ("2022-08", "August 2022"),
        ("2022-08-XX", "August 2022"),
        ("2022", "2022"),
        ("201X", "the 2010s"),
        ("2022-08~", "about August 2022"),
        ("2022-12-10/2022-12-16", "10–16 December 2022"),
        ("2022-11-28/2022-12-02", "28 November – 2 December 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2022-03/2022-05", "March 2022 – May 2022"),
        ("../2022-10-30", "on or before 30 October 2022"),
        ("2022-10-30/..", "on or after 30 October 2022"),
        ("[2022-08-12,2022-08-19,2022-08-26]", "12, 19 or 26 August 2022"),
        ("[2022-08-12,2022-09-02]", "12 August 2022 or 2 September 2022"),
        ("2022-13-45", None),
        ("2022-13", None),
        ("Y-17E7", None),
        ("", None),
    ],
)
def test_edtf_in_words(edtf: str, words: str | None) -> None:
    assert edtf_words(edtf) == words


@given(st.from_regex(r"[\[\]0-9X~?%,./\-]{0,40}", fullmatch=True))
def test_any_edtf_like_text_is_taken(edtf: str) -> None:
    said = edtf_words(edtf)
    assert said is None or said.strip()
    assert when_words(When(edtf, date(2020, 1, 1), None, "stated"))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "date not known"),
        (When(None, None, None, "unresolved"), "date not known"),
        (When(None, None, None, "unresolved", "on Saturday"), "“on Saturday”, undated"),
        (
            When(None, None, None, "unresolved", "on Saturday", "Saturday before publication"),
            "Saturday before publication",
        ),
        (When("2022-21", date(2022, 3, 1), date(2022, 5, 31), "stated"), "1 March – 31 May 2022"),
    ],
)
def test_what_is_not_tied_to_the_calendar(when: When | None, words: str) -> None:
    assert when_words(when) == words
