"""Names: how they are written, and which of them two actors may share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from whimbrel.almanac.fold import name_key, words_of
from whimbrel.almanac.sounds import script_of
from whimbrel.almanac.states import States
from whimbrel.almanac.store import Alias, Store
from whimbrel.almanac.table import Row, split_cell
from whimbrel.almanac.validation.finding import Finding, rows_of
from whimbrel.model import Name

SHARED_COLUMNS = ("name", "ids", "note")
_SCRIPTS = {
    "ar": "arabic",
    "fa": "arabic",
    "ur": "arabic",
    "ps": "arabic",
    "ckb": "arabic",
    "he": "hebrew",
    "ru": "cyrillic",
    "uk": "cyrillic",
    "bg": "cyrillic",
    "be": "cyrillic",
    "el": "greek",
    "zh": "han",
}


def check_names(row: Row, names: list[Name]) -> Iterator[Finding]:
    """Names are neither empty nor endless, and in the letters of their language."""
    for name in names:
        if not name_key(name.text):
            yield Finding(row.where, "a name is empty")
        elif len(name.text) > 200:
            yield Finding(row.where, f"name of {len(name.text)} letters")
        elif any(unicodedata.category(c) in {"Cc", "Cf", "Co"} and c not in "\u200c\u200d" for c in name.text):
            yield Finding(row.where, f"{name.text!r} holds an invisible character")
        elif (wanted := _SCRIPTS.get(name.lang)) and script_of(name.text) != wanted:
            yield Finding(row.where, f"{name.text!r} is marked {name.lang} but not written in {wanted} letters")
        elif name.lang == "en" and _mixes_scripts(name.text):
            yield Finding(row.where, f"{name.text!r} mixes scripts")


def _mixes_scripts(text: str) -> bool:
    return not text.isascii() and len({script_of(c) for c in text if unicodedata.category(c) in {"Lu", "Ll", "Lo"}}) > 1


def check_clashes(store: Store, states: States) -> Iterator[Finding]:
    """Names filed under two actors must be declared in `shared_names.csv`, with all their ids."""
    declared: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for row in rows_of("shared_names.csv", SHARED_COLUMNS):
        running = " ".join(word.key for word in words_of(row["name"]))  # as filed for running text: 's cut off
        for key in (name_key(row["name"]), running):
            declared[key], lines[key] = set(split_cell(row["ids"])), row.where
    for key, every in store.aliases.items():
        acronyms = [alias for alias in every if alias.kind == "acronym" or alias.text.isupper()]
        filed = max(acronyms, [alias for alias in every if alias not in acronyms], key=len)  # SADR is not Sadr
        ids = {alias.actor for alias in filed}
        if len(ids) > 1 and not ids <= declared.get(key, set()):
            owners = ", ".join(sorted(ids))
            message = f"{filed[-1].text!r} is a name of {owners}; declare it in shared_names.csv or drop it"
            yield Finding(_where(filed[-1], store), message)
    del states


def check_shared(store: Store, states: States) -> Iterator[Finding]:
    """Every declared sharing is real."""
    del states
    for row in rows_of("shared_names.csv", SHARED_COLUMNS):
        owners = {alias.actor for alias in store.aliases.get(name_key(row["name"]), ())}
        for actor_id in split_cell(row["ids"]):
            if actor_id not in owners:
                yield Finding(row.where, f"{row['name']!r} is no name of {actor_id!r}")


def _where(alias: Alias, store: Store) -> str:
    row = store.groups.get(alias.actor) or store.people.get(alias.actor)
    return row.where if row else "almanac/data/states.csv"
