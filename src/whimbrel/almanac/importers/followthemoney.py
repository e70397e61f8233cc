"""Actors from FollowTheMoney entities (OpenSanctions and others), one JSON object a line.

Positions and who occupies them are entities of their own, so the file is gone through twice: first for these, then for
the actors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whimbrel.almanac.importers.checks import Refused, alpha3, day_of, first, sound
from whimbrel.almanac.importers.lines import no_entity, read_lines
from whimbrel.model import Actor, ActorKind, Name, Role

KINDS = {
    "Person": ActorKind.PERSON,
    "Organization": ActorKind.NGO,
    "LegalEntity": ActorKind.NGO,
    "PublicBody": ActorKind.GOVERNMENT,
    "Company": ActorKind.COMPANY,
}
_NAMES = (("name", "full"), ("alias", "alias"), ("weakAlias", "alias"), ("abbreviation", "acronym"))
_ARMED = ("crime.terror", "crime.war")
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")


def read(path: Path) -> Iterator[Actor | Refused]:
    """The actors of a file of entities, in order."""
    positions: dict[str, tuple[str, str]] = {}
    held: dict[str, list[tuple[str, str, str]]] = {}
    for item in _entities(path):
        if isinstance(item, Refused):
            continue  # told the second time
        _, entity, values = item
        if entity["schema"] == "Position":
            country = first(alpha3(code) for code in values.get("country", [])) or ""
            positions[entity["id"]] = (_one(values, "name"), country)
        elif entity["schema"] == "Occupancy":
            since, until = _one(values, "startDate"), _one(values, "endDate")
            held.setdefault(_one(values, "holder"), []).append((_one(values, "post"), since, until))
    for item in _entities(path):
        if isinstance(item, Refused):
            yield item
            continue
        where, entity, values = item
        if entity["schema"] in KINDS:
            roles = [_role(positions, *one) for one in held.get(entity["id"], [])]
            yield from sound(_actor(entity, values, tuple(role for role in roles if role)), where)


def _entities(path: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, list[str]]] | Refused]:
    for item in read_lines(path):
        if isinstance(item, Refused):
            yield item
            continue
        where, text = item
        if not text.strip():
            continue
        try:
            entity = json.loads(text)
            values = entity.get("properties") or {}
            if not isinstance(entity["id"], str) or not isinstance(entity["schema"], str):
                raise TypeError("id or schema is no text")
            lists = {key: [_id(v) for v in value] for key, value in values.items() if isinstance(value, list)}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            yield no_entity(where, text, error)
            continue
        yield where, entity, lists


def _id(value: Any) -> str:
    """A value, or the id of an entity that is written out in its place."""
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


def _one(values: dict[str, list[str]], key: str) -> str:
    return next(iter(values.get(key, [])), "")


def _role(positions: dict[str, tuple[str, str]], post: str, since: str, until: str) -> Role | None:
    title, country = positions.get(post, ("", ""))
    return Role(title, country, day_of(since, last=False), day_of(until, last=True)) if title else None


def _actor(entity: dict[str, Any], values: dict[str, list[str]], roles: tuple[Role, ...]) -> Actor:
    kind = KINDS[entity["schema"]]
    if kind is ActorKind.NGO and any(topic in _ARMED for topic in values.get("topics", [])):
        kind = ActorKind.ARMED_GROUP
    country = first(alpha3(code) for key in _COUNTRIES for code in values.get(key, []))
    names = tuple(Name(text, "", as_kind) for key, as_kind in _NAMES for text in values.get(key, []))
    name = str(entity.get("caption") or "") or _one(values, "name")
    return Actor(f"ftm:{entity['id']}", name, kind, country, "", names, roles, (), "FollowTheMoney")
