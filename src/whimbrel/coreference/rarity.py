"""How rare lemmas are in general English: 0 for one in every passage, 1 for one in next to none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from whimbrel.errors import DataError

HEADER = "lemma,rarity"


@cache
def shipped_rarity() -> Mapping[str, float]:
    """The table that comes with the package (`training/coref.py` makes it). Raises DataError on a broken row.

    A lemma that it does not hold is as rare as can be: 1.
    """
    text = (files("whimbrel.coreference") / "data" / "lemma_rarity.csv").read_text(encoding="utf-8")
    table: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or line == HEADER:
            continue
        lemma, _, value = line.rpartition(",")
        try:
            table[lemma] = float(value)
        except ValueError:
            raise DataError(f"{value!r} is no rarity", where=f"lemma_rarity.csv:{number}") from None
    return table
