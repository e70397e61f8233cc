"""A chronicle to be looked through, kept up to date with what is written to it."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from whimbrel.browsing.columns import NO_DAY, Columns, Mask, columns, vocabularies
from whimbrel.browsing.facets import Bar, Facet, bars, facet
from whimbrel.browsing.narrowing import masks, meeting
from whimbrel.browsing.query import Query
from whimbrel.browsing.ranking import Ranking, ranking
from whimbrel.browsing.remembered import Remembered
from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.outlines import Edge
from whimbrel.errors import UsageError

_KEPT = 256  # answers

Faceted = tuple[tuple[Facet, ...], tuple[Bar, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what a query finds: ids in the order of listings, how many there are in all, and where the next page
    begins ("" for none)."""

    ids: tuple[str, ...]
    total: int
    next: str


class Browser:
    """Answers from columns in memory. Each call sees all that was written to the chronicle before it, by anyone.

    Safe to use from several threads.
    """

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._lock = Lock()
        self._known = vocabularies()
        self._edge: Edge | None = None
        self._rows = columns((), self._known)
        self._ranking: tuple[Columns, Ranking] | None = None
        self._searches: Remembered[tuple[Edge, str], NDArray[np.int64]] = Remembered(_KEPT)
        self._facets: Remembered[tuple[Edge, Query, tuple[str, ...], int], Faceted] = Remembered(_KEPT)

    @property
    def edge(self) -> Edge:
        """How far the chronicle had come when it was last looked at."""
        return self._edge or Edge(-1, -1, -1)

    def listing(self, query: Query, *, after: str = "", limit: int = 50) -> Listing:
        """Raises UsageError for a place to go on from (`after`) that is none."""
        rows = self._now()
        found = np.flatnonzero(meeting(rows, self._masks(rows, query)))
        start = (
            bisect_right(found, _key(after), key=lambda row: (-int(rows.day[row]), str(rows.ids[row]))) if after else 0
        )
        page = found[start : start + limit]
        more = start + limit < len(found)
        return Listing(tuple(rows.ids[page].tolist()), len(found), cursor(rows, int(page[-1])) if more else "")

    def facets(self, query: Query, fields: Sequence[str], *, most: int = 10) -> Faceted:
        """For each field its commonest values, and the bars of the histogram of days: each counted among the events
        that the conditions on all other fields leave."""
        rows = self._now()

        def count() -> Faceted:
            found = self._masks(rows, query)
            shown = tuple(
                facet(rows, self._known, field, meeting(rows, found, but=field), query.chosen(field), most)
                for field in fields
            )
            return shown, bars(rows, meeting(rows, found, but="day"))

        return self._facets.get((self.edge, query, tuple(fields), most), count)

    def counts(self, query: Query, field: str, *, most: int) -> Facet:
        """The commonest values of a field among the events that the whole query finds."""
        rows = self._now()
        found = meeting(rows, self._masks(rows, query))
        return facet(rows, self._known, field, found, (), most)

    def at_least(self, query: Query, field: str, steps: Sequence[int]) -> tuple[int, ...]:
        """How many events have so many or more of a counted field, among what the other fields' conditions leave."""
        rows = self._now()
        left = meeting(rows, self._masks(rows, query), but=field)
        return tuple(int(np.count_nonzero(left & (rows.counted[field] >= step))) for step in steps)

    def ranked_actors(self) -> Ranking:
        """Everyone who takes part in events, private persons too, those in most events first."""
        rows = self._now()
        with self._lock:
            if self._ranking is None or self._ranking[0] is not rows:
                self._ranking = (rows, ranking(rows, self._known["actor"]))
            return self._ranking[1]

    def label(self, field: str, value: str) -> str:
        """A value's name for people."""
        self._now()
        words = self._known[field]
        number = words.find(value)
        return words.labels[number] if number is not None else value

    def _masks(self, rows: Columns, query: Query) -> dict[str, Mask]:
        return masks(rows, self._known, query, self._search)

    def _search(self, words: str) -> NDArray[np.int64]:
        def search() -> NDArray[np.int64]:
            return np.sort(np.asarray(self._chronicle.numbers_with(words), dtype=np.int64))

        return self._searches.get((self.edge, " ".join(words.casefold().split())), search)

    def _now(self) -> Columns:
        edge = self._chronicle.edge()
        if edge == self._edge:
            return self._rows
        with self._lock:
            edge = self._chronicle.edge()
            if self._edge is None:
                self._rows = columns(self._chronicle.outlines(), self._known)
            elif edge.change != self._edge.change:
                changed = self._chronicle.changed_since(self._edge)
                fresh = columns(self._chronicle.outlines(changed), self._known)
                self._rows = self._rows.replaced(changed, fresh)
            self._edge = edge
            return self._rows


def cursor(rows: Columns, row: int) -> str:
    """Where a listing goes on behind a row: its day and id, so that it holds whatever is written meanwhile."""
    plain = f"{rows.day[row]} {rows.ids[row]}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _key(after: str) -> tuple[int, str]:
    try:
        plain = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode("ascii")
        day, _, id = plain.partition(" ")
        if not id or not (int(day) == NO_DAY or date.fromordinal(int(day))):
            raise ValueError(plain)
        return -int(day), id
    except (ValueError, binascii.Error, OverflowError, UnicodeDecodeError) as error:
        raise UsageError("the cursor is none of this chronicle's", remedy="begin again without it") from error
