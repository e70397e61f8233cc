"""Tellings that may be of one of several days ("Friday", in a month that is known), beside happenings of these days."""

from __future__ import annotations

from collections.abc import Iterable

from whimbrel.merge.occurrence import Occurrence
from whimbrel.merge.time_overlap import possible_days
from whimbrel.merge.timing import one_of_its_days


def may_be_of_several(item: Occurrence) -> bool:
    """Whether a telling may be of any of a few listed days."""
    return len(possible_days(item.stated)) > 1


def left_open(item: Occurrence, like: Iterable[Occurrence]) -> list[str]:
    """The keys of the tellings that it is joined to none of, of those that it is like: what may be of several days, and
    is like happenings of more than one of them, is joined to none of them."""
    if not may_be_of_several(item):
        return []
    of_a_day = [other for other in like if one_of_its_days(item, other)]
    days = frozenset().union(*(possible_days(other.stated) for other in of_a_day))
    return [other.key for other in of_a_day] if len(days) > 1 else []
