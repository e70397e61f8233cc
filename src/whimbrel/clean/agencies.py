"""News agencies and the words around their names in datelines and credits: the lists, checked when they are read."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from whimbrel.errors import DataError

_AGENCIES: Final = "clean/agencies.csv"
_WORDS: Final = "clean/agency_words.csv"
WORD_KINDS: Final = ("label", "with", "staff", "copyright")


@cache
def agencies() -> Mapping[str, str]:
    """The name of an agency by each way it is written. Raises DataError where the shipped list is wrong."""
    return parse(_lines("agencies.csv"))


@cache
def agency_words() -> Mapping[str, Sequence[str]]:
    """What stands before and behind agencies' names, by kind. Raises DataError where the shipped list is wrong."""
    return parse_words(_lines("agency_words.csv"))


def parse(lines: Iterable[str]) -> Mapping[str, str]:
    """Agencies from lines of CSV. Raises DataError for a row without names, or a name that two agencies have."""
    found: dict[str, str] = {}
    for number, row in enumerate(csv.DictReader(lines), 2):
        written = [name.strip() for name in (row.get("written") or "").split("|")]
        if not row.get("name") or not all(written):
            raise DataError("no name", where=f"{_AGENCIES}:{number}", remedy="write name,written | written")
        for name in (row["name"], *written):
            if found.setdefault(name, row["name"]) != row["name"]:
                raise DataError(f"{name!r} is two agencies", where=f"{_AGENCIES}:{number}", remedy="keep one")
    return found


def parse_words(lines: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Words by kind, the longest first. Raises DataError for an unknown kind, a repetition, or large letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(csv.DictReader(lines), 2):
        kind, words = row.get("kind") or "", (row.get("words") or "").strip()
        if kind not in WORD_KINDS or not words or words != words.lower() or words in found[kind]:
            message = f"{kind!r}, {words!r}: no such kind, no words, large letters or there already"
            raise DataError(message, where=f"{_WORDS}:{number}", remedy=f"one of {', '.join(WORD_KINDS)}, words")
        found[kind].add(words)
    if set(found) != set(WORD_KINDS):
        raise DataError("a kind is lacking", where=_WORDS, remedy=f"give {', '.join(WORD_KINDS)}")
    return {kind: sorted(words, key=lambda one: (-len(one), one)) for kind, words in found.items()}


def _lines(name: str) -> Iterable[str]:
    return files("whimbrel.clean").joinpath(name).read_text("utf-8").splitlines()
