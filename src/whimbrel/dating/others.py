"""What dated reports of the same main event say of an undated one: it came out about when they did.

Looked at when a report is shown, and only there. No event rests on it: events are made of what each report tells by
itself, so that they are the same in whatever order reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from whimbrel.dating.constraint import Constraint, Strength
from whimbrel.dating.dating import Dating, combined
from whimbrel.dating.days import within
from whimbrel.model import Report

NEWS_DAYS = timedelta(days=4)  # outlets tell one happening within about so many days of each other


def with_others(dating: Dating, others: Iterable[Report]) -> Dating | None:
    """The dating once more, with what other reports of its main event add; None where none of them has a day."""
    added = tuple(other_constraints(others))
    return combined((*dating.used, *dating.left_out, *dating.conflict, *added)) if added else None


def other_constraints(others: Iterable[Report]) -> Iterator[Constraint]:
    """One weak constraint for each report whose day of publication is known, not inferred itself."""
    for other in others:
        published = other.published
        if published is None or published.how == "inferred" or not (published.earliest and published.latest):
            continue
        allowed = within(published.earliest - NEWS_DAYS, published.latest + NEWS_DAYS)
        name = other.outlet or other.title or other.file
        words = f"tells the same main event and came out on {published.edtf}"
        yield Constraint("other report", None, name, other.id, allowed, Strength.WEAK, words)
