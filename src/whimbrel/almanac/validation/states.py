"""States and the bodies that every state has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.states import BODY_COLUMNS, STATE_COLUMNS, States
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import parse_names, split_cell
from whimbrel.almanac.validation.finding import Finding, rows_of
from whimbrel.almanac.validation.names import check_names
from whimbrel.model import Name

_STATE_KINDS = frozenset({"state", "territory", "nation", "people"})


def check_states(store: Store, states: States) -> Iterator[Finding]:
    """States and territories: kind, codes, names."""
    del store
    for row in rows_of("states.csv", STATE_COLUMNS):
        state = row["id"]
        if row["kind"] not in _STATE_KINDS:
            yield Finding(row.where, f"kind {row['kind']!r} is none of {', '.join(sorted(_STATE_KINDS))}")
        if row["kind"] in {"state", "territory"} and not re.fullmatch(r"[A-Z]{3}", state):
            yield Finding(row.where, f"id {state!r} is no alpha-3 code")
        if row["alpha2"] and not re.fullmatch(r"[A-Z]{2}", row["alpha2"]):
            yield Finding(row.where, f"{row['alpha2']!r} is no alpha-2 code")
        if row["country"] and row["country"] not in states.by_id:
            yield Finding(row.where, f"country {row['country']!r} is no state")
        yield from check_names(row, [Name(row["name"]), *parse_names(row["names"])])


def check_bodies(store: Store, states: States) -> Iterator[Finding]:
    """Bodies: sector, and phrases that are of one body alone."""
    del store, states
    seen: dict[str, str] = {}
    for row in rows_of("bodies.csv", BODY_COLUMNS):
        if row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if "{adj}" not in row["name"]:
            yield Finding(row.where, "name lacks {adj}")
        for phrase in split_cell(row["phrases"]):
            if phrase in seen:
                yield Finding(row.where, f"{phrase!r} is a phrase of {seen[phrase]} too")
            seen[phrase] = row["suffix"]
