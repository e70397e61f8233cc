"""What the tools about events answer with."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from whimbrel.mcp_server.quoted import Answer, Line, Part, Quotation, marked


class Time(Part):
    """A time as finely as it is known, never finer."""

    words: Line = Field(description="In words, such as '14 October 2017' or 'on or before 2 March 2021'")
    edtf: Line | None = Field(description="As EDTF; null where it cannot be tied to the calendar")
    earliest: Line | None = Field(description="First day it may be, ISO 8601; null when open")
    latest: Line | None = Field(description="Last day it may be, ISO 8601; null when open")


class Spot(Part):
    """A place as finely as it is known."""

    id: Line
    name: Line
    country: Line | None = Field(description="ISO 3166-1 alpha-3")
    precision: Line = Field(description="site, town, district, province, region or country: how fine the place is")
    lat: float | None
    lon: float | None


class Party(Part):
    """One who takes part. The name may be as a report writes it."""

    id: Line = Field(description="Actor id, for get_actor")
    name: Line


class EventLine(Part):
    """An event in short."""

    id: Line
    uri: Line = Field(description="The event as a resource")
    sentence: Line = Field(
        description="What happened, in one sentence; says so where it is planned, alleged, denied, …"
    )
    when: Time
    type: Line = Field(description="PLOVER type")
    mode: Line
    status: Line = Field(
        description="happened, ongoing, planned, called-for, threatened, hypothetical, alleged, denied, negated or "
        "historical: an event is no fact unless it says happened or ongoing"
    )
    place: Spot | None
    actors: list[Party]
    recipients: list[Party]
    counts: dict[str, Line] = Field(description="killed, wounded, arrested, displaced, present: numbers in words")
    reports: int = Field(description="How many reports tell of it")
    origins: int = Field(description="How many of them are independent; the others repeat one another")
    conflicts: list[Line] = Field(description="Fields on which the sources contradict one another")
    confidence: float | None = Field(description="0 to 1: how sure it is that it happened")
    checked: Line = Field(description="right or wrong where a person said so, else empty")

    def line(self) -> str:
        """The event on a line."""
        told = f"{self.reports} report{'' if self.reports == 1 else 's'}, {self.origins} independent"
        marks = [self.status, told]
        marks += [f"sources differ on {', '.join(self.conflicts)}"] if self.conflicts else []
        marks += [f"checked: {self.checked}"] if self.checked else []
        return f"{self.id} · {self.when.words} · {self.sentence} · {'; '.join(marks)}"


class EventList(Answer):
    """Events that fit, newest day first; those without a known day last."""

    total: int = Field(description="How many fit in all")
    events: list[EventLine]
    next: Line | None = Field(description="Give this as `cursor` for those that follow; null at the end")

    def said(self) -> str:
        if not self.events:
            return (
                "No event fits. Leave out a condition; `text` finds only words that occur in names or quoted sentences."
            )
        more = "; more with this cursor: " + self.next if self.next else ""
        head = f"{self.total} {'event fits' if self.total == 1 else 'events fit'}, {len(self.events)} here{more}"
        return "\n".join([head, *(event.line() for event in self.events), "get_event opens one with its sources."])


class Value(Part):
    """One value of a field, with who gives it."""

    value: Line = Field(description="Canonical: an id, EDTF, a number, a status")
    words: Line
    shown: bool = Field(description="Whether the record shows it; what others say stays beside it")
    rule: Line = Field(description="Why it is shown")
    outlets: list[Line] = Field(description="Sources that say so")
    claims: list[Line] = Field(description="Ids of the claims that say so, at most fifty")
    denied_by: list[Line] = Field(description="Sources that tell of it with this value, and that it did not happen")


class FieldSheet(Part):
    """What the sources say on one field."""

    field: Line
    label: Line
    conflict: bool = Field(description="Whether the sources cannot all be right")
    values: list[Value]
    not_stated_by: list[Line] = Field(description="Sources that say nothing on it, which is no denial")

    def lines(self) -> Iterator[str]:
        for value in self.values:
            mark = "→" if value.shown else " "
            told = ", ".join(value.outlets) or "nobody"
            denied = f"; that it did not happen: {', '.join(value.denied_by)}" if value.denied_by else ""
            rule = f" [{value.rule}]" if value.shown and value.rule else ""
            yield f"  {mark} {self.label}: {value.words} — {told}{denied}{rule}"
        if self.conflict:
            yield "    the sources contradict one another on this"


class Source(Part):
    """What one report says, in its exact words."""

    number: int
    claim: Line = Field(description="The claim's id, for cite and why")
    report: Line
    outlet: Line
    headline: Line
    published: Line | None
    url: Line
    passage: Line = Field(description="headline, lead, body, caption, …")
    status: Line
    says: list[Line] = Field(description="Whose word it is, outermost first; empty where it is the outlet's own")
    words: Quotation

    def lines(self) -> Iterator[str]:
        at = f"characters {self.words.start}–{self.words.end}"
        says = f", on the word of {' → '.join(self.says)}" if self.says else ""
        yield f"  [{self.number}] {self.outlet}, {self.published or 'undated'}, {self.passage}{says}"
        yield f"      {marked(self.words.text)}"
        yield f"      claim {self.claim} · report {self.report}, {at}"


class OriginSheet(Part):
    """Reports that repeat one another: one source, however many print it."""

    reports: list[Line]
    outlets: list[Line]
    agency: Line


class Linked(Part):
    """Another event that this one leads to."""

    relation: Line = Field(description="part of, about, parts or reactions")
    event: Line
    sentence: Line


class DecisionLine(Part):
    """What a person decided."""

    id: Line
    verb: Line
    who: Line
    at: Line
    note: Line
    state: Line


class EventSheet(Answer):
    """An event with everything behind it."""

    event: EventLine
    moved_from: Line | None = Field(description="The id that was asked for, where it is part of this event now")
    fields: list[FieldSheet]
    origins: list[OriginSheet]
    sources: list[Source] = Field(description="A page of the claims behind it, with their words")
    sources_total: int
    linked: list[Linked]
    decisions: list[DecisionLine]
    next: Line | None = Field(description="Give this as `cursor` for more sources; null at the end")

    def said(self) -> str:
        head = self.event
        lines = [head.sentence, f"{head.when.words} · event {head.id} · {head.status}"]
        if self.moved_from:
            lines.append(f"{self.moved_from} is part of this event now.")
        if head.confidence is not None:
            lines.append(f"How sure that it happened: {head.confidence:.2f}")
        lines += [f"Sources differ on: {', '.join(head.conflicts)}"] if head.conflicts else []
        lines += [f"Checked by a person: {head.checked}"] if head.checked else []
        lines.append(f"{head.origins} independent of {head.reports} reports:")
        for origin in self.origins:
            agency = f" (text of {origin.agency})" if origin.agency else ""
            lines.append(f"  {'; same text: '.join(origin.outlets)}{agency}")
        lines.append("What the sources say (→ is what the record shows):")
        lines += [line for one in self.fields for line in one.lines()]
        lines.append(f"Their words ({len(self.sources)} of {self.sources_total} claims):")
        lines += [line for one in self.sources for line in one.lines()]
        lines += [f"{one.relation}: {one.sentence} (event {one.event})" for one in self.linked]
        lines += [f"decided: {one.verb} by {one.who}, {one.at} ({one.id}, {one.state})" for one in self.decisions]
        lines += [f"More sources with this cursor: {self.next}"] if self.next else []
        return "\n".join(lines)


class ChangeLine(Part):
    """What became of an event at some moment."""

    seq: int
    at: Line = Field(description="UTC")
    event: Line
    change: Line = Field(description="made, changed, merged (into `other`), split (from `other`) or gone")
    other: Line | None
    sentence: Line | None = Field(description="The event as it is now; null when it is no more")


class ChangeList(Answer):
    """Changes of events, oldest first."""

    changes: list[ChangeLine]
    next: Line | None = Field(description="Give this as `cursor` for what follows; null when nothing does yet")
    last: Line = Field(description="Keep this as `cursor` for what will change from now on")

    def said(self) -> str:
        if not self.changes:
            return f"Nothing changed. Ask again later with this cursor: {self.last}"
        lines = [
            f"{one.at} · {one.change}{f' ({one.other})' if one.other else ''} · event {one.event} · "
            f"{one.sentence or 'is no more'}"
            for one in self.changes
        ]
        end = f"More with this cursor: {self.next}" if self.next else f"That is all; ask later with: {self.last}"
        return "\n".join([*lines, end])
