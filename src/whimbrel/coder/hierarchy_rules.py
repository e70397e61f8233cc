"""The rules of `hierarchy.toml`: what is about what, and what is a part of what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from whimbrel.errors import DataError
from whimbrel.ontology import modes

WHERE = "coder/hierarchy.toml"
KEYS = {
    "about": frozenset({"types", "by", "of", "example"}),
    "part": frozenset({"types", "nouns", "is", "by", "shares", "example"}),
}


@dataclass(frozen=True, slots=True)
class AboutRule:
    """A claim of one of `types` is about one of the types `of` that hangs on it by one of `by`."""

    types: frozenset[str]
    by: frozenset[str]
    of: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class PartRule:
    """A claim of one of `types` may be a part of what one of `nouns`, or one of `kinds` ("CONSULT/visit"), tells."""

    types: frozenset[str]
    nouns: frozenset[str]
    kinds: frozenset[str]
    by: frozenset[str]
    by_company: bool  # whether somebody in common, with day and place, is enough
    example: str


@dataclass(frozen=True, slots=True)
class HierarchyRules:
    """`through` are the nouns that tell nothing by themselves between two words."""

    about: tuple[AboutRule, ...]
    part: tuple[PartRule, ...]
    through: frozenset[str]


@cache
def shipped_rules() -> HierarchyRules:
    """The rules that come with the package. Raises DataError where one is wrong."""
    return parse_rules(files("whimbrel.coder").joinpath("hierarchy.toml").read_text("utf-8"))


def parse_rules(text: str) -> HierarchyRules:
    """Rules from TOML text. Raises DataError naming what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", where=WHERE, remedy="mend the line") from None
    through = table.pop("through", [])
    if set(table) - set(KEYS):
        odd = ", ".join(sorted(set(table) - set(KEYS)))
        raise DataError(f"unknown section: {odd}", where=WHERE, remedy=f"use {' and '.join(sorted(KEYS))}")
    if not isinstance(through, list) or not all(isinstance(noun, str) and noun.islower() for noun in through):
        raise DataError("through is no list of nouns", where=WHERE, remedy="write lower-case words")
    about = [_checked("about", number, rule) for number, rule in enumerate(table.get("about", ()), 1)]
    part = [_checked("part", number, rule) for number, rule in enumerate(table.get("part", ()), 1)]
    return HierarchyRules(
        tuple(AboutRule(_set(r, "types"), _set(r, "by"), _set(r, "of"), r["example"]) for r in about),
        tuple(
            PartRule(
                _set(r, "types"), _set(r, "nouns"), _set(r, "is"), _set(r, "by"), r["shares"] == "actors", r["example"]
            )
            for r in part
        ),
        frozenset(through),
    )


def _checked(section: str, number: int, rule: Mapping[str, Any]) -> Mapping[str, Any]:
    where = f"{WHERE}: [[{section}]] {number}"
    needed = KEYS[section] - {"is"}
    if set(rule) - KEYS[section] or needed - set(rule):
        odd = ", ".join(sorted((set(rule) - KEYS[section]) | (needed - set(rule))))
        raise DataError(f"missing or unknown: {odd}", where=where, remedy=f"give {', '.join(sorted(needed))}")
    types = modes()
    for name in ("types", "of"):
        for value in rule.get(name, ()):
            kind, _, mode = value.partition("/")
            if kind not in types or (mode and mode not in types[kind]):
                raise DataError(f"unknown type {value!r}", where=where, remedy=f"one of {', '.join(sorted(types))}")
    for value in rule["by"]:
        if value != "obj" and not (value.startswith("@") and value[1:].isalpha()):
            raise DataError(f"{value!r} is no relation", where=where, remedy="write obj, or @ and a word")
    if section == "part" and rule["shares"] not in ("actors", "none"):
        raise DataError(f"shares {rule['shares']!r}", where=where, remedy="actors or none")
    if len(str(rule["example"]).split()) < 3:
        raise DataError("no example", where=where, remedy="write a short sentence that the rule is for")
    return rule


def _set(rule: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(rule.get(name, ()))
