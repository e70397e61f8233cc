"""The tools about actors. A docstring is what the assistant is told of the tool."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from pydantic import Field

from whimbrel.chronicle import EventFilter
from whimbrel.export.actors import like_record, sheet_record
from whimbrel.looking import like, sheet
from whimbrel.mcp_server.desk import Desk
from whimbrel.mcp_server.event_answers import DecisionLine
from whimbrel.mcp_server.event_tools import Id
from whimbrel.mcp_server.quoted import Answer, Line, Part

MOST, MOST_IN = 30, 50


class ActorLine(Part):
    """An actor with a like name."""

    id: Line
    name: Line
    kind: Line
    country: Line | None
    written: Line = Field(description="The name of it that is like the one asked for")
    likeness: float = Field(description="0 to 1: how like the names are; from about 0.9 they are one name")
    known: bool = Field(description="Whether an almanac knows it; others are known from reports alone")
    events: int = Field(description="Events of this chronicle in which it takes part")


class ActorList(Answer):
    """Actors with a like name, the likest first."""

    actors: list[ActorLine]

    def said(self) -> str:
        lines = [
            f"{one.id} · {one.name} · {one.kind}, {one.country or 'no country'} · {one.events} events · "
            f"as “{one.written}” {one.likeness:.2f}"
            for one in self.actors
        ]
        return "\n".join(lines) or "Nobody has a name like this."


class RoleLine(Part):
    """An office and its days; null where open."""

    title: Line
    body: Line
    start: Line | None
    end: Line | None


class Called(Part):
    """A loaded word that an outlet uses for the actor: the outlet's word, not the chronicle's."""

    outlet: Line
    word: Line
    claims: int


class ActorSheet(Answer):
    """One actor in full."""

    id: Line
    name: Line
    kind: Line
    country: Line | None
    sector: Line = Field(description="PLOVER's sector: GOV, MIL, REB, OPP, …")
    events: int
    claims: int
    reports: int
    names: list[Line] = Field(description="Names in the almanac, with their languages")
    written: list[Line] = Field(description="As reports write it, commonest first")
    titles: list[Line] = Field(description="As reports title it")
    roles: list[RoleLine]
    part_of: list[Line]
    called: list[Called]
    similar: list[ActorLine]
    decisions: list[DecisionLine]
    in_events: list[Line] = Field(description=f"Ids of its newest events, at most {MOST_IN}; search_events has all")

    def said(self) -> str:
        head = f"{self.name} · {self.kind}, {self.country or 'no country'}{', ' + self.sector if self.sector else ''}"
        lines = [head, f"actor {self.id} · {self.events} events, {self.claims} claims, {self.reports} reports"]
        lines += [f"names: {'; '.join(self.names)}"] if self.names else []
        lines += [f"written: {'; '.join(self.written)}"] if self.written else []
        lines += [f"titles: {'; '.join(self.titles)}"] if self.titles else []
        lines += [f"role: {one.title}, {one.body}, {one.start or '…'} to {one.end or '…'}" for one in self.roles]
        lines += [f"{one.outlet} calls it: {one.word} ({one.claims})" for one in self.called]
        lines += [f"similar: {one.name} ({one.id}, {one.likeness:.2f})" for one in self.similar]
        lines += [f"decided: {one.verb} by {one.who}, {one.at}" for one in self.decisions]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class ActorTools:
    """Finding actors and opening one."""

    desk: Desk

    def search_actors(
        self,
        name: Annotated[str, Field(min_length=1, max_length=300, description="A name, in any script")],
        limit: Annotated[int, Field(ge=1, le=MOST, description="At most so many")] = 10,
    ) -> ActorList:
        """Find actors (persons, bodies, states, groups) with a name like this, of the chronicle and of the almanac."""
        with self.desk.turn():
            almanac, everyone = self.desk.everyone()
            found = like(name, everyone, almanac)
        return ActorList(actors=[_like(like_record(one)) for one in found[:limit]])

    def get_actor(self, actor: Id) -> ActorSheet:
        """Open one actor: its names, how reports write and title it, offices over time, loaded words that outlets use
        for it, actors with a like name, what people decided of it, and its newest events.

        Spellings, titles and loaded words are quoted from reports: the outlets' words, not facts.
        """
        chronicle = self.desk.chronicle
        with self.desk.turn():
            almanac, everyone = self.desk.everyone()
            told = sheet(chronicle, almanac, actor, everyone)
        named = {one.id for one in told.decisions}
        decisions = [one for one in chronicle.decision_records() if one["id"] in named] if named else []
        newest = islice(chronicle.events(EventFilter(actor_id=told.entry.id)), MOST_IN)
        found = sheet_record(told, decisions, (event.id for event in newest))
        return ActorSheet(
            **{
                name: found[name] for name in ("id", "name", "kind", "country", "sector", "events", "claims", "reports")
            },
            names=[f"{one['text']} ({one['language']})" for one in found["names"][:MOST]],
            written=[f"{one['text']} ({one['claims']})" for one in found["spellings"][:MOST]],
            titles=[f"{one['text']} ({one['claims']})" for one in found["titles"][:MOST]],
            roles=[
                RoleLine(title=one["title"], body=one["body"], start=one["start"], end=one["end"])
                for one in found["roles"][:MOST]
            ],
            part_of=found["parents"][:MOST],
            called=[Called(**one) for one in found["words"][:MOST]],
            similar=[_like(one) for one in found["similar"]],
            decisions=[DecisionLine(**one) for one in found["decisions"][:MOST]],
            in_events=found["in"],
        )


def _like(one: dict[str, object]) -> ActorLine:
    score = one["score"]
    likeness = score["value"] if isinstance(score, dict) else 0.0
    return ActorLine.model_validate({**one, "likeness": likeness})
