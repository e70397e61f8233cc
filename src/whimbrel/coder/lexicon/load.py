"""Read the lexicon files into indexes by lemma. `python -m whimbrel.coder.lexicon.validate` checks them all.

A user's own folder stands before the shipped files: see docs/handbook.md, "Your own words".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from whimbrel.coder.lexicon.pattern import (
    Entry,
    NounPattern,
    VerbPattern,
    check_contexts,
    check_slots,
    check_type,
    parse_noun_pattern,
    parse_verb_pattern,
)
from whimbrel.coder.lexicon.tables import ENTRY_COLUMNS, TABLES, checked, table
from whimbrel.coder.lexicon.tables import rows as rows  # noqa: PLC0414 - the coder's other tables are read with it
from whimbrel.errors import DataError


class Source(NamedTuple):
    """A file, how it is named in messages and by `explain`, and what it holds: `verbs`, `nouns` or "" (a table)."""

    file: Traversable
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the coder knows about words, by lemma. Entries of one lemma stand most specific first."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    light: Mapping[str, str]  # verb lemma -> aspect (happen, begin, continue, end, suffer, host, attend, negated, …)
    occurrence: Mapping[str, str]  # verb lemma whose subject is the event noun ("took place") -> aspect
    speech: Mapping[str, str]  # lemma -> say, claim, deny, confirm, warn
    embedding: Mapping[str, tuple[tuple[str, str], ...]]  # lemma -> ((complement, status), …)
    casualties: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # lemma -> count, where the people stand
    humans: Mapping[str, str] = field(default_factory=dict)  # "-er" -> ending, "order" -> thing, "side" -> side
    patients: frozenset[str] = frozenset()  # event nouns whose possessor suffers the event when it is a person
    causes: frozenset[str] = frozenset()  # nouns of an adjunct that tells why, or for whom, harm is done
    untrue: Mapping[str, str] = field(default_factory=dict)  # lemma -> claim, judged, rejects: "the claim is absurd"
    fiction: Mapping[str, str] = field(
        default_factory=dict
    )  # lemma -> work, footage, part, tells, shows: "in the novel"
    sources: Mapping[tuple[str, ...], str] = field(default_factory=dict)  # (file, verb, …) -> file:line, for `explain`


def load_lexicon(own: str | Path | None = None) -> Lexicon:
    """The lexicon shipped with the package; with `own`, a folder, its rows stand before the shipped ones.

    Raises DataError (file:line) when an entry breaks the rules, or when `own` holds nothing that is read.
    """
    return _shipped() if own is None else _read([own_files(Path(own)), package_files()])


@cache
def _shipped() -> Lexicon:
    return _read([package_files()])


def package_files() -> list[Source]:
    """The files of the package: entries in `verbs/` and `nouns/`, the tables beside them."""
    base = files("whimbrel.coder.lexicon")
    found = [Source(base / name, name, "") for name in TABLES]
    for kind in ("verbs", "nouns"):
        found += [Source(item, f"{kind}/{item.name}", kind) for item in _csv_files(base / kind)]
    return found


def own_files(folder: Path) -> list[Source]:
    """The files of a user's folder: `verbs.csv`, `nouns.csv`, `verbs/*.csv`, `nouns/*.csv`, and the tables."""
    if not folder.is_dir():
        raise DataError("there is no such folder", where=str(folder), remedy="name a folder that holds verbs.csv")
    found = list[Source]()
    for item in _csv_files(folder):
        if item.name not in {"verbs.csv", "nouns.csv", *TABLES}:
            known = ", ".join(("verbs.csv", "nouns.csv", *TABLES))
            raise DataError("is no file of a lexicon", where=str(folder / item.name), remedy=f"name it one of {known}")
        kind = "" if item.name in TABLES else item.name.removesuffix(".csv")
        found.append(Source(item, str(folder / item.name), kind))
    for kind in ("verbs", "nouns"):
        found += [Source(item, str(folder / kind / item.name), kind) for item in _csv_files(folder / kind)]
    if not found:
        raise DataError("holds no lexicon file", where=str(folder), remedy="put verbs.csv or nouns.csv into it")
    return found


def _csv_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted((item for item in folder.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name)


def _read(layers: list[list[Source]]) -> Lexicon:
    """One lexicon from several layers, of which the first outranks those behind it."""
    tables = {name: [r for layer in reversed(layers) for r in _table_rows(layer, name)] for name in TABLES}
    tables["embedding.csv"] = [r for layer in layers for r in _table_rows(layer, "embedding.csv")]  # the first fits
    light: dict[str, str] = {}
    occurrence: dict[str, str] = {}
    for _, row in tables["light_verbs.csv"]:
        (occurrence if row["noun_class"] == "subject" else light)[row["verb"]] = row["aspect"]
    embedding: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, row in tables["embedding.csv"]:
        for complement in row["complement"].split("/"):
            embedding[row["verb"]].append((complement, row["status"]))
    return Lexicon(
        verbs=_index(entry for layer in layers for entry in _entries(layer, "verbs")),
        nouns=_index(entry for layer in layers for entry in _entries(layer, "nouns")),
        light=light,
        occurrence=occurrence,
        speech={row["verb"]: row["kind"] for _, row in tables["speech.csv"]},
        embedding={key: tuple(value) for key, value in embedding.items()},
        casualties={row["lemma"]: (row["count"], row["who"]) for _, row in tables["casualties.csv"]},
        humans={row["lemma"]: row["kind"] for _, row in tables["human_nouns.csv"]},
        patients=frozenset(row["lemma"] for _, row in tables["patient_nouns.csv"]),
        causes=frozenset(row["lemma"] for _, row in tables["cause_nouns.csv"]),
        untrue={row["lemma"]: row["kind"] for _, row in tables["untrue_words.csv"]},
        fiction={row["lemma"]: row["kind"] for _, row in tables["fiction_words.csv"]},
        sources=_sources(tables),
    )


def _table_rows(layer: list[Source], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    for source in layer:
        if source.file.name == name:
            yield from table(source.file, source.label)


def _sources(tables: Mapping[str, list[tuple[str, dict[str, str]]]]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for name, read in tables.items():
        for where, row in read:
            if name == "embedding.csv":
                for complement in row["complement"].split("/"):
                    found.setdefault((name, row["verb"], complement), where)
            else:
                found[name, next(iter(row.values()))] = where
    return found


def _entries(layer: list[Source], kind: str) -> Iterator[Entry]:
    for source in layer:
        if source.kind == kind:
            for where, row in checked(rows(source.file, source.label), ENTRY_COLUMNS):
                yield from row_entries(row, where, nouns=kind == "nouns")


def row_entries(row: dict[str, str], where: str, *, nouns: bool) -> Iterator[Entry]:
    """The entries of one row, one for each pattern that it writes. Raises DataError when it breaks the rules."""
    check_type(row["type"], row["mode"], where)
    for column in ("actor", "recipient"):
        check_slots(_slots(row[column]), column, where, nouns=nouns)
    contexts = tuple(part for part in row["contexts"].replace(";", " ").split() if part)
    check_contexts(contexts, where)
    actor, recipient = _slots(row["actor"]), _slots(row["recipient"])
    patterns: Iterable[VerbPattern | NounPattern]
    patterns = parse_noun_pattern(row["pattern"], where) if nouns else (parse_verb_pattern(row["pattern"], where),)
    for pattern in patterns:
        yield Entry(
            pattern, row["type"], row["mode"], actor, recipient, contexts, row["example"], where, row["pattern"]
        )


def _slots(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("+") if part.strip())


def _index(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        keys = entry.pattern.verbs if isinstance(entry.pattern, VerbPattern) else (entry.pattern.head,)
        for key in keys:
            found[key].append(entry)
    return {key: tuple(sorted(items, key=lambda item: -item.pattern.conditions)) for key, items in found.items()}
