"""What an outlet publishes again is news of the day on which it came out first.

A report whose copy came out more than a week before, or that bears no day itself, tells without a day what happened
before the copy; and where the copy has the same words, their "on Monday" is the copy's Monday. So a text from an
archive joins the events that it told of, and makes none on its new day. A sentence that the first copy does not have
keeps its own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from whimbrel.merge.copies import copies
from whimbrel.merge.state import MergeState
from whimbrel.model import Claim, When

LATE_DAYS = 8  # an updated version comes sooner
COUNTED = frozenset({"relative", "unresolved"})  # times that depend on the day of publication
Twins = Mapping[tuple[str, str], When]


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
            self._first[report] = published_again(report, known_copies(report, members, self._state))
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


def known_copies(report: str, members: Iterable[str], state: MergeState) -> dict[str, When | None]:
    """When the copies of a report among some of its lineage came out, with its own day.

    Another version of its page counts if it shares the text: a page that was written anew tells what is new.
    """
    own, addresses = state.sketch(report), set(state.version(report).addresses)
    known: dict[str, When | None] = {}
    for one in members:
        if one != report and addresses and addresses.intersection(state.version(one).addresses):
            theirs = state.sketch(one)
            if own is None or theirs is None or not copies(own, theirs):
                continue
        known[one] = state.published(one)
    return known


def published_again(report: str, published: Mapping[str, When | None]) -> str | None:
    """Which of some copies a report publishes again, by when they came out; None where it is news itself."""
    days = {one: when.latest for one, when in published.items() if when and when.latest and when.how != "inferred"}
    first = min(days, key=lambda one: (days[one], one), default=None)
    if first is None or first == report:
        return None
    own = days.get(report)
    return first if own is None or (own - days[first]).days >= LATE_DAYS else None


def _as_of(claim: Claim, when: When | None) -> Claim:
    counted = claim.when is not None and claim.when.how in COUNTED
    return replace(claim, when=when) if when is not None and counted else claim
