from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import made_dossiers as made
import pytest
from hypothesis import HealthCheck, given, settings

from examples import tried
from whimbrel.errors import UsageError
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.check_vocabulary import faults, main, problems
from whimbrel.export.formats.registry import find_format, format_names
from whimbrel.export.formats.vocabulary import KIND_COLUMNS, QUESTION_COLUMNS, STATUS_COLUMNS, read_table

LINKED = [name for name in made.NAMES if name not in ("html", "icalendar", "markdown")]  # JSON, whole or by line


def test_all_are_found_under_their_own_names() -> None:
    assert set(made.NAMES) <= set(format_names())
    for name in made.NAMES:
        found = find_format(name)
        assert found.name == name
        assert found.suffix.startswith(".")
        assert "/" in found.media_type
        assert found.streams is (name in LINKED)
    with pytest.raises(UsageError, match="no format"):
        find_format("gopher")


def test_the_tables_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(problems()) == []
    assert main() == 0
    assert capsys.readouterr().out == ""


def test_a_table_that_would_tell_a_denial_as_a_deed_is_found_out() -> None:
    tables = [
        read_table(f"{name}.csv", columns)
        for name, columns in (
            ("statuses", STATUS_COLUMNS),
            ("kinds", KIND_COLUMNS),
            ("questions", QUESTION_COLUMNS),
        )
    ]
    assert list(faults(*tables)) == []
    statuses, kinds, questions = tables
    denied = next(row for row in statuses if row["status"] == "denied")
    denied |= {"vevent": "CONFIRMED", "remark": ""}
    kinds[0] |= {"stix_class": "threat-actor", "ftm_schema": ""}
    questions.pop()
    statuses.append({**statuses[0], "vjournal": "DONE"})
    assert list(faults(statuses, kinds, questions)) == [
        "statuses.csv: happened stands there 2 times",
        "questions.csv: contexts is missing",
        "statuses.csv: denied: said to be an event elsewhere though it did not take place",
        "statuses.csv: denied: no remark, so that it would read as if it had happened",
        "statuses.csv: happened: vjournal is 'DONE' (one of FINAL, DRAFT, CANCELLED)",
        "kinds.csv: person: 'threat-actor' is no class of STIX",
    ]


def test_names_of_things_are_identifiers_whatever_ids_are_made_of() -> None:
    assert made.EDITION.name_of("actor", "person:abiy-ahmed") == "urn:whimbrel:actor:person:abiy-ahmed"
    assert made.EDITION.name_of("actor", "local:=cmd|' א\ud800/#?") == (
        "urn:whimbrel:actor:local:%3Dcmd%7C%27%20%D7%90%3F%2F%23%3F"
    )


class Counting(io.BytesIO):
    """A stream that knows how often it was written to."""

    writes = 0

    def write(self, data: Any) -> int:
        self.writes += 1
        return super().write(data)


@pytest.mark.parametrize("name", LINKED)
def test_an_event_is_out_before_the_next_is_asked_for(name: str) -> None:
    out, seen = Counting(), []

    def told() -> Iterator[Dossier]:
        for one in made.every_kind():
            seen.append(out.writes)
            yield one

    find_format(name).write(told(), out, made.EDITION)
    assert seen == sorted(set(seen))
    assert len(seen) > 10


@pytest.mark.parametrize("name", made.NAMES)
def test_an_export_is_the_same_each_time(name: str) -> None:
    everything = made.everything()
    first = made.written(name, everything)
    assert first == made.written(name, everything)
    assert len(first) > 1000


@pytest.mark.parametrize("name", made.NAMES)
def test_nothing_to_export_is_an_export_too(name: str) -> None:
    made.written(name, []).decode()


@pytest.mark.parametrize("name", [name for name in made.NAMES if name != "html"])
def test_what_a_person_found_wrong_goes_no_further(name: str) -> None:
    good, wrong = made.dossier(id="good"), made.dossier(id="bad", report=made.samples.WIRE)
    wrong = replace(wrong, event=replace(wrong.event, checked="wrong"))
    assert made.written(name, [good, wrong]) == made.written(name, [good])


@pytest.mark.parametrize("name", made.NAMES)
@settings(max_examples=tried(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=made.hostile_dossiers())
def test_hostile_text_leaves_nothing_that_a_reader_obeys(name: str, told: Dossier) -> None:
    text = made.written(name, [told]).decode()
    allowed = text.replace("\r\n", "\n") if name == "icalendar" else text
    assert not made.OBEYED.search(allowed)
    assert "\r" not in allowed
    if name == "ftm":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    elif name in LINKED:
        assert isinstance(json.loads(text), dict)


@pytest.mark.parametrize("name", [name for name in made.NAMES if name not in ("html", "markdown", "timelinejs", "ftm")])
def test_ids_are_addresses_where_the_chronicle_is_served(name: str) -> None:
    told = [made.dossier(id="e1")]
    here, there = made.written(name, told).decode(), made.written(name, told, made.SERVED).decode().replace("\r\n ", "")
    if name != "stix":  # ids are UUIDs there, of the same names
        assert "https://chronicle.example/base/" in there
    assert "chronicle.example" not in here
    assert here != there
