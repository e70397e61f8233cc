"""What a picture is drawn from, and what it counts as a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whimbrel.model import Event, Status

FACTS = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})


@dataclass(slots=True)
class Material:
    """Events, gone through once, and the outlet of each report. `title` is "" for the picture's own.

    With `facts_only` what is planned, called for, threatened, alleged or denied is left out where events are counted.
    """

    events: Iterable[Event]
    outlets: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    facts_only: bool = True
    left_out: int = 0

    def facts(self) -> Iterator[Event]:
        """The events that count; `left_out` is then how many others there were."""
        for event in self.events:
            if event.checked != "wrong" and (not self.facts_only or event.status in FACTS):
                yield event
            else:
                self.left_out += 1

    @property
    def left_out_words(self) -> str:
        """What was left out, for the caption; to be asked when all events were gone through."""
        if not self.left_out:
            return ""
        why = "are planned, called for, threatened, alleged or denied, or were checked as wrong"
        return f"Not counted: {events_words(self.left_out)} that {why if self.facts_only else 'were checked as wrong'}."


def events_words(number: int) -> str:
    """ "1 event", "2,272 events"."""
    return f"{number:,} event{'' if number == 1 else 's'}"
