"""Dated reports of the same main event narrow when an undated one was written; contradictions are told."""

from __future__ import annotations

from datetime import date

import pytest

from whimbrel.almanac import Almanac
from whimbrel.dating import Dating, date_report
from whimbrel.dating.days import holds
from whimbrel.dating.others import with_others
from whimbrel.model import Report, When

TEXT = "The ferry sank off Batangas, the coast guard said. Foreign Secretary William Hague sent his condolences."


def on(day: date, how: str = "metadata") -> Report:
    return Report(f"r{day}", "other.txt", "", outlet="The Coast Herald", published=When(str(day), day, day, how))


@pytest.fixture(scope="module")
def dating() -> Dating:
    return date_report(Report("r", "r.txt", TEXT), Almanac.load())


def test_it_came_out_about_when_they_did(dating: Dating) -> None:
    day = date(2012, 3, 6)
    found = with_others(dating, [on(day)])
    assert found is not None and found.when is not None
    assert found.earliest == date(2012, 3, 2) and found.latest == date(2012, 3, 10)
    assert [c.fact for c in found.used if c.kind == "other report"] == [f"r{day}"]
    assert dating.when is None  # what it mentions itself dates it too widely


def test_what_it_mentions_outvotes_them(dating: Dating) -> None:
    found = with_others(dating, [on(date(2019, 3, 6))])  # the office was another's by then
    assert found is not None
    assert not any(c.kind == "other report" for c in found.used)
    assert not holds(found.days, date(2019, 3, 6))


def test_what_is_inferred_itself_tells_nothing(dating: Dating) -> None:
    assert with_others(dating, [on(date(2012, 3, 6), "inferred"), Report("u", "u.txt", "")]) is None
