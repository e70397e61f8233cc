"""W3C Web Annotations: a schema of the model's rules, and pyld with the model's context."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import made_dossiers as made
import samples
from hypothesis import given, settings
from local_contexts import ANNOTATION, AS, OA, RDF, loader
from pyld import jsonld

from examples import tried
from whimbrel.export.dossier import Dossier

SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
    ]
}
ITEM = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["describing"]},
        "body": {"type": "array", "items": {"type": "object", "required": ["type"]}},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {"selector": {"type": "array", "items": SELECTOR}},
        },
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "id", "type", "first", "total"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "items", "partOf", "startIndex"],
            "properties": {"type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": ITEM}},
        },
    },
}


def collection(told: list[Dossier]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(made.written("annotations", told))
    jsonschema.Draft202012Validator(SCHEMA).validate(read)
    assert read["total"] == len(read["first"]["items"])
    assert read["last"] == read["first"]["id"]
    assert terms(read) <= {*ANNOTATION, "@context"}
    return read


def terms(value: Any) -> set[str]:
    """Every key, however deep."""
    if isinstance(value, list):
        return {term for member in value for term in terms(member)}
    if isinstance(value, dict):
        return {*value, *(term for member in value.values() for term in terms(member))}
    return set()


def test_every_claim_is_an_annotation_of_its_words() -> None:
    told = made.of_samples()
    items = collection(told)["first"]["items"]
    texts = {f"urn:whimbrel:report:{report.id}": report.text for report in samples.REPORTS}
    claims = [claim for one in told for claim in one.claims]
    assert len(items) == len(claims) == len(samples.CLAIMS)
    for item, claim in zip(items, claims, strict=True):
        position, quotation = item["target"]["selector"]
        text = texts[item["target"]["source"]["id"]]
        assert text[position["start"] : position["end"]] == quotation["exact"] == claim.text
        around = quotation.get("prefix", "") + quotation["exact"] + quotation.get("suffix", "")
        assert around in text


def test_a_processor_reads_it_as_the_model_says() -> None:
    read = collection(made.of_samples())
    (expanded,) = jsonld.expand(read, {"documentLoader": loader})
    assert expanded["@type"] == [f"{AS}OrderedCollection"]
    (page,) = expanded[f"{AS}first"]
    items = page[f"{AS}items"][0]["@list"]
    assert len(items) == expanded[f"{AS}totalItems"][0]["@value"] == len(samples.CLAIMS)
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        (target,) = item[f"{OA}hasTarget"]
        kinds = {selector["@type"][0] for selector in target[f"{OA}hasSelector"]}
        assert kinds == {f"{OA}TextPositionSelector", f"{OA}TextQuoteSelector"}
        assert target[f"{OA}hasSource"][0]["@id"].startswith("urn:whimbrel:report:")


def test_the_status_is_said_and_tagged() -> None:
    items = collection(made.every_status())["first"]["items"]
    tags = [body["value"] for item in items for body in item["body"] if body.get("purpose") == "tagging"]
    assert [tag for tag in tags if tag.startswith("status")] == [
        *("status: happened", "status: going on", "status: planned", "status: called for", "status: threatened"),
        *("status: supposed", "status: alleged", "status: denied", "status: did not happen", "status: earlier"),
    ]
    assert (
        items[7]["body"][0]["value"]
        == "Someone denied that the Government of Ethiopia had made a commitment in Pretoria"
    )
    assert items[0]["body"][-1] == {"type": "SpecificResource", "source": "urn:whimbrel:event:e0", "purpose": "linking"}


def test_a_page_of_the_web_is_named_beside_the_stored_text() -> None:
    items = collection([made.of_victims(), made.dossier()])["first"]["items"]
    assert [item["target"]["source"].get("via") for item in items] == ["https://gulfmorning.example/a/2", None]


@settings(max_examples=tried(60), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_words_are_kept_to_the_letter(told: Dossier) -> None:
    read = collection([told])
    (item,) = read["first"]["items"]
    claim, text = told.claims[0], told.reports["r0"].text
    position, quotation = item["target"]["selector"]
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert quotation["exact"] == whole[position["start"] : position["end"]]
    (expanded,) = jsonld.expand(read, {"documentLoader": loader})
    (one,) = expanded[f"{AS}first"][0][f"{AS}items"][0]["@list"]
    assert one["@id"] == "urn:whimbrel:claim:ce0"
    assert len(one[f"{OA}hasBody"]) == 4
    assert claim.text != "" and one[f"{OA}hasBody"][0][f"{RDF}value"][0]["@value"]
