from __future__ import annotations

import json
from dataclasses import replace

import made_dossiers as made
import pytest
from hypothesis import HealthCheck, given, settings

from whimbrel.errors import UsageError
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.registry import find_format, format_names
from whimbrel.export.formats.validate import main, problems

LINKED = [name for name in made.NAMES if name not in ("html", "icalendar", "markdown")]  # JSON, whole or by line


def test_all_are_found_under_their_own_names() -> None:
    assert set(made.NAMES) <= set(format_names())
    for name in made.NAMES:
        found = find_format(name)
        assert found.name == name
        assert found.suffix.startswith(".")
        assert "/" in found.media_type
    with pytest.raises(UsageError, match="no format"):
        find_format("gopher")


def test_the_tables_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(problems()) == []
    assert main() == 0
    assert capsys.readouterr().out == ""


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
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
