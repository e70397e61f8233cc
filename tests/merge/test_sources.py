"""Independent origins: copies are one, whoever prints them."""

from __future__ import annotations

from merge_cases import ARMY, PEOPLE, TYRE, claim, events, on, report

from whimbrel.model import Origin

DAY, NEXT = "2021-05-10", "2021-05-11"
STRIKE = {"actors": [ARMY], "recipients": [PEOPLE], "places": [TYRE], "when": on(DAY)}
STORY = "shells hit the harbour of the old town at dawn and a second salvo struck the fish market " * 4


def test_copies_stand_under_the_report_that_was_out_first() -> None:
    told = [claim(f"c{n}", f"r{n}", **STRIKE, text="shells hit the market") for n in (1, 2, 3)]
    (event,) = events(
        told,
        [report("r1", NEXT, STORY), report("r2", DAY, "At dawn. " + STORY, agency="AFP"), report("r3", DAY)],
    )
    assert event.origins == (Origin(("r2", "r1"), "r2", "AFP"), Origin(("r3",), "r3"))


def test_naming_one_agency_makes_no_copy() -> None:
    told = [claim(f"c{n}", f"r{n}", **STRIKE, text="shells hit the market") for n in (1, 2)]
    (event,) = events(told, [report("r1", DAY, agency="AFP"), report("r2", DAY, agency="AFP")])
    assert [origin.agency for origin in event.origins] == ["AFP", "AFP"]


def test_a_report_whose_day_is_not_known_comes_last() -> None:
    told = [claim(f"c{n}", f"r{n}", **STRIKE, text="shells hit the market of Tyre on Monday") for n in (1, 2)]
    (event,) = events(told, [report("r1"), report("r2", DAY)])
    assert [origin.earliest for origin in event.origins] == ["r2", "r1"]
