"""The validator finds what is wrong with knowledge files, and nothing in the shipped ones."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.names import same_name
from whimbrel.almanac.offices import Offices, in_office
from whimbrel.almanac.states import load_states
from whimbrel.almanac.store import GROUP_COLUMNS, PERSON_COLUMNS, Store, file_actor_row
from whimbrel.almanac.table import parse_day, parse_names, parse_role, read_rows
from whimbrel.almanac.validate import check_store, validate
from whimbrel.errors import DataError
from whimbrel.model import Name, Role


def test_the_shipped_almanac_is_sound() -> None:
    assert [str(finding) for finding in validate()] == []


def _store(tmp_path: Path, groups: str = "", people: str = "") -> Store:
    store = Store()
    for name, columns, text in (("groups", GROUP_COLUMNS, groups), ("people", PERSON_COLUMNS, people)):
        file = tmp_path / f"{name}.csv"
        file.write_text(",".join(columns) + "\n" + text, encoding="utf-8")
        for row in read_rows(file, f"{name}.csv", columns):
            file_actor_row(store, row, person=name == "people")
    return store


@pytest.mark.parametrize(
    ("groups", "people", "expected"),
    [
        ("reds,Reds,armed group,COL,REB,,,x\nreds,Blues,party,COL,OPP,,,x\n", "", "groups.csv:3: id 'reds' is"),
        ("reds,Reds,armed group,COL,REB,,blues,x\n", "", "groups.csv:2: unknown parent 'blues'"),
        ("reds,Reds,club,COL,REB,,,x\n", "", "groups.csv:2: unknown kind 'club'"),
        ("reds,Reds,party,QQQ,OPP,,,x\n", "", "groups.csv:2: country 'QQQ' is no alpha-3 code"),
        ("reds,Reds,party,COL,ZZZ,,,x\n", "", "groups.csv:2: unknown sector 'ZZZ'"),
        (
            "reds,Reds,party,COL,OPP,RDS,,x\nblues,Blues,party,COL,OPP,R.D.S,,x\nother,RDS,party,COL,OPP,,,x\n",
            "",
            "groups.csv:4: 'RDS' is a name of other, reds",
        ),
        ("", "ann,Ann Low,COL,,chair @ nobody 2010/,x\n", "people.csv:2: role 'chair': unknown organisation 'nobody'"),
        ("", "ann,Ann Low,COL,,president @ COL 2012/2010,x\n", "people.csv:2: 'president @ COL 2012/2010' ends before"),
        ("", "ann,Ann Low,COL,,president of COL,x\n", "people.csv:2: 'president of COL' is not a role"),
        ("", "ann,Ann Low,COL,,president @ COL 2012-13/,x\n", "people.csv:2: '2012-13' is not a date"),
        ("", "ann,Ann L\u043ew,COL,,,x\n", "people.csv:2: 'Ann L\u043ew' mixes scripts"),
        ("", "ann,Ann Low,COL,ar: Anna,,x\n", "people.csv:2: 'Anna' is marked ar but not written in arabic"),
    ],
)
def test_the_validator_names_file_and_line(tmp_path: Path, groups: str, people: str, expected: str) -> None:
    findings = [str(f) for f in check_store(_store(tmp_path, groups, people), load_states())]
    assert any(finding.startswith(expected) for finding in findings), findings


def test_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.csv:3: 1 cells where 2 belong"):
        list(read_rows(file, "x.csv", ("a", "b")))
    file.write_bytes(b"a,b\n\xff,1\n")
    with pytest.raises(DataError, match="is not UTF-8"):
        list(read_rows(file, "x.csv", ("a", "b")))
    with pytest.raises(DataError, match="cannot be read"):
        list(read_rows(tmp_path / "absent.csv", "absent.csv", ("a",)))
    file.write_text("a,c\n", encoding="utf-8")
    with pytest.raises(DataError, match="header is"):
        list(read_rows(file, "x.csv", ("a", "b")))


def test_names_cell() -> None:
    assert parse_names("ar: حماس | Islamic Resistance | acronym: PFLP | short: Popular Front | S: Z") == (
        Name("حماس", "ar", "full"),
        Name("Islamic Resistance"),
        Name("PFLP", "en", "acronym"),
        Name("Popular Front", "en", "short"),
        Name("S: Z"),
    )


def test_roles_cell() -> None:
    assert parse_role("head of x @ hamas 2017-10-05/2024-01", "f:1") == Role(
        "head of x", "hamas", date(2017, 10, 5), date(2024, 1, 31)
    )
    assert parse_role("president @ COL 2014/", "f:1") == Role("president", "COL", date(2014, 1, 1), None)
    assert parse_role("president @ COL", "f:1") == Role("president", "COL")
    assert parse_day("2024-02", "f:1", last=True) == date(2024, 2, 29)


def test_offices_by_day(tmp_path: Path) -> None:
    store = _store(
        tmp_path,
        "reds,Reds,party,COL,OPP,,,x\n",
        "ann,Ann Low,COL,,chairwoman @ reds 2010/2012 | foreign affairs minister @ COL.government 2013/,x\n"
        "cat,Cat Mid,COL,,leader in the south @ reds 2011/,x\n"
        "bob,Bob High,COL,,party leader @ reds 2013/2014-06 | minister of foreign affairs @ COL /2012,x\n",
    )
    states = load_states()
    offices = Offices(store, lambda actor_id: store.actor(actor_id, states))
    assert offices.holders("foreign minister", "COL", date(2015, 5, 5)) == ["ann"]
    assert offices.holders("foreign minister", "COL.government", date(2011, 5, 5)) == ["bob"]
    assert offices.holders("chief", "reds", date(2011, 1, 1)) == ["ann"]
    assert offices.holders("leader", "reds", date(2014, 6, 30)) == ["bob"]
    assert offices.holders("leader", "reds", date(2014, 7, 1)) == []
    assert not in_office(Role("x", "reds", end=date(2014, 6, 30)), date(2014, 7, 1))


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert " " not in word.key


@given(st.text(max_size=60))
@example("\u0a36")  # NFC takes it apart, and the mark is no letter
def test_a_name_key_is_stable(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key


def test_hostile_names_are_quick() -> None:
    buffer = io.StringIO()
    for char in "abd'-. ":
        print(same_name(char * 5000, "Abdul" + char * 5000).value, file=buffer)
    assert buffer.getvalue().count("\n") == 7
