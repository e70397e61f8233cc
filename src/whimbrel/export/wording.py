"""The phrases in which events are told, read from `data/wording.csv`, `verbs.csv` and `the.csv`.

A phrase begins with the base form of a verb and may hold `{o}`, the one to whom it is done.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from whimbrel.errors import DataError

_JOINS = {"of", "for", "in", "on", "against"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How one type and mode is told: with a recipient, by one party alone, by several jointly, and as suffered."""

    type: str
    mode: str
    both: str
    alone: str
    joint: str
    suffered: str
    noun: str
    label: str


@dataclass(frozen=True, slots=True)
class Verb:
    base: str
    past: str
    participle: str
    gerund: str


def wording(type: str, mode: str = "") -> Wording:
    """The row for a type and mode; for an unknown mode the type's, for an unknown type a plain one."""
    rows = _wordings()
    found = rows.get((type, mode)) or rows.get((type, ""))
    plain = "take part in an event"
    return found or Wording(type, mode, plain + " with {o}", plain, plain, plain, "", type.lower() or "event")


def modes() -> dict[str, tuple[str, ...]]:
    """The PLOVER types, each with its modes."""
    found: dict[str, tuple[str, ...]] = {}
    for type, mode in _wordings():
        found[type] = (*found.get(type, ()), *([mode] if mode else ()))
    return found


def verb(base: str) -> Verb:
    """The forms of a verb. Raises DataError when `verbs.csv` lacks it."""
    try:
        return _verbs()[base]
    except KeyError:
        raise DataError(f"no forms for the verb {base!r}", where="verbs.csv", remedy="add a row for it") from None


def with_article(name: str) -> str:
    """The name, after "the" where English wants it: "the West Bank", "the United Nations"."""
    words = name.split()
    if not words or words[0].lower() == "the":
        return name
    first, last = _article_words()
    head = next((word for word, after in pairwise(words) if after in _JOINS), words[-1])
    needs = (len(words) > 1 and words[0] in first) or head in last or words[-1] in last
    return f"the {name}" if needs else name


@cache
def _wordings() -> dict[tuple[str, str], Wording]:
    return {(row["type"], row["mode"]): Wording(**row) for row in _rows("wording.csv")}


@cache
def _verbs() -> dict[str, Verb]:
    return {row["base"]: Verb(**row) for row in _rows("verbs.csv")}


@cache
def _article_words() -> tuple[frozenset[str], frozenset[str]]:
    rows = _rows("the.csv")
    return (
        frozenset(row["word"] for row in rows if row["where"] == "first"),
        frozenset(row["word"] for row in rows if row["where"] == "last"),
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("whimbrel.export").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
