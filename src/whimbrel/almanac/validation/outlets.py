"""Outlets: domains, countries, languages, and names that are of one outlet alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whimbrel.almanac.outlets import OUTLET_KINDS, outlet_key, outlet_rows
from whimbrel.almanac.states import States
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import split_cell
from whimbrel.almanac.validation.finding import Finding
from whimbrel.web_addresses import host_key

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_outlets(store: Store, states: States) -> Iterator[Finding]:
    """Every outlet by its row; what it is called by is its own."""
    del store
    seen: dict[str, str] = {}
    countries = {state.country or id for id, state in states.by_id.items()}
    for row in outlet_rows():
        domains, names = row["domains"].split(), [row["name"], *split_cell(row["spellings"])]
        if not domains or not row["name"]:
            yield Finding(row.where, "no domain or no name")
        for domain in domains:
            if not _DOMAIN.fullmatch(domain) or host_key(domain) != domain:
                yield Finding(row.where, f"{domain!r} is no plain domain")
        if row["kind"] not in OUTLET_KINDS:
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["country"] not in countries and not (row["country"] == "" and row["kind"] in {"igo", "website"}):
            yield Finding(row.where, f"unknown country {row['country']!r}")
        if not _LANGUAGE.fullmatch(row["language"]):
            yield Finding(row.where, f"{row['language']!r} is no code of a language")
        for key in {*domains, *map(outlet_key, names)}:
            if seen.setdefault(key, row.where) != row.where:
                yield Finding(row.where, f"{key!r} is already at {seen[key]}")
