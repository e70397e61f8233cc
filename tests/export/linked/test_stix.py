"""STIX 2.1, read by the stix2 library, which checks types, ids, times and vocabularies' forms."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from typing import Any

import made_dossiers as made
import stix2
from hypothesis import given, settings
from stix2.v21 import vocab

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.vocabulary import kind_words
from whimbrel.model import ActorKind


def objects(told: list[Dossier], edition: made.Edition = made.EDITION) -> list[Any]:
    """The bundle's objects, every one of which stix2 takes and none of which points outside."""
    bundle = stix2.parse(made.written("stix", told, edition).decode(), allow_custom=False)
    found = list(bundle.objects)
    known = {one.id for one in found}
    assert len(known) == len(found)
    for one in found:
        refs = [one[name] for name in one if name.endswith("_ref")]
        refs += [ref for name in one if name.endswith("_refs") for ref in one[name]]
        assert set(refs) <= known
    return found


def of(found: list[Any], *types: str) -> list[Any]:
    return [one for one in found if one.type in types]


def test_the_table_of_kinds_is_of_the_vocabularies() -> None:
    for kind in ActorKind:
        assert kind_words(kind).stix_class in vocab.IDENTITY_CLASS
        assert set(kind_words(kind).stix_sectors) <= set(vocab.INDUSTRY_SECTOR)


def test_everything_is_taken_and_nobody_is_a_threat() -> None:
    everything = made.everything()
    found = objects(everything)
    assert len(of(found, "incident", "note")) == len(everything)
    types = {"identity", "incident", "note", "location", "relationship", "report", "grouping"}
    assert {one.type for one in found} == types
    reports = {id for one in everything for id in one.reports}
    assert len(of(found, "report", "grouping")) == len(reports)


def test_only_what_happened_is_an_incident() -> None:
    found = objects(made.every_status())
    assert {label for one in of(found, "incident") for label in one.labels if label.startswith("status:")} == {
        f"status:{status}" for status in made.HAPPENED
    }
    notes = of(found, "note")
    assert len(notes) == len(made.Status) - len(made.HAPPENED)
    (planned,) = [note for note in notes if "status:planned" in note.labels]
    assert planned.content.endswith("It was planned; that it took place is not told here.")
    assert not [link for link in of(found, "relationship") if link.source_ref.startswith("note")]


def test_ids_are_of_their_own_making_and_the_same_in_the_next_export() -> None:
    first, second = objects(made.of_samples()), objects(made.of_samples(), made.LATER)
    assert [one.id for one in first] == [one.id for one in second]
    assert {uuid.UUID(one.id.partition("--")[2]).version for one in first} == {5}
    assert {one.created for one in first} == {one.created for one in second}  # as STIX asks of two versions
    assert min(one.modified for one in second) > max(one.modified for one in first)
    bundles = [json.loads(made.written("stix", [], edition))["id"] for edition in (made.EDITION, made.LATER)]
    assert bundles[0] != bundles[1]


def test_an_incident_leads_to_who_did_what_to_whom_and_where() -> None:
    found = objects(made.of_samples())
    by_id = {one.id: one for one in found}
    (blame,) = [one for one in of(found, "incident") if "accused" in one.name]
    roles = {
        by_id[link.target_ref].name: link.labels[0] for link in of(found, "relationship") if link.source_ref == blame.id
    }
    bomb = "Al-Shabaab killed at least 100 people in a bombing in Mogadishu"
    assert roles == {"Hassan Sheikh Mohamud": "actor", "al-Shabaab": "recipient", bomb: "about"}
    (mogadishu,) = [one for one in of(found, "location") if one.name == "Mogadishu, Somalia"]
    assert (mogadishu.latitude, mogadishu.country) == (2.0371, "SO")
    assert blame.external_references[0].url == "https://harbourwire.example/mogadishu-bombs"


def test_a_place_known_by_province_has_no_point() -> None:
    found = of(objects(list(made.every_place().values())), "location")
    assert Counter("latitude" in place for place in found) == {True: 3, False: 3}


def test_a_report_without_a_day_is_a_grouping() -> None:
    found = objects(made.of_samples())
    assert {one.name for one in of(found, "grouping")} == {"Tear gas in Khartoum"}
    assert {str(one.published) for one in of(found, "report")} >= {"2022-10-30 00:00:00+00:00"}


def test_private_persons_who_only_suffered_are_no_identities() -> None:
    assert "Amina Warsame" not in {one.name for one in of(objects([made.of_victims()]), "identity")}


@settings(max_examples=tried(40), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_makes_a_valid_bundle(told: Dossier) -> None:
    assert len(of(objects([told]), "incident", "note")) == 1
