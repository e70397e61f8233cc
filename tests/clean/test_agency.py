from __future__ import annotations

import pytest

from whimbrel.clean import to_report
from whimbrel.clean.agency import agencies, parse
from whimbrel.errors import DataError
from whimbrel.gather import RawPage

STORY = "Two men were held on Monday after a fire at the port, the harbour master said. Nobody was hurt. " * 3


def agency(text: str, **fields: str) -> str:
    return to_report(RawPage("a.txt", "", "text", text, fields)).agency


@pytest.mark.parametrize(
    ("text", "fields", "found"),
    [
        (f"Fire at the port\n\nOSLO, May 3 (Reuters) - {STORY}", {}, "Reuters"),
        (f"Fire at the port\n\nOSLO (AP) — {STORY}", {}, "Associated Press"),
        (f"Fire at the port\n\nAFP - {STORY}", {}, "AFP"),
        (f"Fire at the port\n\n{STORY}", {"byline": "Jane Roe, Associated Press"}, "Associated Press"),
        (f"Fire at the port\n\n{STORY}", {"byline": "Jane Roe, photo: AFP"}, ""),
        (f"Fire at the port\n\n{STORY}", {"source": "xinhua"}, "Xinhua"),
        (f"Fire at the port\n\n{STORY}\n\nSource: AFP", {}, "AFP"),
        (f"Fire at the port\n\n{STORY} (dpa)", {}, "dpa"),
        (f"Fire at the port\n\n{STORY} The harbour master told Reuters that it was over.", {}, ""),
        (f"Fire at the port\n\nSmoke over the port on Monday. (Photo: AFP)\n\n{STORY}", {}, ""),
        (f"Fire at the port\n\n{STORY}", {"source": "The Harbour Wire"}, ""),
    ],
)
def test_the_agency_behind_a_report(text: str, fields: dict[str, str], found: str) -> None:
    assert agency(text, **fields) == found


def test_the_list_is_sound() -> None:
    assert agencies()["AP"] == "Associated Press"
    with pytest.raises(DataError):
        parse(["name,written", "One,A | B", "Two,B"])
    with pytest.raises(DataError):
        parse(["name,written", "One,"])
