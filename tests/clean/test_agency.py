from __future__ import annotations

import pytest

from whimbrel.almanac.outlets import load_outlets
from whimbrel.clean import to_report
from whimbrel.clean.agencies import agencies, agency_words, parse, parse_words
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
        (f"Fire at the port\n\nMOSCOW, May 11. /TASS/. {STORY}", {}, "TASS"),
        (f"Fire at the port\n\nNew Delhi, May 11 (PTI) {STORY}", {}, "PTI"),
        (f"Fire at the port\n\nCAIRO, May 3, MENA - {STORY}", {}, "MENA"),
        (f"Fire at the port\n\nReuters Staff\n\n{STORY}", {}, "Reuters"),
        (f"Fire at the port\n\n{STORY}", {"byline": "Reuters Staff"}, "Reuters"),
        (f"Fire at the port\n\n{STORY}\n\n(Reporting by Jane Roe; Editing by Max Muster)", {}, "Reuters"),
        (
            f"Fire\n\n{STORY} (Reporting by Jo Roe in Oslo; Additional reporting by Li Ng; Editing by Max Doe)",
            {},
            "Reuters",
        ),
        (f"Fire at the port\n\n{STORY}\n\n(With inputs from PTI)", {}, "PTI"),
        (f"Fire at the port\n\n{STORY}\n\nWith inputs from ANI", {}, "ANI"),
        (f"Fire at the port\n\n{STORY}\n\n(With inputs from agencies)", {}, ""),
        (f"Fire at the port\n\n{STORY}\n\nWith reporting by Reuters and AFP", {}, ""),
        (f"Fire at the port\n\n{STORY}\n\n(con información de EFE)", {}, "EFE"),
        (f"Fire at the port\n\n{STORY}\n\n© 2021 AFP", {}, "AFP"),
        (
            f"Fire at the port\n\n{STORY}\n\nCopyright 2021 The Associated Press. All rights reserved.",
            {},
            "Associated Press",
        ),
        (f"Fire at the port\n\n{STORY}", {"source": "TASS Russian News Agency"}, ""),
        (f"Fire at the port\n\n{STORY}", {"url": "https://tass.com/world/1289"}, "TASS"),
        (f"Fire at the port\n\n{STORY} He came with Interfax reporters and left with nobody at all.", {}, ""),
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
    assert len(set(agencies().values())) >= 100
    assert "with inputs from" in agency_words()["with"]
    for wrong in ("kind,words\nodd,by", "kind,words\nlabel,By", "kind,words\nlabel,by"):
        with pytest.raises(DataError):
            parse_words(wrong.splitlines())


def test_agencies_are_called_as_outlets_are() -> None:
    """An agency that is an outlet, too, has one name."""
    outlets = load_outlets()
    listed = {name for name in agencies().values() if any(one.name == name for one in outlets.by_domain.values())}
    assert not {
        name for name in set(agencies().values()) - listed if (found := outlets.named(name)) and found.kind == "agency"
    }
    assert len(listed) > 80
