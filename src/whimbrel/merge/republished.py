"""What an outlet publishes again is news of the day on which it came out first.

A report whose copy came out more than a week before, or that bears no day itself, tells without a day what happened
before the copy; and where the copy has the same words, their "on Monday" is the copy's Monday. So a text from an
archive joins the events that it told of, and makes none on its new day. A sentence that the first copy does not have
keeps its own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from whimbrel.merge.copies import copies
from whimbrel.merge.state import MergeState
from whimbrel.model import Claim, When

LATE_DAYS = 8  # an updated version comes sooner
COUNTED = frozenset({"relative", "unresolved"})  # times that depend on the day of publication
Twins = Mapping[tuple[str, str], When]
Days = Sequence[tuple[date, str]]  # with the ids of the reports that came out on them


class Republished:
    """When reports came out, and what they tell, as of the first of their copies."""

    def __init__(self, state: MergeState) -> None:
        self._state = state
        self._first: dict[str, str | None] = {}
        self._twins: dict[str, Twins] = {}

    def forget(self, reports: Iterable[str]) -> None:
        """Reports were filed among copies: which of them came first is to be asked again."""
        for report in reports:
            self._first.pop(report, None)

    def published(self, report: str) -> When | None:
        """When a report came out first."""
        first = self.first(report)
        return self._state.published(first or report)

    def first(self, report: str) -> str | None:
        """The report that this one publishes again; None where it is news itself."""
        if report not in self._first:
            lineage = self._state.lineage(report)
            members = list(self._state.lineage_members(lineage)) if lineage is not None else []
            self._first[report] = published_again(report, days_of(members, self._state), self._state)
        return self._first[report]

    def told(self, report: str, claims: Iterable[Claim]) -> list[Claim]:
        """Claims of a report, their times as of the report that it publishes again."""
        first = self.first(report)
        if first is None:
            return list(claims)
        twins = self._twins_of(first)
        return [_as_of(claim, twins.get((claim.type, claim.text))) for claim in claims]

    def _twins_of(self, first: str) -> Twins:
        if first not in self._twins:
            ids = [id for one in self._state.tellings_of([first]) for id in one.claims]
            told = sorted(self._state.claims(ids).values(), key=lambda claim: (-claim.trigger.start, claim.id))
            self._twins[first] = {(claim.type, claim.text): claim.when for claim in told if claim.when is not None}
        return self._twins[first]


def days_of(reports: Iterable[str], state: MergeState) -> Days:
    """The days on which some reports came out, as far as they are told, the first first."""
    told = ((day, one) for one in reports if (day := _day(state.published(one))) is not None)
    return sorted(told)


def published_again(report: str, days: Days, state: MergeState) -> str | None:
    """Which of its copies a report publishes again: the first of its lineage, whose days are given in their order, that
    is a copy of it; None where it is news itself."""
    own = _day(state.published(report))
    for day, one in days:
        if one == report or (own is not None and (own - day).days < LATE_DAYS):
            return None
        if _is_copy(report, one, state):
            return one
    return None


def _day(published: When | None) -> date | None:
    """The last day on which a report may have come out, where it is not inferred from what it mentions."""
    return published.latest if published is not None and published.how != "inferred" else None


def _is_copy(report: str, other: str, state: MergeState) -> bool:
    """Whether another report of its lineage is a copy of a report. Another version of its page is one if it shares the
    text: a page that was written anew tells what is new."""
    if set(state.version(report).addresses).isdisjoint(state.version(other).addresses):
        return True
    own, theirs = state.sketch(report), state.sketch(other)
    return own is not None and theirs is not None and copies(own, theirs)


def _as_of(claim: Claim, when: When | None) -> Claim:
    counted = claim.when is not None and claim.when.how in COUNTED
    return replace(claim, when=when) if when is not None and counted else claim
