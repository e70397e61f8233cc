"""What names sound like and vary by, and the numbers and codes of others that importers read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whimbrel.almanac.importers import cameo, wikidata
from whimbrel.almanac.name_parts import word_class
from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.states import States
from whimbrel.almanac.store import GROUP_COLUMNS, PERSON_COLUMNS, Store
from whimbrel.almanac.table import data_files, read_rows, split_cell
from whimbrel.almanac.validation.finding import Finding, rows_of


def check_spelling(store: Store, states: States) -> Iterator[Finding]:
    """Costs of sounds, spellings, variants of names, and cells without blanks at their ends."""
    del store, states
    for row in rows_of("sounds.csv", ("sound", "other", "cost")):
        if len(row["sound"]) != 1 or len(row["other"]) > 1 or not re.fullmatch(r"[0-9]*\.?[0-9]+", row["cost"]):
            yield Finding(row.where, "needs one sound, one or no other, and a cost")
    for row in rows_of("spellings.csv", ("script", "letters", "sounds")):
        if not row["letters"]:
            yield Finding(row.where, "letters are missing")
    for row in rows_of("name_variants.csv", ("names", "verdict")):
        if row["verdict"] not in {"same", "different"} or len(split_cell(row["names"])) < 2:
            yield Finding(row.where, "needs two names and the verdict same or different")
    if not word_class("article"):
        yield Finding("almanac/data/name_words.csv", "no articles")
    for folder, columns in (("groups", GROUP_COLUMNS), ("people", PERSON_COLUMNS)):
        for source in data_files(folder):
            for row in read_rows(source, f"almanac/data/{folder}/{source.name}", columns):
                if any(cell != cell.strip() for cell in row.cells.values()):
                    yield Finding(row.where, "a cell begins or ends with a space")


def check_import_tables(store: Store, states: States) -> Iterator[Finding]:
    """What importers read of other sources' numbers and codes; what cannot be read at all is raised as DataError."""
    del store
    wikidata.numbers()
    seen: set[str] = set()
    for row in rows_of("wikidata.csv", wikidata.COLUMNS):
        if row["number"] in seen or not row["meaning"]:
            yield Finding(row.where, f"{row['number']!r} stands twice, or without its meaning")
        seen.add(row["number"])
    for code, role in cameo.cameo_roles().items():
        if role.sector not in SECTORS:
            yield Finding("almanac/data/cameo_roles.csv", f"{code}: {role.sector!r} is no sector")
        if role.body and states.body_actor(f"USA.{role.body}") is None:
            yield Finding("almanac/data/cameo_roles.csv", f"{code}: {role.body!r} is no body of a state")
