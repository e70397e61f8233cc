"""Read the lexicon files into indexes by lemma. `python -m whimbrel.coder.lexicon.validate` checks them all."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from whimbrel.coder.lexicon.pattern import (
    Entry,
    NounPattern,
    VerbPattern,
    check_type,
    parse_noun_pattern,
    parse_verb_pattern,
)
from whimbrel.errors import DataError


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the coder knows about words, by lemma. Entries of one lemma stand most specific first."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    light: Mapping[str, str]  # verb lemma -> aspect (happen, begin, continue, end, suffer, host, attend, negated, …)
    occurrence: Mapping[str, str]  # verb lemma whose subject is the event noun ("took place") -> aspect
    speech: Mapping[str, str]  # lemma -> say, claim, deny, confirm, warn
    embedding: Mapping[str, tuple[tuple[str, str], ...]]  # lemma -> ((complement, status), …)


def rows(source: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    """Lines of one CSV file as (`file:line`, fields stripped). Raises DataError for a row of the wrong length."""
    with source.open("r", encoding="utf-8") as handle:
        reader = csv.DictReader(handle)
        for row in reader:
            where = f"{source.name}:{reader.line_num}"
            if None in row or None in row.values():
                raise DataError("wrong number of fields", where=where, remedy="quote fields that hold a comma")
            if any(value.strip() for value in row.values()):
                yield where, {key: value.strip() for key, value in row.items()}


def _slots(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("+") if part.strip())


def _entries(folder: Traversable, *, nouns: bool) -> Iterator[Entry]:
    for source in sorted((item for item in folder.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name):
        for where, row in rows(source):
            check_type(row["type"], row["mode"], where)
            patterns: tuple[VerbPattern | NounPattern, ...]
            patterns = (
                parse_noun_pattern(row["pattern"], where) if nouns else (parse_verb_pattern(row["pattern"], where),)
            )
            contexts = tuple(part for part in row["contexts"].replace(";", " ").split() if part)
            for pattern in patterns:
                yield Entry(
                    pattern,
                    row["type"],
                    row["mode"],
                    _slots(row["actor"]),
                    _slots(row["recipient"]),
                    contexts,
                    row["example"],
                    where,
                )


def _specificity(entry: Entry) -> float:
    pattern = entry.pattern
    return pattern.conditions if isinstance(pattern, VerbPattern) else float(len(pattern.modifiers))


def _index(entries: Iterator[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        keys = entry.pattern.verbs if isinstance(entry.pattern, VerbPattern) else (entry.pattern.head,)
        for key in keys:
            found[key].append(entry)
    return {key: tuple(sorted(items, key=lambda item: -_specificity(item))) for key, items in found.items()}


@cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped with the package. Raises DataError (file:line) when an entry breaks the rules."""
    base = files("whimbrel.coder.lexicon")
    light: dict[str, str] = {}
    occurrence: dict[str, str] = {}
    for _, row in rows(base / "light_verbs.csv"):
        (occurrence if row["noun_class"] == "subject" else light)[row["verb"]] = row["aspect"]
    speech = {row["verb"]: row["kind"] for _, row in rows(base / "speech.csv")}
    embedding: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, row in rows(base / "embedding.csv"):
        for complement in row["complement"].split("/"):
            embedding[row["verb"]].append((complement, row["status"]))
    return Lexicon(
        verbs=_index(_entries(base / "verbs", nouns=False)),
        nouns=_index(_entries(base / "nouns", nouns=True)),
        light=light,
        occurrence=occurrence,
        speech=speech,
        embedding={key: tuple(value) for key, value in embedding.items()},
    )
