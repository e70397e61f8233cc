"""Words for actors: role nouns, titles of office, words that take a side."""

from __future__ import annotations

from collections.abc import Iterator

from whimbrel.almanac.fold import name_key
from whimbrel.almanac.loaded import LOADED_COLUMNS, LONGEST_WORD
from whimbrel.almanac.roles import ROLE_NOUN_COLUMNS, TITLE_COLUMNS, load_role_nouns
from whimbrel.almanac.sectors import SECTORS
from whimbrel.almanac.states import States, plural_of
from whimbrel.almanac.store import Store
from whimbrel.almanac.table import split_cell
from whimbrel.almanac.validation.actors import is_known
from whimbrel.almanac.validation.finding import Finding, rows_of
from whimbrel.model import ActorKind


def check_role_nouns(store: Store, states: States) -> Iterator[Finding]:
    """Role nouns: each once, with a kind, sector and body that there are."""
    del store
    seen: dict[str, str] = {}
    for row in rows_of("role_nouns.csv", ROLE_NOUN_COLUMNS):
        lemma = row["lemma"]
        if lemma in seen:
            yield Finding(row.where, f"{lemma!r} is already at {seen[lemma]}")
        seen[lemma] = row.where
        if row["kind"] not in set(ActorKind):
            yield Finding(row.where, f"unknown kind {row['kind']!r}")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if row["body"] and row["body"] not in states.bodies:
            yield Finding(row.where, f"unknown body {row['body']!r}")
        if row["member"] not in {"", "y"}:
            yield Finding(row.where, "member is y or empty")


def check_loaded_words(store: Store, states: States) -> Iterator[Finding]:
    """Words that take a side: each once, its label a word that takes none."""
    del store, states
    nouns, seen = load_role_nouns(), dict[str, str]()
    for row in rows_of("loaded_words.csv", LOADED_COLUMNS):
        word, label = row["word"], row["label"]
        for form in {name_key(word), name_key(row["plural"] or plural_of(word))}:
            if form in seen:
                yield Finding(row.where, f"{form!r} is already at {seen[form]}")
            seen[form] = row.where
        if not word or word != word.lower().strip() or len(word.split()) > LONGEST_WORD:
            yield Finding(row.where, f"{word!r} is not one to {LONGEST_WORD} words in small letters")
        noun = nouns.get(name_key(label))
        if label and label != word and (noun is None or noun.loaded):
            yield Finding(row.where, f"the label {label!r} is no role noun, or takes a side itself")


def check_titles(store: Store, states: States) -> Iterator[Finding]:
    """Titles: body, rank, sector, and forms that are of one title alone."""
    bodies = {"", "state", "group", "body", "faith", "company", "media", "civil"} | set(states.bodies)
    seen: dict[str, str] = {}
    for row in rows_of("titles.csv", TITLE_COLUMNS):
        if row["body"] not in bodies:
            yield Finding(row.where, f"unknown body {row['body']!r}")
        if row["rank"] not in set("123459"):
            yield Finding(row.where, f"rank {row['rank']!r} is none of 1 2 3 4 5 9")
        if row["sector"] and row["sector"] not in SECTORS:
            yield Finding(row.where, f"unknown sector {row['sector']!r}")
        if row["of"] and not is_known(row["of"], store, states):
            yield Finding(row.where, f"unknown organisation {row['of']!r}")
        for form in {name_key(text) for text in (row["title"], *split_cell(row["forms"]))}:
            if form in seen and seen[form] != row["title"]:
                yield Finding(row.where, f"{form!r} is a form of {seen[form]!r} too")
            seen[form] = row["title"]
