"""The parties that speak, and the chain through which their words come."""

from __future__ import annotations

from said import SaidIn

from whimbrel.coder import Knowledge
from whimbrel.coder.quotes import attributions
from whimbrel.model import Passage, PassageKind, Report, Span


def test_a_known_body_is_linked(said_in: SaidIn) -> None:
    (found,) = said_in("The United Nations said that 300 people had fled the town.")
    assert found.quote.speaker is not None
    assert found.quote.speaker.id == "un"


def test_a_name_behind_a_description_is_the_speaker(said_in: SaidIn) -> None:
    (found,) = said_in('"We need water," the mayor of the town, Jane Doe, told reporters.')
    assert found.who == "the mayor of the town, Jane Doe"
    assert found.quote.speaker is not None
    assert found.quote.speaker.name == "Jane Doe"


def test_nobody_is_named_where_nobody_speaks(said_in: SaidIn) -> None:
    (found,) = said_in("The envoy reportedly left the country on Monday.")
    assert (found.who, found.quote.speaker, found.quote.chain) == ("", None, ())


def test_the_chain_runs_from_the_outlet_over_the_agency_to_the_official(knowledge: Knowledge) -> None:
    text = "The bridge had fallen, an official told Reuters."
    passages = (Passage(PassageKind.BODY, Span(0, len(text))),)
    (found,) = attributions(Report("r", "f", text, outlet="The Harbour Post", passages=passages), knowledge)
    assert [link.text for link in found.chain] == ["The Harbour Post", "Reuters", "an official"]


def test_what_is_told_within_knows_in_what_it_is_told(knowledge: Knowledge) -> None:
    text = "The army said the rebels had vowed to return."
    outer, inner = attributions(text, knowledge, nested=True)
    assert (outer.verb, inner.verb, inner.within) == ("say", "vow", outer.id)
    assert [link.text for link in inner.chain] == ["The army", "the rebels"]
    assert attributions(text, knowledge) == (outer,)


def test_silent_passages_say_nothing(knowledge: Knowledge) -> None:
    text = "Jane Doe said that she took the photograph."
    passages = (Passage(PassageKind.CREDIT, Span(0, len(text))),)
    assert attributions(Report("r", "f", text, passages=passages), knowledge) == ()
