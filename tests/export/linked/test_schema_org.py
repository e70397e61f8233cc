"""schema.org, expanded by pyld with a context that knows just the terms that schema.org has for each type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import made_dossiers as made
import samples
from hypothesis import given, settings
from local_contexts import SCHEMA, TYPES, loader
from pyld import jsonld

from examples import tried
from whimbrel.export.dossier import Dossier
from whimbrel.export.formats.vocabulary import kind_words
from whimbrel.model import ActorKind, Status, When


def graph(told: list[Dossier], edition: made.Edition = made.EDITION) -> list[dict[str, Any]]:
    """The graph as written, once a JSON-LD processor has found nothing in it that it does not know."""
    record = json.loads(made.written("schema-org", told, edition))
    expanded = jsonld.expand(record, {"documentLoader": loader})
    assert len(expanded) == len(record["@graph"])
    for node in nodes(record["@graph"]):
        assert set(node) - {"@type", "@id"} <= TYPES[node["@type"]], node
    known = {node["@id"] for node in nodes(record["@graph"]) if "@id" in node}
    for reference in references(record["@graph"]):
        assert reference in known
    return list(record["@graph"])


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every typed object, however deep."""
    if isinstance(value, list):
        for member in value:
            yield from nodes(member)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for member in value.values():
            yield from nodes(member)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for member in value:
            yield from references(member)
    elif isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for member in value.values():
            yield from references(member)


def of(found: list[dict[str, Any]], type: str) -> list[dict[str, Any]]:
    return [node for node in found if node["@type"] == type]


def test_kinds_are_types_of_schema_org() -> None:
    assert {kind_words(kind).schema_org for kind in ActorKind} <= TYPES.keys()


def test_everything_is_known_to_a_processor() -> None:
    everything = made.everything()
    found = graph(everything)
    assert len(of(found, "Event")) + len(of(found, "Claim")) == len(everything)
    assert len(of(found, "NewsArticle")) == len({id for one in everything for id in one.reports})


def test_nothing_is_lost_when_a_processor_expands_it() -> None:
    record = json.loads(made.written("schema-org", [made.dossier(id="e7")]))
    (event,) = [n for n in jsonld.expand(record, {"documentLoader": loader}) if n["@type"] == [f"{SCHEMA}Event"]]
    assert event["@id"] == "urn:whimbrel:event:e7"
    assert event[f"{SCHEMA}startDate"] == [{"@type": f"{SCHEMA}Date", "@value": "2022-11-02"}]
    assert event[f"{SCHEMA}eventStatus"] == [{"@id": "https://schema.org/EventScheduled"}]
    (written,) = [node for node in record["@graph"] if node["@type"] == "Event"]
    assert {key.removeprefix(SCHEMA) for key in event} == set(written)
    normal = jsonld.normalize(
        record, {"documentLoader": loader, "algorithm": "URDNA2015", "format": "application/n-quads"}
    )
    assert "<urn:whimbrel:event:e7> <http://schema.org/contributor> <urn:whimbrel:actor:gov:ETH> ." in normal


def test_what_did_not_happen_is_a_claim() -> None:
    found = graph(made.every_status())
    assert {word for event in of(found, "Event") for word in event["keywords"]} == {
        "agreement", *map(str, made.HAPPENED),
    }  # fmt: skip
    claims = of(found, "Claim")
    assert len(claims) == len(made.Status) - len(made.HAPPENED)
    assert all(claim["appearance"] for claim in claims)
    assert not [claim for claim in claims if "startDate" in claim or "eventStatus" in claim]


def test_what_is_planned_is_an_event_while_its_day_is_to_come() -> None:
    day = made.LATER.made.date()
    told = [made.dossier(status=Status.PLANNED, when=When(day.isoformat(), day, day, "stated"))]
    (event,) = of(graph(told), "Event")
    assert (event["startDate"], event["eventStatus"]) == ("2026-12-24", "https://schema.org/EventScheduled")
    assert "planned" in event["keywords"]
    assert not of(graph(told, made.LATER), "Event")


def test_times_and_points_are_no_finer_than_they_are_known() -> None:
    events = dict(zip(made.TIMES, of(graph(list(made.every_time().values())), "Event"), strict=True))
    dates = {name: (e.get("startDate"), e.get("endDate")) for name, e in events.items() if "startDate" in e}
    assert dates == {
        "day": ("2022-11-02", None),
        "days": ("2022-11-02", "2022-11-05"),
        "month": ("2022-11", None),
        "autumn": ("2022-09-01", "2022-12-21"),
        "year": ("2022", None),
    }
    assert events["before"]["description"].startswith("When: on or before 2 November 2022.")
    places = [event["location"] for event in of(graph(list(made.every_place().values())), "Event")]
    assert sum("geo" in place for place in places) == 3


def test_a_denial_is_reviewed_by_whoever_makes_it() -> None:
    told = made.dossier(status=Status.HAPPENED)
    denial = replace(told.claims[0], id="c1", status=Status.DENIED, says=(samples.Speaker("the foreign ministry"),))
    silent = replace(told.claims[0], id="c2", status=Status.CALLED_FOR)
    within = replace(told.claims[0], id="c3", status=Status.NEGATED, within="c0")
    found = graph([replace(told, claims=(*told.claims, denial, silent, within))])
    affirmed, denied = of(found, "ClaimReview")
    assert affirmed["author"]["name"] == "Addis Ledger"
    assert denied["author"]["name"] == "the foreign ministry"
    assert [review["reviewRating"]["alternateName"] for review in (affirmed, denied)] == ["Happened", "Denied"]
    assert denied["claimReviewed"] == "The Government of Ethiopia made a commitment in Pretoria"
    assert denied["itemReviewed"]["appearance"] == [{"@id": f"urn:whimbrel:report:{samples.TRUCE_TOO.id}"}]
    assert not [node for node in nodes(found) if "ratingValue" in node]


def test_what_nobody_disputes_is_reviewed_by_nobody() -> None:
    assert not of(graph([made.dossier(), made.dossier(id="e2", status=Status.NEGATED)]), "ClaimReview")


def test_private_persons_who_only_suffered_are_no_nodes() -> None:
    assert "Amina Warsame" not in {node.get("name") for node in nodes(graph([made.of_victims()]))}


@settings(max_examples=tried(40), deadline=None)
@given(told=made.hostile_dossiers())
def test_hostile_text_stays_a_value(told: Dossier) -> None:
    found = graph([told])
    assert b"<" not in made.written("schema-org", [told])  # so that it may stand in a page
    assert len(of(found, "Event")) + len(of(found, "Claim")) == 1
    assert all(link.startswith(("http://", "https://")) for node in nodes(found) if (link := node.get("url")))
