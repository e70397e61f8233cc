"""Objects of STIX 2.1 as plain dicts: what they have in common, and those that are no event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from whimbrel.export.countries import place_words
from whimbrel.export.formats.account import Source
from whimbrel.export.formats.calendar_days import stamp
from whimbrel.export.formats.format import Edition
from whimbrel.export.formats.json_list import given
from whimbrel.export.formats.points import alpha2, is_point
from whimbrel.export.formats.vocabulary import kind_words
from whimbrel.model import Participant, Place

Object = dict[str, Any]
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:whimbrel:stix")
CREATED = "2020-01-01T00:00:00.000Z"  # STIX forbids that it changes between exports, and nothing else is sure not to


def stix_id(type: str, key: str) -> str:
    """The same for the same key in every export (UUIDv5)."""
    return f"{type}--{uuid.uuid5(NAMESPACE, f'{type} {key}')}"


def stix_object(type: str, key: str, edition: Edition, **members: Any) -> Object:
    """With the members that every object has, and those given that say something; the id is made of type and `key`."""
    head = {"type": type, "spec_version": "2.1", "id": stix_id(type, key)}
    times = {"created": CREATED, "modified": max(CREATED, stamp(edition.made))}
    by = {} if type == "identity" and key == _producer_name(edition) else {"created_by_ref": producer_id(edition)}
    return {**head, **by, **times, **given(members)}


def producer(edition: Edition) -> Object:
    """Who makes the bundle: the chronicle, a system."""
    name = f"{edition.title or 'Chronicle'} (Whimbrel {edition.version})"
    return stix_object("identity", _producer_name(edition), edition, name=name, identity_class="system")


def producer_id(edition: Edition) -> str:
    return stix_id("identity", _producer_name(edition))


def identity(who: Participant, edition: Edition) -> Object:
    """One who takes part, in neutral words: nobody is called a threat actor."""
    words = kind_words(who.kind)
    return stix_object(
        "identity", edition.name_of("actor", who.id), edition,
        name=who.name or who.id,
        identity_class=words.stix_class,
        sectors=list(words.stix_sectors),
        labels=[str(who.kind), *([f"country:{who.country}"] if who.country else [])],
    )  # fmt: skip


def location(place: Place | None, edition: Edition) -> Object | None:
    """A place with its country, with a point only where it is known finely. None for what STIX cannot hold."""
    if place is None or not (is_point(place) or alpha2(place.country)):
        return None
    point = {"latitude": place.lat, "longitude": place.lon} if is_point(place) else {}
    return stix_object(
        "location", edition.name_of("place", place.id), edition,
        name=place_words(place),
        country=alpha2(place.country),
        labels=[f"precision:{place.precision}"],
        **point,
    )  # fmt: skip


def relationship(source: str, target: str, role: str, edition: Edition) -> Object:
    """STIX has no kinds of its own for incidents but the general one; the label tells the role."""
    return stix_object(
        "relationship", f"{source} {role} {target}", edition,
        relationship_type="related-to",
        source_ref=source,
        target_ref=target,
        labels=[role],
    )  # fmt: skip


def reference(source: Source) -> Object:
    """A report as a source of something."""
    described = ", ".join(filter(None, (source.headline, source.published)))
    return given({"source_name": source.outlet, "description": described, "url": source.link})


def references(sources: Iterable[Source]) -> list[Object]:
    return [reference(source) for source in sources]


def _producer_name(edition: Edition) -> str:
    return edition.name_of("chronicle", edition.title)
