"""GeoJSON, read back by the geojson library and checked against a schema of RFC 7946's rules for points."""

from __future__ import annotations

import json
from typing import Any

import geojson
import jsonschema
import made_dossiers as made
from hypothesis import given, settings

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.model import Precision

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
                "not": {"anyOf": [{"required": ["coordinates"]}, {"required": ["features"]}]},
            },
        },
    },
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometry", "properties")]},
}


def features(told: list[Dossier]) -> list[Any]:
    text = made.written("geojson", told).decode()
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    read = geojson.loads(text)
    assert read.is_valid, read.errors()
    return list(read["features"])


def test_every_event_is_a_valid_feature_in_order() -> None:
    everything = made.everything()
    assert [f["id"] for f in features(everything)] == [f"urn:whimbrel:event:{id}" for id in made.ids(everything)]


def test_no_features_is_a_collection_too() -> None:
    assert features([]) == []


def test_only_what_is_finely_known_is_a_point() -> None:
    found = dict(zip(made.every_place(), features(list(made.every_place().values())), strict=True))
    fine = {Precision.SITE, Precision.TOWN, Precision.DISTRICT}
    assert {precision for precision, feature in found.items() if feature["geometry"]} == fine
    assert found[Precision.TOWN]["geometry"]["coordinates"] == [28.1878, -25.7449]
    province = found[Precision.PROVINCE]["properties"]
    assert (province["place"], province["precision"], province["country"]) == ("Pretoria", "province", "South Africa")


def test_only_what_happened_is_on_the_map() -> None:
    found = dict(zip(made.Status, features(made.every_status()), strict=True))
    assert {status for status, feature in found.items() if feature["geometry"]} == set(made.HAPPENED)
    assert all(feature["properties"]["happened"] is (status in made.HAPPENED) for status, feature in found.items())
    assert found[made.Status.DENIED]["properties"]["title"].startswith("Someone denied that")
    assert all(feature["properties"]["place"] == "Pretoria" for feature in found.values())


def test_a_feature_tells_its_sources_and_conflicts() -> None:
    bomb = next(f for f in features(made.of_samples()) if f["properties"]["type"] == "ASSAULT" and f["geometry"])
    told = bomb["properties"]
    assert [source["outlet"] for source in told["sources"]] == ["The Harbour Wire", "Gulf Morning Post", "إذاعة الساحل"]
    assert (told["killed_low"], told["killed_high"]) == (100, None)
    assert told["remarks"] == [
        "Sources differ on how many were killed: at least 100 in The Harbour Wire; 120 in Gulf Morning Post;"
        " about 90 in إذاعة الساحل."
    ]
    assert told["when"] == "29 October 2022"


@settings(max_examples=tried(40), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_makes_valid_features(told: Dossier) -> None:
    assert len(features([told])) == 1
