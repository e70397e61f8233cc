"""A report's names as they were linked, found by offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from whimbrel.almanac.fold import name_key
from whimbrel.model import Actor, Participant, Span, When


@dataclass(frozen=True, slots=True)
class Link:
    """A name at [start, end) of the report's text. `party` is None for a place that acts for nobody."""

    start: int
    end: int
    label: str  # PER, ORG, LOC, PEOPLE, BODY
    party: Participant | None
    known: bool


class ReportNames:
    """The links of a report in order, found by offset. `text` is the report's, for what stands beside a name."""

    def __init__(self, links: Iterable[Link], text: str = "") -> None:
        self.links = sorted(links, key=lambda link: (link.start, link.end))
        self.text = text
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

    def before(self, at: int) -> Sequence[Link]:
        """Links that start before `at`, in order."""
        return self.links[: bisect_left(self._starts, at)]


def day_of(published: When | None) -> date | None:
    """The day that a report is taken to be of; None where it was only inferred from what the report mentions."""
    return published.latest if published is not None and published.how != "inferred" else None


def participant(actor: Actor, text: str, span: Span | None) -> Participant:
    """A known actor as mentioned in `text` at `span`."""
    return Participant(actor.id, actor.name, actor.kind, actor.country, actor.sector, "", text, span)


def local_id(kind: str, name: str) -> str:
    """Id of an actor that the almanac does not know, the same in every report that spells it alike."""
    return f"local:{kind}:{name_key(name).replace(' ', '-')[:80]}"
