"""Groups and people: ids that are theirs alone, parents and roles that lead somewhere, kinds, sectors, countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.states import STATE_COLUMNS, States
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import Row, parse_names, parse_roles, split_cell
from whimbrel.almanac.validation.finding import Finding, rows_of
from whimbrel.almanac.validation.names import check_names
from whimbrel.errors import DataError
from whimbrel.model import ActorKind, Name

_ID = re.compile(r"[A-Za-z0-9]+(?:[-.:_][A-Za-z0-9]+)*\Z")


def check_ids(store: Store, states: States) -> Iterator[Finding]:
    """Every id is that of one actor."""
    for row in store.duplicates:
        first = store.groups.get(row["id"]) or store.people[row["id"]]
        yield Finding(row.where, f"id {row['id']!r} is already used at {first.where}")
    seen: dict[str, str] = {}
    for row in rows_of("states.csv", STATE_COLUMNS):
        if row["id"] in seen:
            yield Finding(row.where, f"id {row['id']!r} is already used at {seen[row['id']]}")
        seen[row["id"]] = row.where
        if row["id"] in store.groups or row["id"] in store.people:
            yield Finding(row.where, f"id {row['id']!r} is an actor's too")
    del states


def check_groups(store: Store, states: States) -> Iterator[Finding]:
    """Groups: their kind, sector and parents."""
    for row in store.groups.values():
        yield from _check_actor_row(row, states)
        if row["kind"] not in set(ActorKind) or row["kind"] == ActorKind.PERSON:
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        for parent in split_cell(row["parents"]):
            if not is_known(parent, store, states):
                yield Finding(row.where, f"unknown parent {parent!r}")
            if parent == row["id"]:
                yield Finding(row.where, "is its own parent")


def check_people(store: Store, states: States) -> Iterator[Finding]:
    """People: their roles, each in an organisation that is known."""
    for row in store.people.values():
        yield from _check_actor_row(row, states)
        try:
            roles = parse_roles(row["roles"], row.where)
        except DataError as error:
            yield Finding(error.where, f"{error.message} ({error.remedy})")
            continue
        for role in roles:
            if not is_known(role.of, store, states):
                yield Finding(row.where, f"role {role.title!r}: unknown organisation {role.of!r}")


def _check_actor_row(row: Row, states: States) -> Iterator[Finding]:
    if not _ID.match(row["id"]):
        yield Finding(row.where, f"id {row['id']!r} holds more than letters, digits and . - : _")
    if row["country"] and (row["country"] not in states.by_id or len(row["country"]) != 3):
        yield Finding(row.where, f"country {row['country']!r} is no alpha-3 code")
    yield from check_names(row, [Name(row["name"]), *parse_names(row["names"])])


def is_known(actor_id: str, store: Store, states: States) -> bool:
    """Whether an id is that of an actor, a state or a state's body."""
    if actor_id in store.groups or actor_id in store.people or actor_id in states.by_id:
        return True
    return states.body_actor(actor_id) is not None
