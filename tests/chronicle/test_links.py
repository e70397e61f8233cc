"""Links between events: from what claims say of claims, for the events of today."""

from __future__ import annotations

from dataclasses import replace

import samples
from stores import New

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.links import Following
from whimbrel.model import Claim, Event


def filled(new: New, *linked: Claim) -> Chronicle:
    changed = {claim.id: claim for claim in linked}
    chronicle = Chronicle.open(new())
    for source in samples.REPORTS:
        chronicle.add(source, [changed.get(claim.id, claim) for claim in samples.claims_of(source)])
    chronicle.replace_events(samples.EVENTS)
    return chronicle


BOMBING, BLAMING, DEAL, COMMANDERS = (samples.EVENTS[at] for at in range(4))


def test_a_reaction_leads_to_the_event_that_holds_the_claim(new: New) -> None:
    with filled(new) as chronicle:
        assert chronicle.event(BLAMING.id).about == (BOMBING.id,)
        assert chronicle.following(BOMBING.id) == Following(reactions=(BLAMING.id,))
        assert chronicle.following(BLAMING.id) == Following()


def test_links_go_with_the_claims_when_events_change(new: New) -> None:
    with filled(new) as chronicle:
        halves: list[Event] = [
            samples.event(samples.BOMB[0], id="first"),
            samples.event(*samples.BOMB[1:], id="second"),
        ]
        chronicle.replace_events([*halves, *samples.EVENTS[1:]])
        assert chronicle.event(BLAMING.id).about == ("first",)
        assert chronicle.following("second") == Following()


def test_nothing_leads_to_itself(new: New) -> None:
    inner = replace(samples.BOMB[0], about=(samples.BLAME.id,), part_of=samples.BLAME.id)
    with filled(new, inner) as chronicle:
        chronicle.replace_events([samples.event(inner, samples.BLAME, id="one")])
        assert (chronicle.event("one").about, chronicle.event("one").part_of) == ((), "")


def test_of_two_that_are_parts_of_each_other_one_is_the_whole(new: New) -> None:
    deal, meeting = samples.DEAL[0], samples.COMMANDERS
    with filled(new, replace(deal, part_of=meeting.id), replace(meeting, part_of=deal.id)) as chronicle:
        wholes = {event.id: event.part_of for event in chronicle.events() if event.part_of}
        assert len(wholes) == 1
        ((part, whole),) = wholes.items()
        assert {part, whole} == {DEAL.id, COMMANDERS.id}
        assert chronicle.following(whole).parts == (part,)


def test_links_are_not_stored_with_events(new: New) -> None:
    with filled(new) as chronicle:
        assert chronicle.replace_events(list(chronicle.events())) == 0
