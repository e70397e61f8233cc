"""Actors from a Wikidata JSON dump, one entity a line. Gone through twice: first for countries and offices.

Kinds are told by the entity's own class, not by the classes above it; which class and property means what stands in
`data/wikidata.csv`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from whimbrel.almanac.importers.checks import Refused, alpha3, day_of, first, sound
from whimbrel.almanac.importers.lines import no_entity, read_lines
from whimbrel.almanac.table import read_rows
from whimbrel.errors import DataError
from whimbrel.model import Actor, ActorKind, Name, Role

COLUMNS = ("number", "meaning", "kind")
_CLASS, _HELD, _CODE = "P31", "P39", "P298"
_OF, _START, _END = "P1001", "P580", "P582"
_LANDS = ("P27", "P17")


@cache
def numbers() -> dict[str, str]:
    """Wikidata's numbers that are read → the kind of actor of a class, or what a property is taken for.

    Raises DataError, with file and line, for a row that cannot be.
    """
    found = {}
    for row in read_rows(files("whimbrel.almanac") / "data" / "wikidata.csv", "almanac/data/wikidata.csv", COLUMNS):
        number, kind = row["number"], row["kind"]
        if number[:1] not in {"P", "Q"} or not number[1:].isdigit():
            raise DataError(f"{number!r} is no number of Wikidata", where=row.where, remedy="Q5, P31 and the like")
        if number[0] == "Q" and kind not in set(ActorKind):
            raise DataError(f"unknown kind {kind!r}", where=row.where, remedy=f"one of {', '.join(ActorKind)}")
        found[number] = kind
    return found


def read(path: Path) -> Iterator[Actor | Refused]:
    """The actors of a dump, in order; people only when they held an office."""
    countries: dict[str, str] = {}
    offices: dict[str, tuple[str, str]] = {}
    for item in _entities(path):
        if isinstance(item, Refused):
            continue  # told the second time
        _, entity = item
        code = first(alpha3(value) for value in _values(entity, _CODE) if isinstance(value, str))
        if code:
            countries[entity["id"]] = code
        elif any(kind == "office of" and name in entity["claims"] for name, kind in numbers().items()):
            of = first(_ids(entity, _OF)) or first(_ids(entity, _LANDS[1])) or ""
            offices[entity["id"]] = (_label(entity), of)
    for item in _entities(path):
        if isinstance(item, Refused):
            yield item
            continue
        where, entity = item
        kind = next((ActorKind(numbers()[qid]) for qid in _ids(entity, _CLASS) if qid in numbers()), None)
        if kind is None or (kind is ActorKind.PERSON and not entity["claims"].get(_HELD)):
            continue
        roles = []
        for claim in _claims(entity, _HELD):
            role = _role(claim, offices, countries)
            if role is None:
                yield Refused(where, entity["id"], "an office whose name is not in the dump", part=True)
            else:
                roles.append(role)
        land = first(countries.get(qid) for prop in _LANDS for qid in _ids(entity, prop))
        names = tuple(_names(entity))
        yield from sound(
            Actor(entity["id"], _label(entity), kind, land, "", names, tuple(roles), (), "Wikidata"), where
        )


def _entities(path: Path) -> Iterator[tuple[str, dict[str, Any]] | Refused]:
    where, is_open = path.name, False
    for item in read_lines(path):
        if isinstance(item, Refused):
            is_open = is_open and not item.cut
            yield item
            continue
        where, line = item
        text = line.strip().rstrip(",")
        if text in {"", "[", "]"}:
            is_open = text == "[" or (is_open and text != "]")
            continue
        try:
            entity = json.loads(text)
            if not (isinstance(entity["id"], str) and isinstance(entity["labels"] or {}, dict)):
                raise TypeError("no id or labels")
            if not isinstance(entity.get("claims"), dict):
                entity["claims"] = {}
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            refused = no_entity(where, line, error)
            is_open = is_open and not refused.cut
            yield refused
            continue
        yield where, entity
    if is_open:
        yield Refused(where, "", "the dump breaks off after this line: its last bracket is missing", cut=True)


def _value(snak: Any) -> Any:
    try:
        return snak["datavalue"]["value"]
    except (KeyError, TypeError):
        return None


def _claims(entity: dict[str, Any], prop: str) -> list[dict[str, Any]]:
    found = entity["claims"].get(prop)
    kept = [claim for claim in found if isinstance(claim, dict)] if isinstance(found, list) else []
    return [claim for claim in kept if claim.get("rank") != "deprecated"]


def _values(entity: dict[str, Any], prop: str) -> list[Any]:
    return [_value(claim.get("mainsnak")) for claim in _claims(entity, prop)]


def _ids(entity: dict[str, Any], prop: str) -> list[str]:
    return [str(value.get("id", "")) for value in _values(entity, prop) if isinstance(value, dict)]


def _texts(table: Any) -> Iterator[tuple[str, str]]:
    for lang, value in table.items() if isinstance(table, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and isinstance(one.get("value"), str):
                yield str(lang), one["value"]


def _label(entity: dict[str, Any]) -> str:
    labels = dict(_texts(entity.get("labels")))
    return labels.get("en") or labels.get("mul") or next(iter(labels.values()), "")


def _names(entity: dict[str, Any]) -> Iterator[Name]:
    for lang, text in _texts(entity.get("labels")):
        yield Name(text, lang, "full")
    for lang, text in _texts(entity.get("aliases")):
        yield Name(text, lang, "acronym" if text.isupper() and " " not in text else "alias")


def _role(claim: Any, offices: dict[str, tuple[str, str]], countries: dict[str, str]) -> Role | None:
    value = _value(claim.get("mainsnak")) if isinstance(claim, dict) else None
    office = offices.get(value.get("id", "")) if isinstance(value, dict) else None
    if office is None or not office[0]:
        return None
    title, of = office
    return Role(title, countries.get(of, of), _day(claim, _START, last=False), _day(claim, _END, last=True))


def _day(claim: dict[str, Any], prop: str, *, last: bool) -> Any:
    qualifiers = claim.get("qualifiers")
    snaks = qualifiers.get(prop) if isinstance(qualifiers, dict) else None
    value = _value(snaks[0]) if isinstance(snaks, list) and snaks else None
    time = str(value.get("time", "")) if isinstance(value, dict) else ""
    precision = value.get("precision") if isinstance(value, dict) else None
    size = {9: 4, 10: 7, 11: 10}.get(precision, 0) if isinstance(precision, int) else 0
    return day_of(time[1 : 1 + size], last) if size and time.startswith("+") else None
