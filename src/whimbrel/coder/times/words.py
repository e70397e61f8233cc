"""The grammar's word lists, read from `data/` once."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from whimbrel.errors import DataError

Classes = Mapping[str, str]

CLASSES = frozenset(
    {
        "about",
        "counted",
        "day",
        "daypart",
        "decades",
        "edge",
        "era",
        "every",
        "future",
        "meridiem",
        "month",
        "number",
        "numbered",
        "often",
        "ordinal",
        "past",
        "ref",
        "scale",
        "season",
        "seasons",
        "street",
        "unit",
        "units",
        "vague",
        "weekday",
        "weekdays",
        "which",
        "zone",
    }
)
TRAP_RULES = frozenset({"needs-previous", "never-next", "never-previous"})


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast or commemoration: its first name, the rule that dates it, and how many days it lasts."""

    name: str
    rule: str
    days: int


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV file of `data/`. Raises `DataError` for a row with too few or too many cells."""
    text = files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        if None in row or None in row.values():
            where = f"{name}:{reader.line_num}"
            raise DataError("wrong number of cells", where=where, remedy="give every column a cell")
        yield reader.line_num, row


@cache
def lexicon() -> Mapping[str, Classes]:
    """Lower-cased word -> its classes and their values. Raises `DataError` for an unknown class."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line, row in rows("words.csv"):
        if row["class"] not in CLASSES:
            remedy = f"one of {' '.join(sorted(CLASSES))}"
            raise DataError(f"unknown class {row['class']!r}", where=f"words.csv:{line}", remedy=remedy)
        found[row["word"]][row["class"]] = row["value"]
    return MappingProxyType({word: MappingProxyType(classes) for word, classes in found.items()})


@cache
def feasts() -> Mapping[str, Feast]:
    """First name of a feast -> the feast."""
    found: dict[str, Feast] = {}
    for _, row in rows("feasts.csv"):
        name = row["name"].split(" | ")[0]
        found[name] = Feast(name, row["rule"], int(row["days"]))
    return MappingProxyType(found)


@cache
def feast_names() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a feast's name -> (all its words, the feast's first name), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for _, row in rows("feasts.csv"):
        names = row["name"].split(" | ")
        for name in names:
            words = tuple(name.replace("'", " ' ").replace("-", " - ").split())
            found[words[0]].append((words, names[0]))
    return MappingProxyType({w: tuple(sorted(v, key=lambda item: -len(item[0]))) for w, v in found.items()})


@cache
def traps() -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Word -> the rules that tell when it is no time. Raises `DataError` for an unknown rule."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for line, row in rows("traps.csv"):
        if row["rule"] not in TRAP_RULES:
            remedy = f"one of {' '.join(sorted(TRAP_RULES))}"
            raise DataError(f"unknown rule {row['rule']!r}", where=f"traps.csv:{line}", remedy=remedy)
        found[row["word"]].append((row["rule"], frozenset(row["words"].split())))
    return MappingProxyType({word: tuple(rules) for word, rules in found.items()})
