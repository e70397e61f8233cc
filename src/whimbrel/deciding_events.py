"""From what a person says of events to decisions: what cannot be is refused here, before it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whimbrel.almanac.almanac import Almanac
from whimbrel.almanac.gazetteer import Gazetteer
from whimbrel.chronicle import Chronicle, Decision
from whimbrel.edited_values import edited
from whimbrel.errors import UsageError
from whimbrel.event_decisions import noun_row
from whimbrel.export.wording import modes
from whimbrel.model import Claim, Event


def same(chronicle: Chronicle, first: str, others: Sequence[str]) -> list[Decision]:
    """Decisions by which each of `others` is the event `first`. Raises UsageError for what cannot be one."""
    one = chronicle.event(first)
    joined = list(_told(chronicle, one))
    found: list[Decision] = []
    for other in {event.id: event for id in others for event in [chronicle.event(id)]}.values():
        if other.id == one.id:
            raise UsageError(f"both are {one.id}", remedy="name two events; `whimbrel why` tells why claims are in one")
        _refuse_other_types(one, other)
        own = tuple(_told(chronicle, other))
        found.append(Decision("", "same", one.id, (other.id,), sides=(tuple(sorted(joined)), own)))
        joined += own
    return found


def different(chronicle: Chronicle, first: str, second: str) -> Decision:
    """The decision by which two events are never one. Raises UsageError where they are one now."""
    one, other = chronicle.event(first), chronicle.event(second)
    if one.id == other.id:
        raise UsageError(f"both are {one.id}", remedy="`whimbrel split EVENT --report ID` parts what one report tells")
    sides = (tuple(_told(chronicle, one)), tuple(_told(chronicle, other)))
    return Decision("", "different", one.id, (other.id,), sides=sides)


def split(chronicle: Chronicle, event: str, reports: Sequence[str], claims: Sequence[str]) -> Decision:
    """The decision by which what these reports, or these claims, tell is another event than the rest of it.

    Raises UsageError for what the event does not hold, and where nothing or everything would be parted.
    """
    one = chronicle.event(event)
    told = _told(chronicle, one)
    of = {chronicle.report(id, text=False).id for id in reports}
    picked = {chronicle.claim(id).id: chronicle.claim(id).within for id in claims}
    lacking = sorted(of - set(told.values())) + sorted(picked.keys() - told.keys())
    if lacking and picked.get(lacking[0]) in one.claims:
        raise UsageError(
            f"{lacking[0]} is what claim {picked[lacking[0]]} asks for or threatens with", remedy="part that claim"
        )
    if lacking:
        raise UsageError(f"{lacking[0]} is not in event {one.id}", remedy=f"`whimbrel event {one.id}` lists what is")
    parted = tuple(sorted(id for id, report in told.items() if report in of or id in picked))
    rest = tuple(sorted(told.keys() - set(parted)))
    if not parted or not rest:
        said = "nothing is parted" if not parted else "nothing would be left"
        raise UsageError(said, remedy="name some of the event's reports (--report) or claims (--claim), not all")
    return Decision("", "different", one.id, (), sides=(rest, parted))


def check(chronicle: Chronicle, event: str, verdict: str) -> Decision:
    """The decision that an event is right, or wrong."""
    one = chronicle.event(event)
    return Decision("", verdict, one.id, sides=(tuple(_told(chronicle, one)),))


def edit(
    chronicle: Chronicle, almanac: Almanac, places: Callable[[], Gazetteer], event: str, field: str, text: str
) -> list[Decision]:
    """Decisions by which a field of an event has a value; a type may come with its mode ("ASSAULT/aerial")."""
    one = chronicle.event(event)
    own = tuple(_told(chronicle, one))
    parts = {field: text}
    if field == "type":
        kind, slash, mode = text.partition("/")
        parts = {"type": kind, "mode": mode} if slash or one.mode else {"type": kind}
    values = {name: edited(name, said, chronicle, almanac, places) for name, said in parts.items()}
    kind = values["type"].key if "type" in values else one.type
    mode = values["mode"].key if "mode" in values else ""
    if mode and mode not in modes().get(kind, ()):
        choice = ", ".join(modes().get(kind, ())) or "it has none"
        raise UsageError(f"{kind} has no mode {mode!r}", remedy=f"its modes: {choice}")
    return [
        Decision("", "edit", one.id, row=noun_row(name, value.noun, value.key, value.label), sides=(own,))
        for name, value in values.items()
    ]


def _told(chronicle: Chronicle, event: Event) -> dict[str, str]:
    """The claims that stand for the event, in order, and the report of each; what is told within one goes with it."""
    own = sorted((claim.id, claim.report) for claim in chronicle.claims(event=event.id) if not _is_inner(claim, event))
    return dict(own)


def _is_inner(claim: Claim, event: Event) -> bool:
    return claim.within in event.claims


def _refuse_other_types(one: Event, other: Event) -> None:
    """An event has one type: where two were read differently, one is to be corrected first."""
    if one.type != other.type:
        remedy = f"if one was read wrongly, correct it first: `whimbrel edit {other.id} type {one.type}`"
        raise UsageError(f"{one.id} is {one.type} and {other.id} is {other.type}", remedy=remedy)
