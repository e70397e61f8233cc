"""Outlines as columns: one array a field, newest event first, so that a condition is one pass over numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whimbrel.chronicle.outlines import Outline

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

SINGLE = ("type", "mode", "status", "checked", "place", "country")  # fields of which an event has one value, or none
SEVERAL = ("actor", "outlet", "differs")  # of which it has any number
COUNTED = ("conflicts", "sources", "origins")
OPEN_START, OPEN_END = -(2**31), 2**31 - 1
NO_DAY = 0  # an ordinal that no date has


class Vocabulary:
    """The values of a field by number, each with a label for people. Numbers are only added; 0 is no value."""

    def __init__(self) -> None:
        self.values: list[str] = [""]
        self.labels: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, value: str, label: str) -> int:
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
            self.labels.append(label)
        return found

    def find(self, value: str) -> int | None:
        return self._numbers.get(value)

    def __len__(self) -> int:
        return len(self.values)


Vocabularies = Mapping[str, Vocabulary]


def vocabularies() -> Vocabularies:
    return {name: Vocabulary() for name in (*SINGLE, *SEVERAL)}


@dataclass(frozen=True, slots=True)
class Several:
    """For each row a run of numbers: those of row `i` are `codes[starts[i]:starts[i + 1]]`."""

    starts: NDArray[np.int64]
    codes: Numbers

    def taken(self, rows: NDArray[np.int64]) -> Several:
        lengths = (self.starts[1:] - self.starts[:-1])[rows]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        return Several(starts, self.codes[np.repeat(self.starts[:-1][rows], lengths) + within])

    def rows_with(self, wanted: Mask) -> Mask:
        """Which rows hold a number for which `wanted` is true."""
        hits = np.concatenate(([0], np.cumsum(wanted[self.codes])))
        return np.asarray(hits[self.starts[1:]] > hits[self.starts[:-1]])

    def counts(self, rows: Mask, size: int) -> NDArray[np.int64]:
        """How many of these rows hold each number."""
        inside = np.repeat(rows, self.starts[1:] - self.starts[:-1])
        return np.bincount(self.codes[inside], minlength=size)


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows in the order of listings: newest day first, then by id, those of no known day last."""

    ids: NDArray[np.str_]
    number: NDArray[np.int64]  # in the word index
    day: Numbers  # ordinals, or NO_DAY
    earliest: Numbers  # ordinals, OPEN_START where open
    latest: Numbers
    dated: Mask
    single: Mapping[str, Numbers]
    several: Mapping[str, Several]
    counted: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.ids)

    def taken(self, rows: NDArray[np.int64]) -> Columns:
        """Some rows, in the order given."""
        return Columns(
            self.ids[rows], self.number[rows], self.day[rows], self.earliest[rows], self.latest[rows],
            self.dated[rows],
            {name: codes[rows] for name, codes in self.single.items()},
            {name: runs.taken(rows) for name, runs in self.several.items()},
            {name: numbers[rows] for name, numbers in self.counted.items()},
        )  # fmt: skip

    def replaced(self, gone: Sequence[str], fresh: Columns) -> Columns:
        """Without the rows of some ids and with others, in order."""
        kept = self.taken(np.flatnonzero(~np.isin(self.ids, np.asarray(gone, dtype=self.ids.dtype))))
        return _ordered(_joined(kept, fresh))


def columns(outlines: Iterable[Outline], known: Vocabularies) -> Columns:
    """The columns of some outlines; values met for the first time are added to the vocabularies."""
    rows = list(outlines)
    single = {name: np.fromiter((_code(one, name, known) for one in rows), np.int32, len(rows)) for name in SINGLE}
    several = {name: _several([_codes(one, name, known) for one in rows]) for name in SEVERAL}
    counted = {
        "conflicts": [len(one.differs) for one in rows],
        "sources": [one.sources for one in rows],
        "origins": [one.origins for one in rows],
    }
    found = Columns(
        np.asarray([one.id for one in rows], dtype=np.str_),
        np.asarray([one.number for one in rows], dtype=np.int64),
        np.asarray([_ordinal(one.day, NO_DAY) for one in rows], dtype=np.int32),
        np.asarray([_ordinal(one.earliest, OPEN_START) for one in rows], dtype=np.int32),
        np.asarray([_ordinal(one.latest, OPEN_END) for one in rows], dtype=np.int32),
        np.asarray([bool(one.earliest or one.latest) for one in rows], dtype=np.bool_),
        single,
        several,
        {name: np.asarray(values, dtype=np.int32) for name, values in counted.items()},
    )
    return _ordered(found)


def _code(one: Outline, name: str, known: Vocabularies) -> int:
    if name == "place":
        return known[name].number(*one.place)
    value = f"{one.type}/{one.mode}" if name == "mode" and one.mode else str(getattr(one, name))
    if name == "checked":
        value = value or "unchecked"
    return known[name].number(value, value)


def _codes(one: Outline, name: str, known: Vocabularies) -> list[int]:
    pairs: Iterable[tuple[str, str]]
    if name == "actor":
        pairs = (*one.actors, *one.recipients)
    else:
        pairs = ((value, value) for value in (one.outlets if name == "outlet" else one.differs))
    return list(dict.fromkeys(known[name].number(*pair) for pair in pairs))


def _several(runs: Sequence[Sequence[int]]) -> Several:
    starts = np.concatenate(([0], np.cumsum([len(run) for run in runs], dtype=np.int64))).astype(np.int64)
    return Several(starts, np.fromiter((code for run in runs for code in run), np.int32))


def _ordinal(day: str | None, missing: int) -> int:
    return date.fromisoformat(day).toordinal() if day else missing


def _joined(a: Columns, b: Columns) -> Columns:
    def both(x: Any, y: Any) -> Any:
        return np.concatenate((x, y))

    several = {
        name: Several(both(runs.starts, other.starts[1:] + runs.starts[-1]), both(runs.codes, other.codes))
        for name, runs in a.several.items()
        for other in (b.several[name],)
    }
    return Columns(
        both(a.ids, b.ids), both(a.number, b.number), both(a.day, b.day), both(a.earliest, b.earliest),
        both(a.latest, b.latest), both(a.dated, b.dated),
        {name: both(codes, b.single[name]) for name, codes in a.single.items()},
        several,
        {name: both(numbers, b.counted[name]) for name, numbers in a.counted.items()},
    )  # fmt: skip


def _ordered(some: Columns) -> Columns:
    return some.taken(np.lexsort((some.ids, -some.day)))
