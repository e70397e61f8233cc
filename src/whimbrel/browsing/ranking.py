"""Who takes part in how many events, most first."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from whimbrel.browsing.columns import Columns, Vocabulary
from whimbrel.errors import UsageError


@dataclass(frozen=True, slots=True)
class Ranked:
    """One who takes part. `folded` is the name as it is searched."""

    id: str
    name: str
    folded: str
    events: int

    @property
    def key(self) -> tuple[int, str]:
        return -self.events, self.id

    @property
    def cursor(self) -> str:
        """Where a listing goes on behind this one; it holds whatever is written meanwhile."""
        return base64.urlsafe_b64encode(f"{self.events} {self.id}".encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everyone in order: those in most events first, then by id."""

    rows: tuple[Ranked, ...]
    by_id: Mapping[str, Ranked]

    def find(self, id: str) -> Ranked | None:
        """The one of exactly this id."""
        return self.by_id.get(id)

    def behind(self, cursor: str) -> Iterator[Ranked]:
        """All of them, or those behind a cursor. Raises UsageError for one that is none."""
        start = bisect_right(self.rows, _key(cursor), key=lambda row: row.key) if cursor else 0
        return (self.rows[at] for at in range(start, len(self.rows)))


def ranking(rows: Columns, names: Vocabulary) -> Ranking:
    """The ranking of everyone in some columns."""
    counts = rows.several["actor"].counts(np.ones(len(rows), dtype=np.bool_), len(names))
    found = [
        Ranked(
            names.values[code], names.labels[code], " ".join(names.labels[code].casefold().split()), int(counts[code])
        )
        for code in np.flatnonzero(counts).tolist()
        if names.values[code]
    ]
    return Ranking(tuple(sorted(found, key=lambda row: row.key)), {row.id: row for row in found})


def _key(cursor: str) -> tuple[int, str]:
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        number, _, id = plain.partition(" ")
        return -int(number), id
    except (ValueError, binascii.Error, UnicodeDecodeError) as error:
        raise UsageError("the cursor is none of this chronicle's", remedy="begin again without it") from error
