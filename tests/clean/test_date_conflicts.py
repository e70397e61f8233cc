"""A page that contradicts itself about its own day says so, with every reading."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.clean import to_report
from whimbrel.clean.date_conflicts import date_conflicts
from whimbrel.gather import RawPage

TODAY = date(2022, 1, 1)
BODY = "Police arrested ten activists in Kampala on Thursday. The group met on Friday."
CASES = {
    "in the future": (BODY, "2031-05-05", ["2031-05-05", "future"]),
    "two datelines": (
        f"NAIROBI, March 3, 2021 - KAMPALA, March 5, 2021 - {BODY}",
        "",
        ["March 3", "March 5", "2021-03-03 is taken"],
    ),
    "changed twice": (
        f"Arrests\n\nPublished 3 March 2021\nUpdated 5 March 2021\nUpdated 9 March 2021\n\n{BODY}",
        "",
        ["5 March", "9 March", "2021-03-03 is taken"],
    ),
    "changed before it came out": (
        f"Arrests\n\nPublished 3 March 2021\nUpdated 1 March 2021\n\n{BODY}",
        "",
        ["1 March 2021", "3 March 2021", "2021-03-03 is taken"],
    ),
    "31 February": (
        f"Arrests\n\nPublished 31 February 2021\n\n{BODY}",
        "",
        ["31 February 2021", "28 days", "no day is taken"],
    ),
    "31 February in the container": (BODY, "2021-02-31", ["2021-02-31", "no date"]),
    "a Friday that was a Thursday": (
        f"Arrests\n\nPublished Friday, 14 January 2021\n\n{BODY}",
        "",
        ["Friday, 14 January 2021", "2021-01-14 was a Thursday", "2021-01-14 is taken"],
    ),
    "such a Friday in the dateline": (
        f"KAMPALA, Friday, January 14, 2021 (Reuters) - {BODY}",
        "",
        ["Friday, January 14, 2021", "Thursday"],
    ),
    "such a Friday in the container": (BODY, "Friday, 14 January 2021", ["Friday, 14 January 2021", "Thursday"]),
    "the year 25": (
        f"Arrests\n\nPublished 5 May 0025\n\n{BODY}",
        "",
        ["5 May 0025", "year 25", "2025", "no day is taken"],
    ),
    "the year 25 in the container": (BODY, "0025-05-05", ["0025-05-05", "no date"]),
    "a field that is no date": (BODY, "sometime soon", ["sometime soon", "no date"]),
}


@pytest.mark.parametrize(("text", "given", "words"), CASES.values(), ids=list(CASES))
def test_a_conflict_is_told_with_its_readings(text: str, given: str, words: list[str]) -> None:
    report = to_report(RawPage("r.txt", "", "text", text, {"date": given} if given else {}))
    (told,) = date_conflicts(report, given, TODAY)
    assert all(word in told for word in words)


def test_a_page_at_one_with_itself_has_none() -> None:
    text = f"Arrests\n\nPublished 3 March 2021\nUpdated 5 March 2021\n\nKAMPALA, March 3 (Reuters) - {BODY}"
    report = to_report(RawPage("r.txt", "", "text", text, {"date": "2021-03-03"}))
    assert date_conflicts(report, "2021-03-03", TODAY) == []
