"""Bags of words weighed by rarity, and their cosines, for many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Bag = Mapping[str, float]
Table = NDArray[np.float32]
UNKNOWN = 1.0  # rarity of a word that the table does not hold


def weighed(words: Iterable[str], rarity: Mapping[str, float]) -> Bag:
    """Each word once with its rarity."""
    return {word: rarity.get(word, UNKNOWN) for word in sorted(set(words))}


def unit_rows(bags: Sequence[Bag]) -> Table:
    """A row of length one for each bag, a column for each word; an empty bag is a row of noughts."""
    columns: dict[str, int] = {}
    for bag in bags:
        for word in bag:
            columns.setdefault(word, len(columns))
    table = np.zeros((len(bags), max(len(columns), 1)), dtype=np.float32)
    for i, bag in enumerate(bags):
        for word, weight in bag.items():
            table[i, columns[word]] = weight
    lengths = np.sqrt((table**2).sum(axis=1, keepdims=True))
    np.divide(table, lengths, out=table, where=lengths > 0)
    return table


def cosines(bags: Sequence[Bag]) -> Table:
    """How alike each two bags are; 0 where one is empty."""
    rows = unit_rows(bags)
    found: Table = rows @ rows.T
    return found
