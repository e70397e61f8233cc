"""The grounds that the habits of news give, each by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whimbrel.almanac import Almanac
from whimbrel.almanac.dated_facts import DatedFacts, as_fact
from whimbrel.almanac.fold import words_of
from whimbrel.almanac.holdings import as_holding, load_holdings
from whimbrel.almanac.table import Row
from whimbrel.dating import Constraint, Dating, Strength, date_report, solve
from whimbrel.dating.days import EVER, count, days, holds, span_of, union, within
from whimbrel.dating.show import dating_record
from whimbrel.dating.solve import WIDE_DAYS
from whimbrel.dating.weekdays import about_each
from whimbrel.errors import DataError
from whimbrel.model import Report


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.load()


def dating_of(text: str, almanac: Almanac) -> Dating:
    return date_report(Report("r", "r.txt", text), almanac)


def kinds(found: Dating) -> set[str]:
    return {c.kind for c in found.used}


CASES = {
    "a town held": ("Shells fell on the rebel-held Daraya suburb.", "town held", date(2014, 5, 5), date(2017, 5, 5)),
    "a town held, the other way": (
        "A truck left Raqqa, a city controlled by Islamic State.",
        "town held",
        date(2016, 1, 1),
        date(2019, 1, 1),
    ),
    "a feast": ("Three bakers were killed shortly before iftar.", "feast", date(2016, 6, 20), date(2016, 2, 20)),
    "a caption": (
        "A boy stands by a well in a picture taken on 8 June 2016 (AFP).",
        "caption",
        date(2016, 6, 9),
        date(2016, 9, 9),
    ),
    "a session": (
        "He flew to the 71st session of the UN General Assembly.",
        "session",
        date(2016, 9, 20),
        date(2015, 9, 20),
    ),
    "years into a war": (
        "Five years into the conflict, Syria has few doctors.",
        "time since",
        date(2016, 6, 1),
        date(2018, 6, 1),
    ),
    "the long war of the country": (
        "The four-year-old war has emptied Yemen's schools. In Yemen few teach.",
        "",
        date(2020, 1, 1),
        date(2000, 1, 1),
    ),
    "a count outrun": (
        "In Syria more than 280,000 people have died in the war.",
        "toll outrun",
        date(2016, 7, 1),
        date(2016, 12, 1),
    ),
    "a count in words": (
        "More than a quarter of a million people have died in Syria's war.",
        "toll",
        date(2016, 5, 1),
        date(2013, 1, 1),
    ),
    "a weekday": ("Police said on Thursday that two men had died.", "weekday", date(2015, 3, 6), date(2015, 3, 10)),
    "a siege that lasted": (
        "Shells hit Kobane on Monday as Islamic State fighters pressed on.",
        "news",
        date(2014, 10, 7),
        date(2016, 5, 3),
    ),
    "the beginning of what goes on": (
        "The Saudi-led coalition launched its air strikes last year.",
        "event and time",
        date(2016, 3, 1),
        date(2018, 3, 1),
    ),
}


@pytest.mark.parametrize(("text", "kind", "inside", "outside"), CASES.values(), ids=list(CASES))
def test_a_ground_allows_its_days(text: str, kind: str, inside: date, outside: date, almanac: Almanac) -> None:
    found = dating_of(text, almanac)
    if kind:
        assert kind in kinds(found)
        assert not holds(found.days, outside)
    assert holds(found.days, inside)


SILENT = {
    "a weekday to come": "The court will meet on Thursday.",
    "a town that changed hands": "Troops recaptured the rebel-held Daraya suburb.",
    "a feast of another year": "He was shot during Ramadan in 2011, three years ago.",
    "a file picture": "File picture of a well taken on 8 June 2016 (AFP).",
    "a vice president": "Vice President Joe Biden spoke in Riga.",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=list(SILENT))
def test_a_ground_is_not_seen_where_there_is_none(text: str, almanac: Almanac) -> None:
    found = dating_of(text, almanac)
    assert not kinds(found) & {"weekday", "town held", "feast", "caption"}
    assert not any(c.fact == "joe-biden-elected-2020" for c in found.used)


def fact(name: str, names: str, start: str, end: str = "", kind: str = "attack") -> Row:
    cells = {"id": name, "name": name, "names": names, "start": start, "end": end, "country": "MLI"}
    return Row({**cells, "kind": kind, "source": "x"}, "test.csv", 2)


def test_a_wording_of_several_facts_may_mean_each_and_another_settles_it() -> None:
    rows = [fact("First", "Aatown + bomb*", "2014-01-02"), fact("Second", "Aatown + bomb* | Aahotel", "2016-01-02")]
    facts = DatedFacts([as_fact(row) for row in rows])
    (both,) = facts.mentions(words_of(text := "A bomb in Aatown"), text)
    assert [f.id for f in both.facts] == ["First", "Second"]
    (one,) = facts.mentions(words_of(text := "The bomb at the Aahotel in Aatown"), text)
    assert one.sure
    assert one.fact.id == "Second"


def test_a_loose_wording_is_marked_and_a_lost_apostrophe_forgiven() -> None:
    facts = DatedFacts([as_fact(fact("First", "~Aatown + bomb*", "2014-01-02"))])
    (found,) = facts.mentions(words_of(text := "Aatowns market bombed"), text)
    assert found.loose


def test_what_is_loose_says_nothing_outside_of_news(almanac: Almanac) -> None:
    assert not dating_of("The Castello road leads to a mill.", almanac).used
    assert "news" in kinds(dating_of("Two men died on Castello road on Sunday.", almanac))


def test_faint_habits_are_asked_only_where_the_answer_is_wide() -> None:
    narrow = Constraint("test", None, "a", "a", within(date(2016, 1, 1), date(2016, 1, 20)), Strength.STRONG, "a")
    wide = Constraint("test", None, "b", "b", within(date(2016, 1, 1), date(2016, 12, 31)), Strength.STRONG, "b")
    faint = Constraint("test", None, "c", "c", within(date(2016, 1, 1), date(2016, 1, 5)), Strength.FAINT, "c")
    assert solve([narrow, faint]).days == narrow.allowed
    assert solve([wide, faint]).days == faint.allowed
    assert count(narrow.allowed) <= WIDE_DAYS < count(wide.allowed)


def test_about_each_weekday_lies_every_such_day() -> None:
    found = about_each(3, 1)
    for week in range(60):
        thursday = date(2015, 1, 1) + timedelta(days=7 * week)
        assert [holds(found, thursday + timedelta(days=n)) for n in range(-2, 4)] == [
            False,
            True,
            True,
            True,
            True,
            False,
        ]
    assert found[0][0] >= EVER[0][0]
    assert found[-1][1] <= EVER[0][1]


def test_a_union_holds_what_either_holds() -> None:
    a, b = within(date(2016, 1, 1), date(2016, 1, 5)), within(date(2016, 3, 1), date(2016, 3, 5))
    assert union([b, a]) == days([(date(2016, 1, 1), date(2016, 1, 5)), (date(2016, 3, 1), date(2016, 3, 5))])
    assert (count(union([a, b])), span_of(union([a, b]))) == (10, 65)


def test_the_holdings_can_be_read() -> None:
    holdings = load_holdings()
    assert len(holdings.rows) > 100
    assert {row.holder for row in holdings.rows} <= set(holdings.holders)


@pytest.mark.parametrize("cells", [{"holder": "nobody"}, {"names": ""}, {"start": ""}, {"end": "2011"}])
def test_a_broken_holding_is_told_with_its_line(cells: dict[str, str]) -> None:
    plain = {"names": "Aatown", "holder": "rebels", "start": "2014", "end": "", "country": "SYR", "source": "x"}
    with pytest.raises(DataError, match=r"test\.csv:2"):
        as_holding(Row({**plain, **cells}, "test.csv", 2), load_holdings().holders)


def test_what_recurs_is_shown_about_the_answer_only(almanac: Almanac) -> None:
    text = "The mayor said on Thursday that he remembered. Aid came after the Uvalde shooting last month."
    record = dating_record(dating_of(text, almanac))
    shown = [c["allowed"] for c in record["used"] if c["kind"] == "weekday"]
    assert shown
    assert all(shown)
    assert all(len(words) < 200 for words in shown)
    alone = dating_record(dating_of("Police said on Thursday that two men had died.", almanac))
    assert [c["allowed"] for c in alone["used"]] == [None] * len(alone["used"])
