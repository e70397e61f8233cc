"""The example reports, read and exported: every format is taken as a whole by a reader of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_annotations import collection
from test_ftm import entities
from test_geojson import features
from test_icalendar import calendar
from test_markdown import entries, text_of
from test_schema_org import graph
from test_stix import objects
from test_timelinejs import timeline

import whimbrel
from whimbrel.api import dossiers

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"


@pytest.mark.slow
def test_every_reader_takes_the_examples() -> None:
    with whimbrel.read(EXAMPLES) as chronicle:
        told = list(dossiers(chronicle, chronicle.events()))
        number = len(told)
    assert number > 100
    assert len(features(told)) == len(entries(text_of(told))) == number
    assert len([one for one in entities(told) if one.schema.name in ("Event", "Note")]) == number
    assert len([one for one in objects(told) if one.type in ("incident", "note")]) == number
    assert len([one for one in graph(told) if one["@type"] in ("Event", "Claim")]) == number
    assert len(collection(told)["first"]["items"]) == sum(len(one.claims) for one in told)
    assert 0 < len(calendar(told).subcomponents) < number
    assert 0 < len(timeline(told)["events"]) < number
