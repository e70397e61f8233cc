"""The words that the reading of happenings knows, by class, from `data/words.csv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from whimbrel.almanac.table import read_rows
from whimbrel.errors import DataError

CLASSES = frozenset({"event", "state", "mind", "aspect", "firm", "end", "sort", "body", "thing"})
_LABEL = "timelines/data/words.csv"


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {name: set() for name in CLASSES}
    for row in read_rows(files("whimbrel.timelines").joinpath("data/words.csv"), _LABEL, ("word", "class", "note")):
        if row["class"] not in CLASSES:
            raise DataError(f"no such class: {row['class']}", where=row.where, remedy=f"one of {sorted(CLASSES)}")
        if row["word"] in found[row["class"]]:
            raise DataError(f"{row['word']} stands there twice", where=row.where, remedy="take one out")
        found[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def words(name: str) -> frozenset[str]:
    """The words of a class. Raises DataError for a broken file.

    event: nouns that tell an event. state, mind: verbs that tell none; aspect: none of their own beside another verb.
    firm, end: may be left off the end of a name. sort: what a thing's name may stand before ("the Acme player").
    body, thing: nouns that take up what was named.
    """
    return _table()[name]
