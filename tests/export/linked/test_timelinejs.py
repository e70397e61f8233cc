"""TimelineJS 3: a schema of its documented JSON, and its HTML read by lxml."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import made_dossiers as made
from hypothesis import given, settings
from lxml import html

from examples import tried
from whimbrel.export.dossier import Dossier

DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "additionalProperties": False,
    "dependentRequired": {"day": ["month"]},
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text"],
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "display_date": {"type": "string"},
        "text": TEXT,
        "group": {"type": "string"},
        "unique_id": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"},
        "autolink": {"const": False},
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {"type": "array", "items": SLIDE},
        "title": {"type": "object", "required": ["text"], "properties": {"text": TEXT}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
TAGS = {"div", "p", "ul", "li", "a", "q"}


def timeline(told: list[Dossier]) -> Any:
    read = json.loads(made.written("timelinejs", told))
    jsonschema.Draft202012Validator(SCHEMA).validate(read)
    return read


def parsed(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def test_slides_stand_in_rows_by_status() -> None:
    slides = timeline(made.every_status())["events"]
    assert [slide["group"] for slide in slides] == [
        *("Happened", "Going on", "Planned", "Called for", "Threatened"),
        *("Supposed", "Alleged", "Denied", "Did not happen", "Earlier"),
    ]
    assert slides[2]["text"]["headline"] == "The Government of Ethiopia planned to make a commitment in Pretoria"


def test_times_are_said_as_they_are_known() -> None:
    read = timeline(list(made.every_time().values()))
    slides = {slide["display_date"]: slide for slide in read["events"]}
    assert slides["2 November 2022"]["start_date"] == {"year": 2022, "month": 11, "day": 2}
    assert slides["November 2022"]["start_date"] == {"year": 2022, "month": 11}
    assert slides["2022"]["start_date"] == {"year": 2022}
    assert "end_date" not in slides["November 2022"]
    assert slides["2–5 November 2022"]["end_date"] == {"year": 2022, "month": 11, "day": 5}
    assert slides["on or before 2 November 2022"]["start_date"] == {"year": 2022, "month": 11, "day": 2}
    assert "2 or 9 November 2022" in slides
    assert "1 event of which no day is known is left out." in read["title"]["text"]["text"]


def test_a_slide_links_its_sources_and_quotes_them() -> None:
    (slide,) = [s for s in timeline(made.of_samples())["events"] if "bombing" in s["text"]["headline"]]
    body = parsed(slide["text"]["text"])
    assert [a.get("href") for a in body.iter("a")] == [made.samples.WIRE.url, made.samples.POST.url]
    assert [q.text for q in body.iter("q")] == [claim.text for claim in made.samples.BOMB]


@settings(max_examples=tried(60), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_stays_text(told: Dossier) -> None:
    for slide in timeline([told])["events"]:
        for text in (slide["text"]["headline"], slide["display_date"], slide["group"]):
            assert not list(parsed(f"<div>{text}</div>")[0])
        for element in parsed(slide["text"]["text"]).iter():
            assert element.tag in TAGS
            assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set())
            assert element.get("href", "https://").startswith(("http://", "https://"))
