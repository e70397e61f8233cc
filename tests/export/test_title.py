from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import samples

from whimbrel.almanac import Almanac
from whimbrel.export.title import affiliations, event_title
from whimbrel.model import ActorKind, Participant, Role, When


def member() -> tuple[Participant, Role, str]:
    """Someone in the almanac with a dated office in a party or armed group."""
    almanac = Almanac.load()
    for id in almanac.ids():
        actor = almanac.actor(id)
        if actor is None or actor.kind is not ActorKind.PERSON or len(actor.roles) != 1:
            continue
        body = almanac.actor(actor.roles[0].of)
        if body and body.kind in (ActorKind.PARTY, ActorKind.ARMED_GROUP) and actor.roles[0].start:
            return Participant(actor.id, actor.name, actor.kind), actor.roles[0], body.id
    pytest.skip("the almanac names nobody with one dated office in a movement")


def test_a_movement_stands_behind_a_name_on_the_days_of_the_office() -> None:
    who, role, body = member()
    assert role.start is not None
    event = replace(samples.EVENTS[5], actors=(who, samples.MOHAMUD), when=When("x", role.start, role.start, "stated"))
    assert affiliations(event)[who.id]
    assert f"{who.name} ({affiliations(event)[who.id]})" in event_title(event)
    before = replace(event, when=When("x", date(1900, 1, 1), date(1900, 1, 1), "stated"))
    assert who.id not in affiliations(before)
    beside = replace(event, actors=(who, Participant(body, "The movement", ActorKind.PARTY)))
    assert who.id not in affiliations(beside)


def test_people_the_almanac_does_not_know_stand_alone() -> None:
    assert affiliations(samples.EVENTS[8]) == {}
