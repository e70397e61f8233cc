"""The tools that decide, served only where the server was told that it may write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from whimbrel.chronicle import Decision
from whimbrel.errors import UsageError
from whimbrel.mcp_server.desk import Desk
from whimbrel.mcp_server.event_answers import DecisionLine, EventLine
from whimbrel.mcp_server.event_parts import event_line
from whimbrel.mcp_server.event_tools import Id
from whimbrel.mcp_server.quoted import Answer

Reviewer = Annotated[
    str, Field(min_length=2, max_length=100, description="The name of the person who decides. Ask for it; make none up")
]
Note = Annotated[str, Field(max_length=500, description="Why, for those who read it later")]
Ids = Annotated[list[Id], Field(max_length=50)]
MOST = 20


class Decided(Answer):
    """What was decided, and the events that hold the claims it is about as they are now."""

    decisions: list[DecisionLine]
    now: list[EventLine]

    def said(self) -> str:
        made = [f"{one.verb} by {one.who}: decision {one.id} ({one.state or 'done'})" for one in self.decisions]
        return "\n".join([*made, "Now:", *(one.line() for one in self.now), "`undo` takes a decision back."])


@dataclass(frozen=True, slots=True)
class DecidingTools:
    """Decisions about events, in the name of a person."""

    desk: Desk

    def same(self, first: Id, others: Ids, reviewer: Reviewer, note: Note = "") -> Decided:
        """Decide, in a person's name, that events are one happening. Only when that person says so."""
        return self._decide(reviewer, lambda c: c.same(first, *others, who=reviewer, note=note))

    def different(self, first: Id, second: Id, reviewer: Reviewer, note: Note = "") -> Decided:
        """Decide, in a person's name, that two events are two happenings. Only when that person says so."""
        return self._decide(reviewer, lambda c: c.different(first, second, who=reviewer, note=note))

    def split(
        self,
        event: Id,
        reviewer: Reviewer,
        reports: Annotated[list[Id], Field(max_length=50, description="Reports that tell of another happening")] = [],  # noqa: B006 - never changed
        claims: Annotated[list[Id], Field(max_length=50, description="Claims that do")] = [],  # noqa: B006
        note: Note = "",
    ) -> Decided:
        """Decide, in a person's name, that some reports or claims of an event tell of another happening than the rest.

        Only when that person says so.
        """
        return self._decide(
            reviewer, lambda c: c.split(event, reports=reports, claims=claims, who=reviewer, note=note)
        )  # fmt: skip

    def right(self, event: Id, reviewer: Reviewer, note: Note = "") -> Decided:
        """Mark an event, in a person's name, as checked and right. Only when that person says so."""
        return self._decide(reviewer, lambda c: c.right(event, who=reviewer, note=note))

    def wrong(self, event: Id, reviewer: Reviewer, note: Note = "") -> Decided:
        """Mark an event, in a person's name, as read wrongly: there was none. Only when that person says so."""
        return self._decide(reviewer, lambda c: c.wrong(event, who=reviewer, note=note))

    def edit(
        self,
        event: Id,
        field: Annotated[
            str,
            Field(
                max_length=20,
                description="when, place, type, mode, status, actors, recipients, killed, wounded, arrested, displaced "
                "or present",
            ),
        ],
        value: Annotated[
            str,
            Field(
                max_length=300,
                description="A date, a place (NAME, COUNTRY), TYPE or TYPE/mode, a status, ids of actors, a number "
                "(12, 10-12, 12+); a time, place or parties may be `unknown`",
            ),
        ],
        reviewer: Reviewer,
        note: Note = "",
    ) -> Decided:
        """Give a field of an event the right value, in a person's name. What the sources say stays beside it.

        Only when that person says so.
        """
        return self._decide(reviewer, lambda c: c.edit(event, field, value, who=reviewer, note=note))

    def undo(
        self,
        decision: Annotated[str, Field(min_length=1, max_length=200, description="The decision's id")],
        reviewer: Reviewer,
        note: Note = "",
    ) -> Decided:
        """Take a decision back, in a person's name. It stays listed."""
        return self._decide(reviewer, lambda c: c.undo(decision, who=reviewer, note=note))

    def _decide(self, reviewer: str, act: Callable[..., list[Decision]]) -> Decided:
        if not reviewer.strip():
            raise UsageError("no reviewer is named", remedy="ask who decides, and give that name")
        chronicle = self.desk.chronicle
        with self.desk.turn():
            made = {one.id for one in act(chronicle)}
            everything = list(chronicle.decision_records())
        told = [one for one in everything if one["id"] in made]
        undone = {one["subject"] for one in told if one["verb"] == "undo"}
        claims = [id for one in everything if one["id"] in made | undone for side in one["sides"] for id in side]
        now = sorted(set(chronicle.events_of(claims).values()))[:MOST]
        return Decided(
            decisions=[DecisionLine(**one) for one in told],
            now=[event_line(chronicle.event(id)) for id in now],
        )
