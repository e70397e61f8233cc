"""Which rows meet a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from whimbrel.browsing.columns import COUNTED, SINGLE, Columns, Mask, Vocabularies
from whimbrel.browsing.query import EXACT, GTE, LTE, NOT, Condition, Query, period

Search = Callable[[str], NDArray[np.int64]]  # numbers of the events told in some words, in order


def masks(rows: Columns, known: Vocabularies, query: Query, search: Search) -> dict[str, Mask]:
    """For each field that is asked, the rows that meet all that is asked of it."""
    found: dict[str, Mask] = {}
    for one in query.conditions:
        mask = _mask(rows, known, one, search)
        found[one.field] = found[one.field] & mask if one.field in found else mask
    return found


def meeting(rows: Columns, found: Mapping[str, Mask], *, but: str = "") -> Mask:
    """The rows that meet every field's conditions, one field left out."""
    every = np.ones(len(rows), dtype=np.bool_)
    for field, mask in found.items():
        if field != but:
            every &= mask
    return every


def _mask(rows: Columns, known: Vocabularies, one: Condition, search: Search) -> Mask:
    if one.field == "q":
        return np.isin(rows.number, search(one.values[0]))
    if one.field == "day":
        return _days(rows, one)
    if one.field in COUNTED:
        return _numbers(rows, one)
    wanted = np.zeros(len(known[one.field]), dtype=np.bool_)
    for value in one.values:
        number = known[one.field].find(value)
        if number is not None:
            wanted[number] = True
    mask = wanted[rows.single[one.field]] if one.field in SINGLE else rows.several[one.field].rows_with(wanted)
    return ~mask if one.op == NOT else mask


def _days(rows: Columns, one: Condition) -> Mask:
    first, last = period(one.values[0])
    mask = rows.dated.copy()
    if one.op in (GTE, EXACT):
        mask &= rows.latest >= first.toordinal()
    if one.op in (LTE, EXACT):
        mask &= rows.earliest <= last.toordinal()
    return mask


def _numbers(rows: Columns, one: Condition) -> Mask:
    have, wanted = rows.counted[one.field], int(one.values[0])
    if one.op == GTE:
        return np.asarray(have >= wanted)
    return np.asarray(have <= wanted) if one.op == LTE else np.asarray(have == wanted)
