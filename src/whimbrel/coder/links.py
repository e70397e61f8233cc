"""A report's names as they were linked, found by offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whimbrel.model import Participant


@dataclass(frozen=True, slots=True)
class Link:
    """A name at [start, end) of the report's text. `party` is None for a place that acts for nobody."""

    start: int
    end: int
    label: str  # PER, ORG, LOC, PEOPLE, BODY
    party: Participant | None
    known: bool


class ReportNames:
    """The links of a report in order, found by offset."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = sorted(links, key=lambda link: (link.start, link.end))
        self._starts = [link.start for link in self.links]

    def within(self, start: int, end: int) -> Sequence[Link]:
        """Links that overlap [start, end)."""
        first = max(0, bisect_left(self._starts, start) - 3)
        found = []
        for link in self.links[first:]:
            if link.start >= end:
                break
            if link.end > start:
                found.append(link)
        return found
