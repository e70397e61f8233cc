"""Which of ACLED's types an event is, and which of its kinds a party: read from `data/acled.csv`, `acled_types.csv` and
`sectors.csv`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from whimbrel.export.codes import rows, sector
from whimbrel.model import ActorKind, Event, Participant

STATE, EXTERNAL = "State forces", "External/Other forces"
CIVILIANS, PROTESTERS, RIOTERS = "Civilians", "Protesters", "Rioters"
REBELS, MILITIA = "Rebel group", "Political militia"
ARMED_KINDS = frozenset({STATE, EXTERNAL, REBELS, MILITIA})
KINDS = frozenset({*ARMED_KINDS, CIVILIANS, PROTESTERS, RIOTERS})
ARMED = "armed"  # in a rule: a party that bears arms
_RIOTS = frozenset({"riot", "vandalize"})


@dataclass(frozen=True, slots=True)
class SubEvent:
    """One of ACLED's sub-event types with the types above it."""

    sub_event_type: str
    event_type: str
    disorder_type: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of `acled.csv`; what is "" holds for anything."""

    type: str
    mode: str
    context: str
    actor: str
    recipient: str
    sub_event_type: str
    where: str

    @property
    def rank(self) -> tuple[bool, int]:
        """What it outdoes other rules by: that it asks for a mode, and how much it asks for."""
        return bool(self.mode), sum(map(bool, (self.mode, self.context, self.actor, self.recipient)))

    def fits(self, event: Event, actors: Collection[str], recipients: Collection[str]) -> bool:
        """Whether it holds for an event of these kinds of parties."""
        return (
            self.mode in ("", event.mode)
            and (not self.context or self.context in event.contexts)
            and (not self.actor or self.actor in actors)
            and (not self.recipient or self.recipient in recipients)
        )


def sub_event(event: Event) -> SubEvent | None:
    """What ACLED would call an event; None for what it does not code, or what cannot be told."""
    actors = {kind_of(who, event, acts=True) for who in event.actors}
    actors |= {ARMED} if actors & ARMED_KINDS else set()
    recipients = {kind_of(who, event) for who in event.recipients}
    recipients |= {ARMED} if any(map(is_armed, event.recipients)) else set()
    fitting = [rule for rule in rules().get(event.type, ()) if rule.fits(event, actors, recipients)]
    best = max(fitting, key=lambda rule: rule.rank, default=None)  # the first of equals
    return sub_events().get(best.sub_event_type) if best else None


def kind_of(who: Participant, event: Event, *, acts: bool = False) -> str:
    """ACLED's kind of a party in an event; "" where there is none.

    Forces of a state abroad are external ones; whoever is in the street protests, and riots where there is violence. A
    state or government that is attacked is no force.
    """
    if acts and event.type == "PROTEST":
        return RIOTERS if event.mode in _RIOTS else PROTESTERS
    named = sector(who.sector)
    kind = named.acled_person if who.kind is ActorKind.PERSON else named.acled
    if kind == STATE and not acts and not named.armed:
        return ""
    if kind == STATE and event.place and event.place.country and who.country not in (None, event.place.country):
        return EXTERNAL
    return RIOTERS if acts and kind == PROTESTERS else kind


def is_armed(who: Participant) -> bool:
    """Whether a party that is attacked bears arms."""
    named = sector(who.sector)
    return bool(named.armed) and (who.kind is not ActorKind.PERSON or named.acled_person in ARMED_KINDS)


@cache
def sub_events() -> dict[str, SubEvent]:
    return {row["sub_event_type"]: SubEvent(**row) for _, row in rows("acled_types.csv")}


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """The lines of `acled.csv` by type, in their order."""
    found: dict[str, tuple[Rule, ...]] = {}
    for where, row in rows("acled.csv"):
        kept = {name: value for name, value in row.items() if name != "note"}
        found[row["type"]] = (*found.get(row["type"], ()), Rule(**kept, where=where))
    return found
