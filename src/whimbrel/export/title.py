"""An event's sentence with each person's movement behind the name, as the almanac knows it for that day.

"Rached Ghannouchi (Ennahda) met …" tells a reader more than two names. Offices of state stay in the record.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from whimbrel.almanac import Almanac
from whimbrel.export.sentence import event_sentence
from whimbrel.model import Actor, ActorKind, Claim, Event, Participant, Role

_MOVEMENTS = {ActorKind.PARTY, ActorKind.ARMED_GROUP}
_SHORT = 18


def event_title(event: Event | Claim) -> str:
    """What happened, in one sentence, with affiliations."""
    return event_sentence(event, affiliations(event))


def affiliations(event: Event | Claim) -> dict[str, str]:
    """The movement of each person the almanac knows, by participant id; none where the movement itself takes part."""
    parties = (*event.actors, *event.recipients)
    day = event.when.latest or event.when.earliest if event.when else None
    present = {who.id for who in parties}
    return {who.id: name for who in parties if (name := _movement(who, day, present))}


def _movement(who: Participant, day: date | None, present: set[str]) -> str:
    if who.kind is not ActorKind.PERSON or who.id.startswith(("local:", "group:")):
        return ""
    person = _almanac().actor(who.id)
    for role in person.roles if person else ():
        body = _almanac().actor(role.of) if _held(role, day) else None
        if body and body.kind in _MOVEMENTS and body.id not in present:
            return _short_name(body)
    return ""


def _held(role: Role, day: date | None) -> bool:
    if day is None:
        return True
    return (role.start is None or role.start <= day) and (role.end is None or day <= role.end)


def _short_name(body: Actor) -> str:
    """The name, or where it is long the first short one or acronym."""
    if len(body.name) <= _SHORT:
        return body.name
    english = [name for name in body.names if name.lang == "en" and name.kind in ("short", "acronym")]
    return english[0].text if english else body.name


@cache
def _almanac() -> Almanac:
    return Almanac.load()
